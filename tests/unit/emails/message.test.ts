import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import type { Email } from "#lib/emails/email";
import { DEPTH_LIMIT, HEADER_LIMIT, PART_LIMIT } from "#lib/emails/limits";
import { readMessage } from "#lib/emails/message";
import { readAll, readOne } from "#tests/unit/emails/reading";

/** A message of header lines and body lines; a Buffer in it stays as it is. */
function message(headers: (string | Buffer)[], body: string | Buffer = "Hello", end = "\r\n"): Buffer {
  const lines = headers.flatMap((line) => [Buffer.from(line as string), Buffer.from(end)]);
  return Buffer.concat([
    ...lines,
    Buffer.from(end),
    typeof body === "string" ? Buffer.from(body.replaceAll("\n", end)) : body,
  ]);
}

function read(bytes: Buffer): Email {
  const email = readMessage(bytes);
  if ("code" in email) throw new Error(email.code);
  return email;
}

const base = ["From: Jane Doe <Jane@X.com>", "To: ceo@x.com", "Subject: Offer"];
const text = (type: string, body: string | Buffer, ...more: string[]) =>
  read(message([...base, `Content-Type: ${type}`, ...more], body)).text;

describe("charsets of a body", () => {
  const roman = Buffer.from("ok \x1b(Jok\x1b(B", "latin1");
  const jp = Buffer.from("1b2442467c4b5c386c1b2842", "hex"); // 日本語 in ISO-2022-JP
  it.each<[string, string, Buffer, string]>([
    ["utf-8", "text/plain; charset=utf-8", Buffer.from("Größe"), "Größe"],
    ["quoted label, odd case", 'text/plain; charset="UTF-8"', Buffer.from("Größe"), "Größe"],
    ["windows-1252", "text/plain; charset=windows-1252", Buffer.from("80 = \x80", "latin1"), "80 = €"],
    ["latin1 that is windows-1252", "text/plain; charset=iso-8859-1", Buffer.from("\x93Hi\x94", "latin1"), "“Hi”"],
    ["latin1 that is UTF-8", "text/plain; charset=iso-8859-1", Buffer.from("Größe"), "Größe"],
    ["iso-2022-jp", "text/plain; charset=iso-2022-jp", jp, "日本語"],
    ["iso-2022-jp without Japanese", "text/plain; charset=iso-2022-jp", roman, "ok ok"],
    ["iso-2022-jp that nobody declared", "text/plain", jp, "日本語"],
    ["UTF-8 with colours of a terminal", "text/plain", Buffer.from("\x1b[31mGröße\x1b[0m"), "\x1b[31mGröße\x1b[0m"],
    ["shift_jis", "text/plain; charset=shift_jis", iconv.encode("会議の件", "shift_jis"), "会議の件"],
    ["cp932", "text/plain; charset=cp932", iconv.encode("会議の件", "shift_jis"), "会議の件"],
    ["euc-jp", "text/plain; charset=euc-jp", iconv.encode("会議の件", "euc-jp"), "会議の件"],
    ["gb18030", "text/plain; charset=gb18030", iconv.encode("你好，世界", "gb18030"), "你好，世界"],
    ["gb2312", "text/plain; charset=gb2312", iconv.encode("你好，世界", "gbk"), "你好，世界"],
    ["big5", "text/plain; charset=big5", iconv.encode("會議", "big5"), "會議"],
    ["ks_c_5601-1987", "text/plain; charset=ks_c_5601-1987", iconv.encode("안녕하세요", "euc-kr"), "안녕하세요"],
    ["koi8-r", "text/plain; charset=koi8-r", iconv.encode("Привет, мир", "koi8-r"), "Привет, мир"],
    ["windows-1251", "text/plain; charset=windows-1251", iconv.encode("Привет, мир", "windows-1251"), "Привет, мир"],
    ["iso-8859-15", "text/plain; charset=iso-8859-15", Buffer.from([0xa4]), "€"],
    ["cp850, which only iconv knows", "text/plain; charset=cp850", iconv.encode("Größe", "cp850"), "Größe"],
    ["utf-7", "text/plain; charset=utf-7", Buffer.from("1 +- 1, +AOQ-rger +ZeVnLIqe-!"), "1 + 1, ärger 日本語!"],
    ["unicode-1-1-utf-7", "text/plain; charset=unicode-1-1-utf-7", Buffer.from("+AOQ-"), "ä"],
    ["utf-16", "text/plain; charset=utf-16le", Buffer.from("Größe", "utf16le"), "Größe"],
    [
      "utf-8 that is not",
      "text/plain; charset=utf-8",
      Buffer.from("Grüße für Jürgen, schöne Größe", "latin1"),
      "Grüße für Jürgen, schöne Größe",
    ],
    ["an unknown label", "text/plain; charset=fakescii", Buffer.from("Größe"), "Größe"],
    ["a label said twice", 'text/plain; charset="charset=utf-8"', Buffer.from("Größe"), "Größe"],
    ["ascii with UTF-8 in it", "text/plain; charset=us-ascii", Buffer.from("Größe"), "Größe"],
  ])("%s", (_, type, bytes, expected) => {
    expect(text(type, bytes)).toBe(expected);
    expect(text(type, bytes.toString("base64"), "Content-Transfer-Encoding: base64")).toBe(expected);
  });
});

