import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GroundSource, ground } from "#lib/summaries/ground";

const email = (text: string, more: Partial<GroundSource> = {}): GroundSource => ({
  fromText: "Dana Whitfield <dana@northgate.example>",
  to: [],
  cc: [],
  date: Date.parse("2026-03-02T09:00:00Z"),
  subject: "",
  text,
  hiddenText: "",
  ...more,
});

const found = (summary: string, source: GroundSource) =>
  ground(summary, source).map((claim) => summary.slice(claim.start, claim.end));

describe("what stands in the email in another form is not marked", () => {
  it.each([
    ["It costs €1.2m.", "The price is 1,200,000 EUR"],
    ["It costs 1.200.000 Euro.", "1.2 million euros"],
    ["About 7,000 each.", "so 7,034 a head"],
    ["Due on 3 May.", "due 03/05"],
    ["Due on May 3rd, 2026.", "am 3. Mai"],
    ["Due on 3 May.", "納期は5月3日です"],
    ["It takes two weeks.", "it takes 14 days"],
    ["It takes 3 months.", "it takes three months"],
    ["It costs 1200000 EUR.", "the price is 1.2m"],
    ["It costs 1200000 EUR.", "the price is 1,200,000"],
    ["It runs 2024-2026.", "from 2024 to 2026"],
    ["Call 4155550134.", "call (415) 555-0134"],
    ["25 chairs, the 2nd load.", "twenty-five chairs, the second load"],
    ["200 chairs.", "two hundred chairs"],
    ["It costs 500k.", "half a million"],
    ["1 chair is left.", "one chair"],
    ["50% is paid.", "half is paid"],
    ["75% is paid.", "three quarters are paid"],
    ["It takes 90 minutes.", "it takes 1.5 hours"],
    ["It takes 90 minutes.", "it takes an hour and a half"],
    ["It takes 30 minutes.", "it takes half an hour"],
    ["It takes 24 hours.", "it takes a day"],
    ["It takes 12 months.", "it takes one year"],
    ["It takes 365 days.", "it takes one year"],
    ["It costs $180 a day.", "180 USD per day"],
    ["25 Stühle.", "fünfundzwanzig Stühle"],
    ["35 sillas.", "treinta y cinco sillas"],
    ["Due on 3 May 2026.", "due 2026/05/03"],
    ["Due 2026/05/03.", "due on 3 May"],
    ["They met on Monday.", "we met"],
    ["Due in January.", "until 01/2026"],
    ["Due in 01/2026.", "until January"],
    ["Due in Q2.", "in the second quarter"],
    ["Due in Q2.", "between April and June"],
    ["Due in H1 2026.", "in the first half of 2026"],
    ["Call at 15:30.", "call at 3.30pm"],
    ["They meet on 6 March.", "let us meet on Friday"],
    ["They meet on 3 March.", "let us meet tomorrow"],
    ["By 18 March.", "by the 18th please"],
    ["12 to 19 July is booked.", "from 12 to 19 July"],
    ["25% off.", "25 percent off"],
    ["Invoice INV-2291 is open.", "invoice inv 2291"],
    ["Anna's team agrees.", "Anna agrees"],
    ["Dana Whitfield asks.", ""],
    ["Northgate writes.", ""],
    ["The RSPB gets it.", "the Royal Society for Protection of Birds, well: Royal Society Protection Birds"],
    ["The AGM is in June.", "the Annual General Meeting is in June"],
    ["The AGM is in June.", "the annual general meeting is in June"],
    ["They fly to New York.", "the flight to NYC"],
    ["They fly to Munich and Vienna.", "der Flug nach München und Wien"],
    ["They ask Northgate GmbH.", "ask Northgate"],
    ["They ask Jörg Schäfer.", "ask Joerg Schaefer"],
    ["They ask Joerg Schaefer.", "ask Jörg Schäfer"],
    ["See www.florista.example.", "see https://www.florista.example/"],
    ["Call 0161 496 0877.", "tel. +44 161 4960877"],
    ["See florista.example.", "write to rosa@florista.example"],
    ["See florista.example/roses.", "(https://www.florista.example/roses/?from=mail)"],
    ["Call +1 212 555 0100.", "call (212) 555-0100"],
    ["Call 496 0877.", "tel. 0161 496 0877"],
    ["Call 0161 496 0878.", "0161 496 0877 / 0161 496 0878"],
    ["IBAN GB29NWBK60161331926819.", "GB29 NWBK 6016 1331 9268 19"],
    ["About 10,000 came.", "9,200 came"],
    ["It costs €1.2m.", "1,230,000 EUR"],
    ["They pay 1,5 Mio. Euro for 2.4.1.", "they pay 1.500.000 € for v2.4.1"],
    ["In 2027 it opens.", "it opens on 03.05.2027"],
    ["В Туле готово.", "завод в Туле"],
    ["Она в Казани.", "город Казань ждёт"],
  ])("%s", (summary, text) => {
    expect(found(summary, email(text))).toEqual([]);
  });
});

