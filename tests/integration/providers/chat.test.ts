import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AnswerError, ChatAnswer } from "#lib/engine/types";
import { askChat, type ChatDoor } from "#lib/providers/chat-ask";
import { openaiClient } from "#lib/providers/openai";
import type { VendorFailure } from "#lib/providers/vendor";
import { type ChatReply, type ChatServer, completion, startChat, usualReply } from "#tests/support/chat";

let chat: ChatServer;
let stop: AbortController;
let reach: (VendorFailure | null)[];
let kept: Map<number, ChatAnswer | AnswerError>;

beforeEach(async () => {
  chat = await startChat();
  stop = new AbortController();
  reach = [];
  kept = new Map();
});
afterEach(() => chat.close());

const QUICK = { request: 5000, firstBackoff: 5, longestBackoff: 20, longestWait: 300 };
const bodyOf = (text: string) => ({ model: "llama3.2", messages: [{ role: "user", content: text }] });

function ask(texts: string[], concurrency = 2, timings: ChatDoor["timings"] = QUICK) {
  const client = openaiClient({ baseURL: chat.url, apiKey: "none" });
  return askChat(
    texts.map(bodyOf),
    { signal: stop.signal, keep: (index, answer) => void kept.set(index, answer) },
    { client: async () => client, concurrency, noteReach: (failure) => void reach.push(failure), timings },
  );
}

/** The usual reply once `isFine`, else this one. */
const until = (isFine: (turn: number) => boolean, reply: ChatReply) => (_: string, turn: number) =>
  isFine(turn) ? undefined : reply;

describe("asks line by line", () => {
  it("in the order of the bodies, no more at once than wanted, each kept as it comes", async () => {
    const texts = Array.from({ length: 9 }, (_, n) => `Subject: ${n}`);
    chat.script = () => ({ ...usualReply("Subject: x"), isLate: true }) as ChatReply;
    const answers = ask(texts, 3);
    for (let done = 0; done < 9; done += 3) {
      await vi.waitFor(() => expect(chat.asked.length).toBe(Math.min(9, done + 3)));
      expect(kept.size).toBe(done);
      chat.release();
      await vi.waitFor(() => expect(kept.size).toBe(done + 3));
    }
    expect(await answers).toHaveLength(9);
    expect(chat.mostAtOnce).toBe(3);
    expect(kept.get(8)).toMatchObject({ finishReason: "stop", promptTokens: 30, completionTokens: 10 });
  });

  it.each<[string, ChatReply, Partial<ChatAnswer>]>([
    ["what was cut off", completion("It is", "length"), { content: "It is", finishReason: "length" }],
    ["what was filtered", completion(null, "content_filter"), { content: "", finishReason: "content_filter" }],
    ["nothing", completion(null), { content: "", finishReason: "stop" }],
    ["thinking first", completion("<think>\nHm.\n</think>\n\nYes."), { content: "Yes." }],
    [
      "no usage",
      { body: { choices: [{ message: { content: "Yes." } }] } },
      { content: "Yes.", promptTokens: 0, completionTokens: 0 },
    ],
    [
      "a refusal",
      { body: { choices: [{ message: { content: null, refusal: "No." }, finish_reason: "stop" }] } },
      { refusal: "No.", content: "" },
    ],
  ])("takes %s as it is", async (_, reply, answer) => {
    chat.script = () => reply;
    expect(await ask(["a"])).toMatchObject([answer]);
  });
});

