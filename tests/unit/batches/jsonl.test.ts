import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildLine, createCutter, customIdOf, nextCustomId } from "#lib/batches/jsonl";
import { CLASSIC_INSTRUCTIONS } from "#lib/prompts/classic";

const email = {
  id: 1,
  customId: "email-0-7",
  fromText: "Ann <ann@example.com>",
  to: [{ name: "Bo", address: "bo@example.com" }],
  date: 0,
  subject: 'Say "hi"',
  text: "Line 1\nLine 2 – ü\u2028",
};

test("a Classic line is the original recipe, field for field and key for key", () => {
  const asked = { batchId: 7, model: "gpt-x", recipe: "classic" as const, instructions: CLASSIC_INSTRUCTIONS };
  expect(buildLine(email, asked)).toBe(
    `${JSON.stringify({
      custom_id: "email-0-7",
      method: "POST",
      url: "/v1/chat/completions",
      body: {
        model: "gpt-x",
        messages: [
          {
            role: "system",
            content:
              "You are an email summarizer. Summarize this email in 2\u20133 sentences. Make sure to include all important pointers in the email.",
          },
          { role: "user", content: 'From: Ann <ann@example.com>\nSubject: Say "hi"\n\nLine 1\nLine 2 – ü\u2028' },
        ],
      },
    })}\n`,
  );
});

test("a line is one line of valid JSON whatever the email holds", () => {
  const asked = { batchId: 7, model: "m", recipe: "classic" as const, instructions: "x" };
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (subject, text) => {
      const torn = `${text}\ud800`;
      const line = buildLine({ ...email, subject, text: torn }, asked);
      expect(line.indexOf("\n")).toBe(line.length - 1);
      expect(line.isWellFormed()).toBe(true);
      expect(line).not.toMatch(/\\ud[89ab]/i);
      expect(JSON.parse(line).body.messages[1].content).toBe(
        `From: ${email.fromText}\nSubject: ${subject}\n\n${torn}`.toWellFormed(),
      );
    }),
  );
});

test("a retry gives each email a new custom id that still names its place", () => {
  expect(customIdOf(4, 9)).toBe("email-4-9");
  expect(nextCustomId("email-4-9")).toBe("email-4-9-r1");
  expect(nextCustomId("email-4-9-r1")).toBe("email-4-9-r2");
});

describe("cutting into parts", () => {
  test("no part is over a limit, none is empty, and a part is only begun when it must be", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 })), (sizes) => {
        const limits = { requests: 4, bytes: 60 };
        const begins = createCutter(limits);
        const parts: number[][] = [[]];
        for (const size of sizes) {
          if (begins(size)) parts.push([]);
          parts.at(-1)?.push(size);
        }
        const sum = (part: number[]) => part.reduce((a, b) => a + b, 0);
        expect(parts.flat()).toEqual(sizes);
        for (const [i, part] of parts.entries()) {
          expect(part.length).toBeLessThanOrEqual(4);
          expect(sum(part)).toBeLessThanOrEqual(60);
          const next = parts[i + 1]?.[0];
          if (next !== undefined) expect(part.length === 4 || sum(part) + next > 60).toBe(true);
        }
      }),
    );
  });

  test("goes on in the middle of a part as if it had never stopped", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 })), fc.array(fc.integer({ min: 1, max: 50 })), (a, b) => {
        const limits = { requests: 4, bytes: 60 };
        const whole = createCutter(limits);
        let at = { requests: 0, bytes: 0 };
        for (const size of a) at = whole(size) ? { requests: 1, bytes: size } : add(at, size);
        const resumed = createCutter(limits, at);
        expect(b.map(resumed)).toEqual(b.map(whole));
      }),
    );
  });
});

const add = (at: { requests: number; bytes: number }, size: number) => ({
  requests: at.requests + 1,
  bytes: at.bytes + size,
});
