import { describe, expect, it } from "vitest";
import { type DigestItem, makeDigest } from "#lib/insight/digest-lines";
import { gistOf } from "#lib/insight/gist";
import { topicWords } from "#lib/insight/topics";

let next = 1;
const item = (text: string, wish: Partial<DigestItem> = {}): DigestItem => ({
  id: next++,
  sender: "Ann Bell",
  subject: "",
  date: null,
  text,
  category: null,
  tags: [],
  vector: null,
  ...wish,
});
const tag = (id: number) => ({ id, name: `tag ${id}` });

describe("makeDigest", () => {
  it("puts each summary under one tag, the most frequent first, and together what says the same", () => {
    const items = [
      item("The lamp arrived broken. A refund is wanted.", { tags: [tag(1), tag(2)] }),
      item("The lamp arrived broken. A refund is wanted soon.", { tags: [tag(1)] }),
      item("Invoice 7 is wrong.", { tags: [tag(2), tag(1)] }),
      item("Thanks for the party.", { tags: [tag(3)] }),
      item("No tag at all."),
    ];
    const { by, groups, rest } = makeDigest(items);
    expect(by).toBe("tag");
    expect(groups.map(({ title, count }) => [title, count])).toEqual([
      ["tag 1", 3],
      ["tag 3", 1],
    ]);
    expect(groups[0]?.lines[0]).toMatchObject({ text: "The lamp arrived broken.", ids: [items[0]?.id, items[1]?.id] });
    expect(rest).toBe(1);
  });

  it("falls back to category, then to meaning, then to senders", () => {
    expect(makeDigest([item("One.", { category: "Billing" }), item("Two.", { category: "Other" })]).by).toBe(
      "category",
    );
    const near = (x: number, y: number) => Float32Array.from([x, y]).map((value) => value / Math.hypot(x, y));
    const texts = [
      "Bees make honey",
      "Bees keep honey",
      "Trains leave late",
      "Trains come late",
      "Bees like honey",
      "Trains stop late",
    ];
    const items = texts.map((text) => item(text, { vector: text.startsWith("Bees") ? near(1, 0.05) : near(0.05, 1) }));
    const made = makeDigest(items);
    expect(made.by).toBe("meaning");
    const groups = made.groups.map((group) => group.lines.flatMap((line) => line.ids).sort((a, b) => a - b));
    expect(groups).toContainEqual([items[0]?.id, items[1]?.id, items[4]?.id]);
    expect(made.groups.map((group) => group.title).join(" ")).toMatch(/bees.*trains|trains.*bees/i);
    expect(makeDigest([item("One."), item("Two.", { sender: "Bo" })]).groups.map((group) => group.title)).toEqual([
      "Ann Bell",
      "Bo",
    ]);
  });

  it("is empty for nothing", () => {
    expect(makeDigest([])).toMatchObject({ groups: [], rest: 0 });
  });
});

describe("gistOf", () => {
  it.each([
    ["The lamp arrived broken. A refund is wanted.", "The lamp arrived broken."],
    [
      "Hello. The offer of 3.5 million stands until Friday. More later.",
      "Hello. The offer of 3.5 million stands until Friday.",
    ],
    [
      "Dr. Bell of Acme Inc. Boston asks for a new contract. Then more.",
      "Dr. Bell of Acme Inc. Boston asks for a new contract.",
    ],
    [
      "会議は金曜日に変更されました。会議室は三階の大きい部屋です。全員が参加してください。",
      "会議は金曜日に変更されました。 会議室は三階の大きい部屋です。",
    ],
    ["no full stop", "no full stop"],
    ["", ""],
  ])("%s", (text, gist) => {
    expect(gistOf(text)).toBe(gist);
  });

  it("cuts what never ends at a word", () => {
    const gist = gistOf("word ".repeat(200));
    expect(gist.length).toBeLessThanOrEqual(221);
    expect(gist.endsWith("word…")).toBe(true);
  });
});

describe("topicWords", () => {
  it("names what is in one group and not in the others, in its usual spelling", () => {
    const words = topicWords(
      [
        ["The Berlin office moves in May", "Berlin rents rise", "the office of Berlin"],
        ["Invoices are late", "late invoices again", "The office pays late"],
      ],
      2,
    );
    expect(words[0]?.[0]).toBe("Berlin");
    expect(words[1]).toEqual(["late", "invoices"]);
  });
});