describe("transfer encodings", () => {
  it.each([
    ["quoted-printable", "a=C3=A4=\r\nb =3D c", "aäb = c"],
    ["Quoted-Printable", "soft =  \r\nline", "soft line"],
    ["quoted-printable", "broken =XY and =4", "broken =XY and =4"],
    ["quoted-printable", "lower =c3=a4", "lower ä"],
    ["base64", "SGVs\r\nbG8=\r\n", "Hello"],
    ["base64", "SGVsbG8=\r\n\r\n-- footer the list added", "Hello"],
    ["base64", "SGVsbG8=\r\nSGVsbG8=", "HelloHello"],
    ["base64", "plain words that were never encoded", "plain words that were never encoded"],
    ['"base64"', "SGVsbG8=", "Hello"],
    ["(a comment) base64", "SGVsbG8=", "Hello"],
    ["7-bit", "Hello", "Hello"],
    ["unheard-of", "Hello", "Hello"],
  ])("%s: %j", (encoding, body, expected) => {
    expect(text("text/plain; charset=utf-8", Buffer.from(body), `Content-Transfer-Encoding: ${encoding}`)).toBe(
      expected,
    );
  });
});

describe("headers", () => {
  it.each<[string, string | Buffer, string]>([
    ["plain", "Subject: Offer", "Offer"],
    ["folded", "Subject: A long\r\n  offer", "A long offer"],
    ["Q word", "Subject: =?utf-8?Q?Gr=C3=B6=C3=9Fe_2?=", "Größe 2"],
    ["B word", "Subject: =?UTF-8?B?R3LDtsOfZQ==?=", "Größe"],
    ["words cut inside a character", "Subject: =?utf-8?B?R3LD?=\r\n =?utf-8?B?tsOfZQ==?=", "Größe"],
    ["words with text between", "Subject: =?utf-8?Q?a?= and =?utf-8?Q?b?=", "a and b"],
    ["words of two charsets", "Subject: =?utf-8?Q?=C3=A4?= =?iso-8859-1?Q?=E4?=", "ää"],
    ["a blank inside a word", "Subject: =?utf-8?Q?two words?=", "two words"],
    ["a language", "Subject: =?utf-8*de?Q?=C3=A4?=", "ä"],
    ["utf-7 word", "Subject: =?utf-7?Q?+AOQ-rger?=", "ärger"],
    ["iso-2022-jp word", "Subject: =?iso-2022-jp?B?GyRCRnxLXDhsGyhC?=", "日本語"],
    ["no word at all", "Subject: =?what? 100% =? sure", "=?what? 100% =? sure"],
    ["raw UTF-8", "Subject: Größe", "Größe"],
    [
      "raw koi8-r",
      Buffer.concat([Buffer.from("Subject: "), iconv.encode("Привет всем, как дела", "koi8-r")]),
      "Привет всем, как дела",
    ],
    ["empty", "Subject:", ""],
    ["lower case", "subject: Offer", "Offer"],
  ])("subject: %s", (_, line, expected) => {
    expect(read(message(["From: a@x.com", line, "Content-Type: text/plain; charset=koi8-r"])).subject).toBe(expected);
  });

  it("keeps the From as it was written and takes it apart", () => {
    const email = read(
      message([
        "From: =?utf-8?Q?J=C3=B6rg_M?= <Joerg@X.com>",
        'To: "Doe, J" <j@x.com>, Team: a@x.com, b@x.com;',
        "Cc: c@x.com",
        "cc: d@x.com",
      ]),
    );
    expect(email.fromText).toBe("Jörg M <Joerg@X.com>");
    expect(email.from).toEqual([{ name: "Jörg M", address: "joerg@x.com" }]);
    expect(email.to.map((one) => one.address)).toEqual(["j@x.com", "a@x.com", "b@x.com"]);
    expect(email.cc.map((one) => one.address)).toEqual(["c@x.com", "d@x.com"]);
  });

  it("reads ids, and no date as none", () => {
    const email = read(
      message([...base, "Message-ID: <1@x>", "In-Reply-To: <0@x>", "References: <a@x>\r\n <b@x>", "Date: soon"]),
    );
    expect(email).toMatchObject({ messageId: "1@x", inReplyTo: "0@x", references: ["a@x", "b@x"], date: null });
    expect(read(message(["Subject: only"]))).toMatchObject({ fromText: "", from: [], messageId: null });
  });

  it("passes over a From_ line, a mark and blank lines before the headers", () => {
    const inner = message(base);
    for (const head of [
      "From jane@x.com Mon Jan  1 10:00:00 2024\n",
      "\uFEFF",
      "\r\n\r\n",
      "From - Mon Jan 01 10:00:00 2024\r\n",
    ]) {
      expect(read(Buffer.concat([Buffer.from(head), inner])).subject).toBe("Offer");
    }
  });
});