describe("what the email does not say is marked", () => {
  it.each([
    ["It costs €1.5m.", "The price is 1,200,000 EUR", ["€1.5m"]],
    ["It costs $1.2m.", "The price is 1,200,000 EUR", ["$1.2m"]],
    ["Due on 13 May.", "due 3 May", ["13 May"]],
    ["12 to 26 July is booked.", "from 12 to 19 July", ["26 July"]],
    ["It takes three weeks.", "it takes 14 days", ["three"]],
    ["It costs 1300000 EUR.", "the price is 1.2m", ["1300000 EUR"]],
    ["It runs 2024-2027.", "from 2024 to 2026", ["2027"]],
    ["5-12 chairs.", "5 to 10 chairs", ["12"]],
    ["26 chairs.", "twenty-five chairs", ["26"]],
    ["Two hundred chairs.", "three hundred chairs", ["Two hundred"]],
    ["40% is paid.", "half is paid", ["40%"]],
    ["It takes 90 minutes.", "it takes 2 hours", ["90"]],
    ["It takes twelve weeks.", "it takes 12 days", ["twelve"]],
    ["It takes 2 hours.", "it takes 2 days", ["2"]],
    ["Due 2026/05/04.", "due on 3 May", ["2026/05/04"]],
    ["They met on Tuesday.", "we met", ["Tuesday"]],
    ["Due in 02/2026.", "until January", ["02/2026"]],
    ["Due in 01/2027.", "until January", ["01/2027"]],
    ["Due in Q3.", "in the second quarter", ["Q3"]],
    ["Due in the third quarter.", "in Q2", ["third quarter"]],
    ["Call at 16:30.", "call at 3.30pm", ["16:30"]],
    ["They meet on Tuesday.", "let us meet on Friday", ["Tuesday"]],
    ["25% off.", "25 off", ["25%"]],
    ["Karolina Wozniak buys.", "Karolina Zielinska buys", ["Wozniak"]],
    ["They ask Bauer.", "ask Baur", ["Bauer"]],
    ["They ask Schafer.", "ask Schaefer", ["Schafer"]],
    ["They fly to Munich.", "der Flug nach Wien", ["Munich"]],
    ["The AGM is in June.", "the annual meeting in June is a great one", ["AGM"]],
    ["Herr Kramer kommt, und die Lieferung ist für den Mai.", "Herr Krause kommt im Mai", ["Kramer"]],
    ["Write to a@b.example.", "write to c@b.example", ["a@b.example"]],
    ["Call 0161 496 0778.", "tel. +44 161 4960877", ["0161 496 0778"]],
    ["Invoice INV-2219 is open.", "invoice INV-2291", ["INV-2219"]],
    ["Invoice INV-22 is open.", "invoice INV-2291", ["INV-22"]],
    ["See rose.example.", "see rose.example.evil.io", ["rose.example"]],
    ["See rose.example.", "see primrose.example", ["rose.example"]],
    ["See rose.example/a.", "see rose.example/abc", ["rose.example/a"]],
    ["Write to nna@rose.example.", "write to anna@rose.example", ["nna@rose.example"]],
    ["Write to anna@rose.example.", "write to anna@rose.example.io", ["anna@rose.example"]],
    ["Call +1 212 555 0100.", "call +44 212 555 0100", ["+1 212 555 0100"]],
    ["Call +44 161 496 0877.", "call 496 0877", ["+44 161 496 0877"]],
    ["300 came.", "1,200,300 came", ["300"]],
    ["85 came.", "at 0.85 each", ["85"]],
    ["About 10,000 came.", "14,500 came", ["10,000"]],
    ["It costs €1m.", "1,400,000 EUR", ["€1m"]],
  ])("%s", (summary, text, wrong) => {
    expect(found(summary, email(text))).toEqual(wrong);
  });

  it("says when it stands only where a reader cannot see it", () => {
    const summary = "Call 0800 555 0199 today.";
    const claims = ground(summary, email("Your order came today.", { hiddenText: "call 0800 555 0199" }));
    expect(claims).toEqual([{ start: 5, end: 18, kind: "phone", isHidden: true }]);
  });
});