describe("when asked to wait", () => {
  it.each([
    ["some seconds", "0.05"],
    ["0 seconds", "0"],
    ["a date", () => new Date(Date.now() + 900).toUTCString()],
    ["a date that is over", new Date(0).toUTCString()],
    ["nonsense", "soon"],
    ["a year, which is not believed", "31536000"],
  ])("%s: it asks again, and nothing fails", async (_, value) => {
    const header = typeof value === "string" ? value : value();
    chat.script = until((turn) => turn > 1, {
      status: 429,
      headers: { "retry-after": header },
      body: { error: { message: "Slow down" } },
    });
    expect(await ask(["a", "b"])).toMatchObject([{ finishReason: "stop" }, { finishReason: "stop" }]);
    expect(chat.asked.length).toBeLessThanOrEqual(4);
  });

  it("waits as long as it was told", async () => {
    chat.script = until((turn) => turn > 1, { status: 429, headers: { "retry-after": "0.2" }, body: {} });
    const from = Date.now();
    await ask(["a"]);
    expect(Date.now() - from).toBeGreaterThanOrEqual(195);
  });
});

describe("when something goes wrong", () => {
  it("asks again after cut connections and errors of the server", async () => {
    chat.script = (text, turn) => {
      if (turn > 2) return undefined;
      return text === "a" ? { isCut: true } : { status: 500, body: "<html>oops</html>" };
    };
    expect(await ask(["a", "b"])).toMatchObject([{ finishReason: "stop" }, { finishReason: "stop" }]);
  });

  it.each<[string, ChatReply]>([
    ["always cuts the connection", { isCut: true }],
    ["always fails", { status: 503, body: { error: { message: "Out of memory" } } }],
    ["answers half of the JSON", { body: '{"choices":[{"mess' }],
    ["answers another thing", { body: { hello: "world" } }],
    ["answers with no choice", { body: { choices: [] } }],
    ["answers content that is no text", { body: { choices: [{ message: { content: 7 } }] } }],
  ])("gives up on one email where the endpoint %s, and on no other", async (_, reply) => {
    chat.script = (text) => (text === "bad" ? reply : undefined);
    const [first, bad, last] = await ask(["a", "bad", "c"]);
    expect([first, last]).toMatchObject([{ finishReason: "stop" }, { finishReason: "stop" }]);
    expect(bad).toMatchObject({ error: expect.stringMatching(/^No usable answer came in 3 tries: /) });
    expect(chat.asked.filter((text) => text === "bad")).toHaveLength(3);
  });

  it("asks no second time where the answer is a clean no", async () => {
    chat.script = () => ({ status: 404, body: { error: { message: "model not found", code: "model_not_found" } } });
    expect(await ask(["a"])).toEqual([{ error: "model not found", status: 404, code: "model_not_found" }]);
    expect(chat.asked).toHaveLength(1);
  });

  it("gives up a request that takes too long, and asks again", async () => {
    chat.script = until((turn) => turn > 1, { body: {}, isLate: true });
    expect(await ask(["a"], 1, { ...QUICK, request: 150 })).toMatchObject([{ finishReason: "stop" }]);
  });

  it("waits for an endpoint that is away, and says so", async () => {
    await chat.shut();
    const answers = ask(["a", "b"]);
    await vi.waitFor(() => expect(reach.some((one) => one !== null)).toBe(true), 10_000);
    await chat.open();
    expect(await answers).toMatchObject([{ finishReason: "stop" }, { finishReason: "stop" }]);
    expect(reach.at(-1)).toBeNull();
  });

  it("waits where the key is refused: that is no fault of the emails", async () => {
    chat.script = until((turn) => turn > 5, { status: 401, body: { error: { message: "bad key" } } });
    expect(await ask(["a"], 1)).toMatchObject([{ finishReason: "stop" }]);
    expect(reach.find((one) => one !== null)?.status).toBe(401);
    expect(reach.at(-1)).toBeNull();
  });

  it("stops at once when nobody wants the answers any more", async () => {
    chat.script = (text) => (text === "a" ? undefined : { body: {}, isLate: true });
    const answers = ask(["a", "b", "c"], 1);
    await vi.waitFor(() => expect(chat.asked).toEqual(["a", "b"]));
    stop.abort();
    await expect(answers).rejects.toThrow();
    expect([...kept.keys()]).toEqual([0]);
    expect(chat.asked).toEqual(["a", "b"]);
  });
});