const multipart = (kind: string, parts: string[], boundary = "b1") =>
  message(
    [...base, `Content-Type: multipart/${kind}; boundary="${boundary}"`],
    `preamble\n${parts.map((part) => `--${boundary}\n${part}\n`).join("")}--${boundary}--\nepilogue`,
  );
const plain = "Content-Type: text/plain\n\nPlain words";
const html = "Content-Type: text/html\n\n<p>Rich <b>words</b></p>";
const pdf =
  'Content-Type: application/pdf; name="a.pdf"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERi0=';

describe("parts", () => {
  it.each<[string, Buffer, string, string[]]>([
    ["alternative takes the plain text", multipart("alternative", [plain, html]), "Plain words", []],
    [
      "alternative with an empty plain part",
      multipart("alternative", ["Content-Type: text/plain\n\n \n", html]),
      "Rich words",
      [],
    ],
    ["alternative, HTML first", multipart("alternative", [html, plain]), "Plain words", []],
    ["mixed lists what is attached", multipart("mixed", [plain, pdf]), "Plain words", ["a.pdf 5 application/pdf"]],
    ["mixed with two texts", multipart("mixed", [plain, plain]), "Plain words\nPlain words", []],
    [
      "a text that is attached",
      multipart("mixed", [plain, `${plain.replace("\n\n", "\nContent-Disposition: attachment; filename=n.txt\n\n")}`]),
      "Plain words",
      ["n.txt 11 text/plain"],
    ],
    [
      "RFC 2231 file name",
      multipart("mixed", [plain, pdf.replace('name="a.pdf"', "name*0*=utf-8''Gr%C3%B6;\n name*1=\"sse.pdf\"")]),
      "Plain words",
      ["Grösse.pdf 5 application/pdf"],
    ],
    [
      "encoded word as file name",
      multipart("mixed", [plain, pdf.replace("a.pdf", "=?utf-8?Q?=C3=A4.pdf?=")]),
      "Plain words",
      ["ä.pdf 5 application/pdf"],
    ],
    [
      "a path as file name",
      multipart("mixed", [plain, pdf.replace("a.pdf", "../../a.pdf")]),
      "Plain words",
      [".._.._a.pdf 5 application/pdf"],
    ],
    [
      "a boundary with trailing blanks",
      multipart("mixed", [plain, pdf]).toString().replaceAll("--b1\r", "--b1  \r") as unknown as Buffer,
      "Plain words",
      ["a.pdf 5 application/pdf"],
    ],
    [
      "no closing boundary",
      multipart("mixed", [plain, pdf])
        .toString()
        .replace(/--b1--[\s\S]*$/, "") as unknown as Buffer,
      "Plain words",
      ["a.pdf 5 application/pdf"],
    ],
    [
      "one boundary that begins like another",
      multipart("mixed", [plain, "X: y\n\nsee --b12\n--b12\nend"]),
      "Plain words\nsee --b12\n--b12\nend",
      [],
    ],
    [
      "a multipart without its parts",
      message([...base, "Content-Type: multipart/mixed; boundary=nowhere"], "Just words"),
      "Just words",
      [],
    ],
    [
      "a multipart without a boundary name",
      Buffer.from(multipart("mixed", [plain]).toString().replace('; boundary="b1"', "").replace("preamble\r\n", "")),
      "Plain words",
      [],
    ],
    [
      "a forwarded message",
      multipart("mixed", [plain, `Content-Type: message/rfc822\n\nFrom: bo@x.com\nSubject: Inner\n\nInner words`]),
      "Plain words\nFrom: bo@x.com\nSubject: Inner\n\nInner words",
      [],
    ],
    [
      "an attached message",
      multipart("mixed", [
        plain,
        `Content-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: Inner\n\nInner`,
      ]),
      "Plain words",
      ["Inner 23 message/rfc822"],
    ],
    [
      "only an attachment",
      message([...base, "Content-Type: application/pdf; name=a.pdf", "Content-Transfer-Encoding: base64"], "JVBERi0="),
      "",
      ["a.pdf 5 application/pdf"],
    ],
  ])("%s", (_, bytes, words, files) => {
    const email = read(Buffer.from(bytes));
    expect(email.text).toBe(words);
    expect(email.attachments.map((file) => `${file.name} ${file.size} ${file.type}`)).toEqual(files);
  });

  it("joins flowed lines", () => {
    expect(text("text/plain; format=flowed", "One \nline\n> quoted \n> more\n-- \nJane")).toBe(
      "One line\n> quoted \n> more\n-- \nJane",
    );
    expect(text("text/plain; format=flowed; delsp=yes", "One \nline")).toBe("Oneline");
  });
});

