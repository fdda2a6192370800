import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentKey } from "#lib/emails/content-key";
import type { Email } from "#lib/emails/email";
import { isShortText } from "#lib/emails/short";
import { parseSubject } from "#lib/emails/subject";

const EMAIL: Email = {
  messageId: "1@example.com",
  inReplyTo: null,
  references: [],
  fromText: "Jane Doe <jane@example.com>",
  from: [{ name: "Jane Doe", address: "jane@example.com" }],
  to: [{ name: "", address: "boss@example.com" }],
  cc: [],
  date: 1_700_000_000_000,
  subject: "Offer",
  text: "Hello,\n\nthe offer is 12,000.\n\nFrom Monday on we are away.",
  attachments: [],
  hiddenText: "",
  path: "",
  folder: "",
  extra: {},
};

describe("the content key", () => {
  const same: [string, Partial<Email>][] = [
    ["other line ends", { text: EMAIL.text.replaceAll("\n", "\r\n") }],
    ["other wrapping", { text: "Hello, the offer\nis 12,000. From Monday on we are\naway.\n\n" }],
    ["no-break spaces", { text: EMAIL.text.replaceAll(" ", "\u00a0") }],
    ["From lines quoted for an mbox", { text: EMAIL.text.replace("From ", ">From ") }],
    ["names left away", { fromText: "jane@example.com", from: [{ name: "", address: "jane@example.com" }] }],
    ["milliseconds", { date: 1_700_000_000_999 }],
    ["another row of a table", { extra: { row: "7" }, path: "b.csv" }],
  ];
  it.each(same)("is the same with %s", (_, change) => {
    expect(contentKey({ ...EMAIL, ...change })).toBe(contentKey(EMAIL));
  });

  const other: [string, Partial<Email>][] = [
    ["another Message-ID", { messageId: "2@example.com" }],
    ["no Message-ID", { messageId: null }],
    ["another text", { text: `${EMAIL.text}!` }],
    ["another second", { date: 1_700_000_001_000 }],
    ["no date", { date: null }],
    ["another sender", { from: [{ name: "", address: "joe@example.com" }] }],
    ["another recipient", { to: [{ name: "", address: "chief@example.com" }] }],
    ["another subject", { subject: "Re: Offer" }],
    ["another attachment", { attachments: [{ name: "offer.pdf", size: 1, type: "application/pdf" }] }],
    ["words moved from subject to text", { subject: "Off", text: `er${EMAIL.text}` }],
  ];
  it.each(other)("differs with %s", (_, change) => {
    expect(contentKey({ ...EMAIL, ...change })).not.toBe(contentKey(EMAIL));
  });

  it("passes over numbers of rows that stand in place of a Message-ID", () => {
    expect(contentKey({ ...EMAIL, messageId: "17" })).toBe(contentKey({ ...EMAIL, messageId: "93" }));
  });

  it("goes by every visible character, however long the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.nat(70_000), (text, padding) => {
        const email = { ...EMAIL, text: "x".repeat(padding) + text };
        expect(contentKey({ ...email, text: ` ${email.text}\r\n ` })).toBe(contentKey(email));
        expect(contentKey({ ...email, text: `${email.text}§` })).not.toBe(contentKey(email));
      }),
      { numRuns: 50 },
    );
  });
});

describe("a subject", () => {
  it.each([
    ["Budget 2027", "budget 2027", false],
    ["Re: Budget 2027", "budget 2027", true],
    ["RE: FW: Re[2]: Budget  2027", "budget 2027", true],
    ["AW: WG: Budget 2027", "budget 2027", true],
    ["TR : Budget 2027", "budget 2027", true],
    ["RV: RES: ENC: Budget 2027", "budget 2027", true],
    ["[EXTERNAL] Re: Budget 2027", "budget 2027", true],
    ["[EXTERNAL] Budget 2027", "budget 2027", false],
    ["回复：预算", "预算", true],
    ["転送: 会議", "会議", true],
    ["Odp: Přep: Rozpočet", "rozpočet", true],
    ["НА: Re: Отв: Бюджет", "на: re: отв: бюджет", false],
    ["Ответ: Бюджет", "бюджет", true],
    ["Regarding: the budget", "regarding: the budget", false],
    ["[Team] Budget", "[team] budget", false],
    ["Re:", null, true],
    ["", null, false],
  ])("%j", (subject, key, isReply) => {
    expect(parseSubject(subject)).toEqual({ key, isReply });
  });

  it("stays bounded with endless prefixes", () => {
    const { key, isReply } = parseSubject("Re: ".repeat(100_000));
    expect(isReply).toBe(true);
    expect(key?.length).toBeLessThanOrEqual(80);
  });
});

const QUOTED =
  "\n\nOn Mon, 5 Jan 2026 at 09:00, Jane Doe <jane@example.com> wrote:\n> The offer is 12,000 euros until Friday.\n";

describe("a text", () => {
  it.each([
    ["empty", "", true],
    ["blanks", " \n\t\n", true],
    ["thanks", "Thanks, see you on Monday!", true],
    ["one short sentence", "Please send the third offer to Leeds by Friday.", false],
    ["thanks over a quoted mail", `Thanks!${QUOTED.repeat(30)}`, true],
    [
      "a long answer over a quoted mail",
      `We take the offer, please send the contract by Friday.${QUOTED.repeat(30)}`,
      false,
    ],
    [
      "thanks and a signature",
      "OK, do it.\n\n-- \nJane Doe\nHead of Purchasing, Example Works Ltd.\n1 Main Street, Leeds",
      true,
    ],
    [
      "answers below what is quoted",
      `> Is it twelve thousand?\n\nYes, it is twelve thousand until the end of the week.`,
      false,
    ],
    ["Chinese", "会议改到星期三下午三点，请确认。", false],
    ["little Chinese", "好的谢谢", true],
    [
      "a forward without a word",
      `FYI\n\n---------- Forwarded message ---------\nFrom: Jane <j@x.com>\nDate: Mon, 5 Jan 2026\nSubject: Offer\nTo: <b@x.com>\n\nThe offer is 12,000 euros until Friday, then 13,000.\n`,
      false,
    ],
  ])("%s", (_, text, isShort) => {
    expect(isShortText(text)).toBe(isShort);
  });
});