describe("the labelled set", () => {
  const cases = readCases();

  it("has at least 200 summaries, half of them with planted errors", () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    expect(cases.filter((one) => one.wrong.length > 0).length).toBe(cases.length / 2);
  });

  it("is marked with a precision of 0.95 and a recall of 0.90 at least", () => {
    let right = 0;
    let marked = 0;
    let caught = 0;
    let planted = 0;
    for (const { summary, source, wrong } of cases) {
      const claims = ground(summary, source);
      const touches = (one: { start: number; end: number }, other: { start: number; end: number }) =>
        one.start < other.end && other.start < one.end;
      marked += claims.length;
      right += claims.filter((claim) => wrong.some((span) => touches(claim, span))).length;
      planted += wrong.length;
      caught += wrong.filter((span) => claims.some((claim) => touches(claim, span))).length;
    }
    expect(right / marked).toBeGreaterThanOrEqual(0.95);
    expect(caught / planted).toBeGreaterThanOrEqual(0.9);
  });
});

describe("whatever comes in", () => {
  it("marks stretches of the summary, in order and apart from each other", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (summary, text) => {
        let last = 0;
        for (const { start, end } of ground(summary, email(text))) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(summary.length);
          last = end;
        }
      }),
    );
  });

  it("marks nothing of a summary that is a part of its email", () => {
    const words = fc.constantFrom(
      "Anna",
      "pays",
      "1,200",
      "EUR",
      "on",
      "3 May",
      "at 15:30",
      "to",
      "INV-2291",
      "for",
      "20%",
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 20 }), (parts) => {
        const text = parts.join(" ");
        expect(found(text, email(text))).toEqual([]);
      }),
    );
  });

  it.each([
    "1 ",
    "1.",
    "A",
    "A B ",
    "+1 ",
    "a-",
    "a.",
    "3 May ",
    "€",
    "12:30-",
    "a ",
    "two hundred and ",
    "half a ",
    "a.b.",
    "+1 2 ",
    "http://",
  ])("takes no more than linear time for “%s” over and over", (piece) => {
    ground("Anna paid 3 EUR.", email(piece.repeat(100_000)));
    ground(piece.repeat(100_000), email("Anna paid 3 EUR."));
  });
});

type Case = { summary: string; source: GroundSource; wrong: { start: number; end: number }[] };

/** Blocks of one email, a good summary and one whose planted errors stand in double braces. */
function readCases(): Case[] {
  const blocks = readFileSync("tests/fixtures/grounding.txt", "utf8")
    .split(/^# .*\n/m)
    .slice(1);
  return blocks.flatMap((block) => {
    const [head = "", ...summaries] = block.split(/^== (?:good|bad)\n/m);
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(head)?.[1] ?? "";
    const source = email(head.split(/^Subject: .*\n/m)[1] ?? "", {
      fromText: header("From"),
      to: [{ name: header("To"), address: "" }],
      date: Date.parse(`${header("Date")}T09:00:00Z`),
      subject: header("Subject"),
    });
    return summaries.map((raw) => ({ source, ...readMarks(raw.trim()) }));
  });
}

function readMarks(raw: string): Pick<Case, "summary" | "wrong"> {
  const wrong: Case["wrong"] = [];
  let summary = "";
  for (const piece of raw.split(/(\{\{.*?\}\})/)) {
    const start = summary.length;
    const isWrong = piece.startsWith("{{");
    summary += isWrong ? piece.slice(2, -2) : piece;
    if (isWrong) wrong.push({ start, end: summary.length });
  }
  return { summary, wrong };
}