describe("HTML bodies", () => {
  it.each([
    ["no script, style or comment", "<style>p{}</style><script>x()</script><!-- no --><p>Yes</p>", "Yes"],
    ["paragraphs and breaks", "<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"],
    ["lists", "<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>", "- a\n- b\n\n 1. c\n 2. d"],
    [
      "links",
      '<a href="https://x.com/a">here</a> <a href="https://x.com">https://x.com</a>',
      "here (https://x.com/a) https://x.com",
    ],
    ["entities", "&lt;b&gt; &amp; &euro; &nbsp;x", "<b> & €  x"],
    ["hidden words", '<p>Seen</p><p style="display:none">Secret</p><div hidden>Secret</div>', "Seen"],
    ["table cells stay apart", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
    ["unclosed tags", "<p>One<p>Two<b", "One\n\nTwo"],
  ])("%s", (_, markup, expected) => {
    expect(text("text/html; charset=utf-8", markup)).toBe(expected);
  });

  it("survives 100,000 nested elements", () => {
    expect(text("text/html", `${"<div>".repeat(100_000)}deep`)).toBeTypeOf("string");
  });

  it("takes the charset from the page when the mail has none", () => {
    const page = Buffer.concat([Buffer.from('<meta charset="koi8-r"><p>'), iconv.encode("Привет", "koi8-r")]);
    expect(text("text/html", page)).toBe("Привет");
  });
});

describe("messages built to hurt", () => {
  it.each<[string, () => Buffer, string]>([
    ["many parts", () => multipart("mixed", Array(PART_LIMIT + 1).fill("\n")), "too-many-parts"],
    [
      "200,000 parts",
      () => message([...base, "Content-Type: multipart/mixed; boundary=a"], "--a\n\n".repeat(200_000)),
      "too-many-parts",
    ],
    ["deep parts", () => message(base.concat(deep(DEPTH_LIMIT + 2))), "too-deep"],
    [
      "deep messages",
      () => Buffer.from("Subject: x\nContent-Type: message/rfc822\n\n".repeat(DEPTH_LIMIT + 2)),
      "too-deep",
    ],
    ["long headers", () => message([...base, `X-Long: ${"a".repeat(HEADER_LIMIT)}`]), "long-headers"],
    ["many folds", () => message([...base, `X-Long: a${"\n a".repeat(HEADER_LIMIT / 3)}`]), "long-headers"],
    ["no headers", () => Buffer.from("no headers here\n\nbody"), "not-mail"],
    ["nothing", () => Buffer.from("\n\n"), "empty"],
  ])("%s", (_, make, code) => {
    expect(readMessage(make())).toMatchObject({ code });
  });

  function deep(levels: number): string[] {
    return [
      `Content-Type: multipart/mixed; boundary=x0\n\n${Array.from({ length: levels }, (_, at) => `--x${at}\nContent-Type: multipart/mixed; boundary=x${at + 1}\n`).join("\n")}`,
    ];
  }

  it("becomes one problem that names the file", async () => {
    const bytes = multipart("mixed", Array(PART_LIMIT + 1).fill("\n"));
    expect(await readAll(bytes, "bomb.eml")).toMatchObject([
      {
        kind: "problem",
        position: 0,
        problem: {
          place: "the file",
          code: "too-many-parts",
          message: expect.stringMatching(/^“bomb.eml” has more than 5000 parts/),
        },
      },
    ]);
  });
});

describe("clean-up", () => {
  it("makes line ends one kind, takes NULs and blank lines at the end, nothing else", async () => {
    const email = await readOne(message(base, Buffer.from("  a \r\nb\rc\0d\n\n\t\n \n")), "a.eml");
    expect(email.text).toBe("  a \nb\ncd");
  });
});
