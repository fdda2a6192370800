import { describe, expect, test } from "vitest";
import { answerChat, type ChatBody } from "#lib/engine/answer";

const TEXT = "The price of the pump rises by 4% on 1 May.";
const SUMMARY = `Ana Ruiz: ${TEXT}`;
const MAIL = `From: Ana Ruiz <ana@corvane.example>\nSubject: Price of the pump\n\nHi Tom,\n\n${TEXT}\n\nBest,\nAna`;
const chat = (content: unknown, more: Partial<ChatBody> = {}): ChatBody => ({
  model: "built-in",
  messages: [
    { role: "system", content: "You are an email summarizer." },
    { role: "user", content },
  ],
  ...more,
});
const schema = (properties: object) => ({
  response_format: {
    type: "json_schema",
    json_schema: { name: "s", strict: true, schema: { type: "object", properties } },
  },
});

describe("answerChat", () => {
  test.each<[string, unknown]>([
    ["plain headers", MAIL],
    [
      "headers in any order",
      `Date: 2026-10-01\nSubject: Price of the pump\nCc: X <x@y.example>\nTo: Tom\nFrom: Ana Ruiz <ana@corvane.example>\n\n${TEXT}`,
    ],
    ["Windows line ends", MAIL.replaceAll("\n", "\r\n")],
    ["a folded header", `From: Ana Ruiz\n <ana@corvane.example>\nSubject: Price of\n the pump\n\n${TEXT}`],
    ["between marks", `Summarise this email.\n\n[email a1b2]\n${MAIL}\n[/email a1b2]\n\nKeep it short.`],
    [
      "text parts",
      [{ type: "text", text: MAIL.slice(0, 40) }, { type: "image_url" }, { type: "text", text: MAIL.slice(40) }],
    ],
  ])("finds the email: %s", (_, content) => {
    expect(answerChat(chat(content))).toMatchObject({ content: SUMMARY, finishReason: "stop", refusal: null });
  });

  test("a closing mark within the email does not end it early", () => {
    const body = `[email k9]\nFrom: Ana Ruiz\nSubject: Pump\n\nSee [/email zz] below.\n[/email zz]\n\n${TEXT}\n[/email k9]\n`;
    expect(answerChat(chat(body)).content).toContain(TEXT);
  });

  test("takes anything else as a body, the last user message only, and no message at all", () => {
    expect(answerChat(chat(TEXT)).content).toBe(`?: ${TEXT}`);
    const two = chat(MAIL);
    two.messages.push(
      { role: "assistant", content: "x" },
      { role: "user", content: MAIL.replace("Ana Ruiz <", "Bo Lind <") },
    );
    expect(answerChat(two).content).toBe(`Bo Lind: ${TEXT}`);
    expect(answerChat({ model: "m", messages: [] }).content).toBe("?: (no text and no subject)");
    expect(answerChat(chat({ odd: true })).content).toBe("?: (no text and no subject)");
  });

  test("fills a strict schema: summary, and everything else at its emptiest", () => {
    const properties = {
      tags: { type: "array", items: { type: "string" } },
      tone: { type: "string" },
      urgency: { type: "string", enum: ["low", "high"] },
      due: { type: ["string", "null"] },
      owner: { anyOf: [{ type: "string" }, { type: "null" }] },
      score: { type: "number" },
      asks: { type: "boolean" },
      who: { type: "object", properties: { name: { type: "string" } } },
      summary: { type: "string" },
    };
    expect(JSON.parse(answerChat(chat(MAIL, schema(properties))).content)).toEqual({
      tags: [],
      tone: "",
      urgency: "low",
      due: null,
      owner: null,
      score: 0,
      asks: false,
      who: { name: "" },
      summary: SUMMARY,
    });
    expect(JSON.parse(answerChat(chat(MAIL, schema({ gist: { type: "string" } }))).content)).toEqual({ gist: SUMMARY });
    expect(JSON.parse(answerChat(chat(MAIL, { response_format: { type: "json_object" } })).content)).toEqual({
      summary: SUMMARY,
    });
    expect(answerChat(chat(MAIL, { response_format: { type: "text" } })).content).toBe(SUMMARY);
  });

  test("counts tokens, and stops at the limit as the vendor does", () => {
    const whole = answerChat(chat(MAIL));
    expect(whole.promptTokens).toBeGreaterThan(40);
    expect(whole.promptTokens).toBeLessThan(80);
    expect(whole.completionTokens).toBeGreaterThan(10);
    const cut = answerChat(chat(MAIL, { max_completion_tokens: 5 }));
    expect(cut).toMatchObject({ finishReason: "length", completionTokens: 5 });
    expect(SUMMARY.startsWith(cut.content)).toBe(true);
    expect(answerChat(chat(MAIL, { max_tokens: whole.completionTokens })).finishReason).toBe("stop");
  });

  test("special tokens in a mail are only text", () => {
    expect(answerChat(chat(`${TEXT} <|endoftext|>`, { max_tokens: 8 })).finishReason).toBe("length");
  });

  test("scales the count of an enormous mail", () => {
    const one = answerChat(chat("word ".repeat(10_000))).promptTokens;
    const many = answerChat(chat("word ".repeat(1_000_000))).promptTokens;
    expect(many / one).toBeGreaterThan(95);
    expect(many / one).toBeLessThan(105);
  });
});
