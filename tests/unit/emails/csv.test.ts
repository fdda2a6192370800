import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { matchColumns, nameColumns } from "#lib/emails/columns";
import { emailsOf, problemsOf, readAll, readOne, utf16 } from "#tests/unit/emails/reading";

const table = 'from,to,date,subject,body\nJane <jane@x.com>,ceo@x.com,2024-03-05,Offer,"Hello, ""you""\nthere"\n';
const expected = {
  fromText: "Jane <jane@x.com>",
  subject: "Offer",
  text: 'Hello, "you"\nthere',
  date: Date.UTC(2024, 2, 5),
};

describe("dialects", () => {
  const swap = (sign: string) =>
    `from${sign}subject${sign}body\nJane <jane@x.com>${sign}Offer${sign}"a${sign}b\nc"\nBo <bo@x.com>${sign}Two${sign}plain\n`;
  it.each([",", ";", "\t", "|"])("separator %j", async (sign) => {
    const emails = emailsOf(await readAll(swap(sign), "a.csv"));
    expect(emails.map((email) => [email.fromText, email.subject, email.text])).toEqual([
      ["Jane <jane@x.com>", "Offer", `a${sign}b\nc`],
      ["Bo <bo@x.com>", "Two", "plain"],
    ]);
  });

  it.each([
    ["UTF-8", Buffer.from(table)],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${table}`)],
    ["UTF-16 LE", utf16(table, "le")],
    ["UTF-16 BE", utf16(table, "be")],
    ["CRLF", Buffer.from(table.replaceAll("\n", "\r\n"))],
    ["sep= line", Buffer.from(`sep=,\r\n${table}`)],
    ["blank lines", Buffer.from(`\n\n${table}\n\n`)],
    ["no line end at the end", Buffer.from(table.trimEnd())],
  ])("%s", async (_, bytes) => {
    expect(await readOne(bytes, "a.csv")).toMatchObject(expected);
    expect(await readOne(bytes, "a.tsv")).toMatchObject(expected);
  });

  it.each([
    [
      "windows-1252",
      "Betreff;Nachricht\nGrößenänderung;Schöne Grüße aus München, Jürgen Müller für die Geschäftsführung\n",
      "Größenänderung",
    ],
    ["windows-1251", "Тема;Текст\nВопрос;Здравствуйте, пришлите пожалуйста договор до пятницы, спасибо\n", "Вопрос"],
    ["shift_jis", "件名,本文\n会議の件,明日の会議は三時からになりました。よろしくお願いします。\n", "会議の件"],
  ])("%s", async (charset, content, subject) => {
    expect((await readOne(iconv.encode(content, charset), "a.csv")).subject).toBe(subject);
  });

  it("reads windows-1252 that first shows late in a large file", async () => {
    const rows = "a@x.com,Plain,Only ascii here\n".repeat(4_000);
    const bytes = Buffer.concat([
      Buffer.from(`from,subject,body\n${rows}`),
      Buffer.from("a@x.com,Späte Änderung,Grüße für Jürgen\n", "latin1"),
    ]);
    expect(emailsOf(await readAll(bytes, "a.csv")).at(-1)?.subject).toBe("Späte Änderung");
  });
});

describe("columns by name", () => {
  it.each<[string, string[], Record<string, string>]>([
    [
      "Outlook, English",
      [
        "Subject",
        "Body",
        "From: (Name)",
        "From: (Address)",
        "From: (Type)",
        "To: (Name)",
        "To: (Address)",
        "CC: (Name)",
      ],
      {
        Subject: "subject",
        Body: "text",
        "From: (Name)": "fromName",
        "From: (Address)": "fromAddress",
        "To: (Name)": "toName",
        "To: (Address)": "toAddress",
        "CC: (Name)": "ccName",
      },
    ],
    [
      "Outlook, German",
      ["Betreff", "Text", "Von: (Name)", "Von: (Adresse)", "An: (Name)", "An: (Adresse)"],
      {
        Betreff: "subject",
        Text: "text",
        "Von: (Name)": "fromName",
        "Von: (Adresse)": "fromAddress",
        "An: (Name)": "toName",
        "An: (Adresse)": "toAddress",
      },
    ],
    [
      "Outlook, Spanish",
      ["Asunto", "Cuerpo", "De: (nombre)", "De: (dirección)", "Para: (nombre)", "Para: (dirección)"],
      {
        Asunto: "subject",
        Cuerpo: "text",
        "De: (nombre)": "fromName",
        "De: (dirección)": "fromAddress",
        "Para: (nombre)": "toName",
        "Para: (dirección)": "toAddress",
      },
    ],
    [
      "Outlook, Russian",
      ["Тема", "Текст", "От: (имя)", "От: (адрес)", "Кому: (имя)"],
      {
        Тема: "subject",
        Текст: "text",
        "От: (имя)": "fromName",
        "От: (адрес)": "fromAddress",
        "Кому: (имя)": "toName",
      },
    ],
    [
      "French",
      ["Expéditeur", "Destinataire", "Objet", "Date", "Contenu"],
      { Expéditeur: "from", Destinataire: "to", Objet: "subject", Date: "date", Contenu: "text" },
    ],
    [
      "Italian",
      ["Mittente", "Destinatario", "Oggetto", "Data", "Corpo"],
      { Mittente: "from", Destinatario: "to", Oggetto: "subject", Data: "date", Corpo: "text" },
    ],
    [
      "Portuguese",
      ["Remetente", "Destinatário", "Assunto", "Data", "Conteúdo"],
      { Remetente: "from", Destinatário: "to", Assunto: "subject", Data: "date", Conteúdo: "text" },
    ],
    [
      "Dutch",
      ["Afzender", "Aan", "Onderwerp", "Datum", "Bericht"],
      { Afzender: "from", Aan: "to", Onderwerp: "subject", Datum: "date", Bericht: "text" },
    ],
    [
      "Japanese",
      ["差出人", "宛先", "件名", "日付", "本文"],
      { 差出人: "from", 宛先: "to", 件名: "subject", 日付: "date", 本文: "text" },
    ],
    [
      "Front",
      ["Message ID", "Conversation ID", "Message date", "Author", "From", "To", "Cc", "Extract", "Tags", "Subject"],
      {
        "Message ID": "messageId",
        "Message date": "date",
        From: "from",
        To: "to",
        Cc: "cc",
        Extract: "text",
        Subject: "subject",
      },
    ],
    [
      "a help desk",
      ["Ticket ID", "Customer Name", "Customer Email", "Ticket Subject", "Ticket Description"],
      {
        "Ticket ID": "messageId",
        "Customer Name": "fromName",
        "Customer Email": "from",
        "Ticket Subject": "subject",
        "Ticket Description": "text",
      },
    ],
    [
      "a corpus",
      ["sender", "receiver", "date", "subject", "body", "label"],
      { sender: "from", receiver: "to", date: "date", subject: "subject", body: "text" },
    ],
    ["the best of several", ["text", "body_text", "from_email", "From"], { body_text: "text", From: "from" }],
  ])("%s", (_, headers, fields) => {
    expect({ ...matchColumns(headers, []) }).toEqual(fields);
  });

  it("goes by content where names tell nothing", () => {
    const rows = [
      ["1", "jane@x.com", "2024-03-05", "Please find attached the offer that we talked about."],
      ["2", "Bo <bo@x.com>", "2024-03-06", "Thanks a lot, we will look at it by the end of the week."],
    ];
    expect({ ...matchColumns(["a1", "b1", "c1", "d1"], rows) }).toEqual({ b1: "from", c1: "date", d1: "text" });
  });

  it("gives blank and repeated headers names of their own", () => {
    expect(nameColumns(["a", "", "a", "a"])).toEqual(["a", "Column 2", "a (2)", "a (3)"]);
  });
});

describe("rows", () => {
  it("joins Outlook's names and addresses", async () => {
    const email = await readOne(
      'Subject,Body,From: (Name),From: (Address),To: (Name),To: (Address)\nS,B,"Doe, Jane",jane@x.com,Bo;Al,bo@x.com;al@x.com\n',
      "a.csv",
    );
    expect(email.fromText).toBe('"Doe, Jane" <jane@x.com>');
    expect(email.from).toEqual([{ name: "Doe, Jane", address: "jane@x.com" }]);
    expect(email.to).toEqual([
      { name: "Bo", address: "bo@x.com" },
      { name: "Al", address: "al@x.com" },
    ]);
  });

  it("reads a whole message in a cell", async () => {
    const mail = "Message-ID: <1@x>\nFrom: phillip@x.com\nTo: tim@x.com\nSubject: Forecast\n\nHere is our forecast";
    const email = await readOne(`file,message\nallen/1.,"${mail}"\n`, "a.csv");
    expect(email).toMatchObject({
      messageId: "1@x",
      fromText: "phillip@x.com",
      subject: "Forecast",
      text: "Here is our forecast",
      extra: { file: "allen/1." },
    });
  });

  it("reads a table without headers", async () => {
    const email = emailsOf(
      await readAll(
        "jane@x.com,ceo@x.com,2024-03-05,Offer,We can offer you ten of them for the price of nine.\n".repeat(3),
        "a.csv",
      ),
    )[0];
    expect(email).toMatchObject({
      fromText: "jane@x.com",
      to: [{ name: "", address: "ceo@x.com" }],
      subject: "Offer",
      date: Date.UTC(2024, 2, 5),
    });
  });

  it("reads rows with too few or too many cells, and names those it cannot", async () => {
    const entries = await readAll(
      "from,subject,body,note\na@x.com,S1,B1\nb@x.com,S2,B2,n,more,cells\nc@x.com\nd@x.com,S4,B4,n\n",
      "a.csv",
    );
    expect(emailsOf(entries).map((email) => email.subject)).toEqual(["S1", "S2", "S4"]);
    expect(emailsOf(entries)[1]?.extra).toEqual({ note: "n", "Column 5": "more", "Column 6": "cells" });
    expect(problemsOf(entries)).toMatchObject([{ place: "row 4", code: "cells", raw: "c@x.com" }]);
  });

  it("keeps quotes inside words", async () => {
    expect((await readOne('from,subject,body\na@x.com,5" pipes,He said "no"\n', "a.csv")).subject).toBe('5" pipes');
  });

  it("a quotation that never ends is one problem, and the rows behind it are read", async () => {
    const entries = await readAll('from,subject,body\na@x.com,S1,B1\nb@x.com,S2,"B2\nc@x.com,S3,B3\n', "a.csv");
    expect(emailsOf(entries).map((email) => email.subject)).toEqual(["S1", "S3"]);
    expect(problemsOf(entries)).toMatchObject([{ place: "row 3", code: "quote", raw: 'b@x.com,S2,"B2\n' }]);
  });

  it("a file cut off inside a quotation ends there: lines of a body are no rows", async () => {
    const text = 'from,subject,body\na@x.com,S1,B1\nb@x.com,S2,"Hello,\nwe met, we talked, we agreed\nand';
    const entries = await readAll(text, "a.csv");
    expect(emailsOf(entries).map((email) => email.subject)).toEqual(["S1"]);
    expect(problemsOf(entries)).toMatchObject([
      { place: "row 3", code: "truncated", message: expect.stringContaining("“a.csv”") },
    ]);
  });

  it("says when there are names but no rows", async () => {
    expect(problemsOf(await readAll("from,subject,body\n", "a.csv"))).toMatchObject([{ code: "no-rows" }]);
  });

  it("takes 5 MB in one cell and NULs", async () => {
    const body = "word ".repeat(1_000_000);
    const email = await readOne(`from,subject,body\na@x.com,a\0b,"${body}x"\n`, "a.csv");
    expect([email.text.length, email.subject]).toEqual([body.length + 1, "ab"]);
  });
});
