import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readAll, utf16 } from "#tests/unit/emails/reading";

/**
 * Tables and JSON as they really come, each with what is to be read: per email "sender | subject | text", then the date
 * (UTC, to the minute) where one is to be found; per problem "! place code".
 */
type Case = [name: string, file: string, content: string | Uint8Array, expected: string[]];

const B = "a@x.com";
const json = (value: unknown) => JSON.stringify(value);
const lines = (...all: unknown[]) => all.map((one) => JSON.stringify(one)).join("\n");
const base64url = (text: string) => Buffer.from(text).toString("base64url");

const separators: Case[] = [
  ["comma", "a.csv", `from,subject,body\n${B},S,"T, u"\n`, [`${B} | S | T, u`]],
  ["semicolon", "a.csv", `from;subject;body\n${B};S;T, u, v\n`, [`${B} | S | T, u, v`]],
  ["tab", "a.csv", `from\tsubject\tbody\n${B}\tS\tT, u; v\n`, [`${B} | S | T, u; v`]],
  ["bar", "a.csv", `from|subject|body\n${B}|S|T\n`, [`${B} | S | T`]],
  ["caret", "a.csv", `from^subject^body\n${B}^S, t^T\n`, [`${B} | S, t | T`]],
  ["tilde", "a.csv", `from~subject~body\n${B}~S~T\n`, [`${B} | S | T`]],
  ["colon", "a.csv", `from:subject:body\n${B}:S:T\n${B}:S2:T2\n`, [`${B} | S | T`, `${B} | S2 | T2`]],
  ["named by Excel", "a.csv", `sep=;\r\nfrom;subject;body\r\n${B};S, t;T\r\n`, [`${B} | S, t | T`]],
  ["named, and it is a bar", "a.csv", `sep=|\nfrom|subject|body\n${B}|S|T\n`, [`${B} | S | T`]],
  [
    "commas in every text of a semicolon table",
    "a.csv",
    `subject;body\n"a, b";"c, d"\n"e, f";"g, h"\n`,
    [" | a, b | c, d", " | e, f | g, h"],
  ],
  ["lines end with CR", "a.csv", `from,subject,body\r${B},S,T\r${B},S2,T2\r`, [`${B} | S | T`, `${B} | S2 | T2`]],
  [
    "apostrophes as quotes",
    "a.csv",
    `'from','subject','body'\n'${B}','S','It''s here, now'\n`,
    [`${B} | S | It's here, now`],
  ],
  ["apostrophes only where needed", "a.csv", `from,subject,body\n${B},S,'one, two'\n`, [`${B} | S | one, two`]],
  [
    "apostrophes that are none",
    "a.csv",
    `from,subject,body\n${B},'tis the season,Don't\n`,
    [`${B} | 'tis the season | Don't`],
  ],
  [
    "quotes written with a backslash",
    "a.csv",
    `from,subject,body\n"${B}","S","He said \\"no, no\\", twice"\n`,
    [`${B} | S | He said "no, no", twice`],
  ],
  [
    "a backslash before a doubled quote",
    "a.csv",
    `from,subject,body\n"${B}","C:\\""x""","T"\n`,
    [`${B} | C:\\"x" | T`],
  ],
];

const shapes: Case[] = [
  ["only names", "a.csv", "from,subject,body\n", ["! the file no-rows"]],
  [
    "no names",
    "a.csv",
    `${B},2026-02-03,Please find attached the new offer.\n${B},2026-02-04,Thanks a lot for the offer you sent.\n`,
    [
      `${B} |  | Please find attached the new offer. | 2026-02-03 00:00`,
      `${B} |  | Thanks a lot for the offer you sent. | 2026-02-04 00:00`,
    ],
  ],
  [
    "labels that look like names",
    "a.tsv",
    "ham\tGo there now\nspam\tWin it\nham\tOk then\nspam\tCall us\n",
    [" |  | Go there now", " |  | Win it", " |  | Ok then", " |  | Call us"],
  ],
  ["a title above", "a.csv", `Export of 3 March 2026,,\n,,\nfrom,subject,body\n${B},S,T\n`, [`${B} | S | T`]],
  [
    "a title of one cell above",
    "a.csv",
    `Support inbox\nfrom;subject;body\n${B};S;T\n${B};S2;T2\n`,
    [`${B} | S | T`, `${B} | S2 | T2`],
  ],
  [
    "names again in the middle",
    "a.csv",
    `from,subject,body\n${B},S,T\nfrom,subject,body\n${B},S2,T2\n`,
    [`${B} | S | T`, `${B} | S2 | T2`],
  ],
  ["names twice", "a.csv", `from,subject,body,body\n${B},S,T,U\n`, [`${B} | S | T`]],
  ["an index without a name", "a.csv", `,from,subject,body\n0,${B},S,T\n`, [`${B} | S | T`]],
  [
    "short and long rows",
    "a.csv",
    `from,subject,body\n${B},S\n${B},S2,T2,more,cells\n`,
    [`${B} | S | `, `${B} | S2 | T2`],
  ],
  ["an empty row of separators", "a.csv", `from,subject,body\n,,\n${B},S,T\n`, ["! row 2 no-content", `${B} | S | T`]],
  [
    "a stray quote",
    "a.csv",
    `from,subject,body\n${B},S,T\n${B},"S2,T2\n${B},S3,T3\n`,
    [`${B} | S | T`, "! row 3 quote", `${B} | S3 | T3`],
  ],
  [
    "a quote in the middle of a word",
    "a.csv",
    `from,subject,body\n${B},5" nails,2" thick\n`,
    [`${B} | 5" nails | 2" thick`],
  ],
  [
    "cut off in a quoted cell",
    "a.csv",
    `from,subject,body\n${B},S,T\n${B},S2,"T2 is\nlong, and, it`,
    [`${B} | S | T`, "! row 3 truncated"],
  ],
  ["NUL", "a.csv", `from,subject,body\n${B},S\0,T\0u\n`, [`${B} | S | Tu`]],
  [
    "a whole message in a cell",
    "a.csv",
    `file,message\n1,"From: ${B}\nSubject: S\nDate: Tue, 3 Feb 2026 10:00:00 +0100\n\nT"\n`,
    [`${B} | S | T | 2026-02-03 09:00`],
  ],
  ["HTML in a cell", "a.csv", `from,subject,body\n${B},S,"<p>One</p><p>Two</p>"\n`, [`${B} | S | One\n\nTwo`]],
  [
    "one column of texts",
    "a.csv",
    "message\nHello there my friend\nAnd another one\n",
    [" |  | Hello there my friend", " |  | And another one"],
  ],
];

const charsets: Case[] = [
  ["UTF-8 with a mark", "a.csv", `\uFEFFfrom,subject,body\n${B},Größe,T\n`, [`${B} | Größe | T`]],
  [
    "UTF-16 with tabs, as Excel saves “Unicode text”",
    "a.txt",
    utf16(`from\tsubject\tbody\r\n${B}\tGröße\tT\r\n`, "le"),
    [`${B} | Größe | T`],
  ],
  ["UTF-16, big end first", "a.csv", utf16(`from;subject;body\n${B};件名;T\n`, "be"), [`${B} | 件名 | T`]],
  [
    "windows-1252",
    "a.csv",
    iconv.encode(`Von;Betreff;Text\n${B};Größe;Schöne Grüße an die Müllers\n`, "windows-1252"),
    [`${B} | Größe | Schöne Grüße an die Müllers`],
  ],
  [
    "windows-1250",
    "a.csv",
    iconv.encode(`Od;Předmět;Text\n${B};Žádost;Prosím, pošlete mi příští týden nabídku, děkuji.\n`, "windows-1250"),
    [`${B} | Žádost | Prosím, pošlete mi příští týden nabídku, děkuji.`],
  ],
  [
    "gb18030",
    "a.csv",
    iconv.encode(`发件人,主题,正文\n${B},会议通知,请大家明天上午九点到会议室开会，谢谢。\n`, "gb18030"),
    [`${B} | 会议通知 | 请大家明天上午九点到会议室开会，谢谢。`],
  ],
];

const dates: Case[] = [
  [
    "a 13 anywhere makes the column day first",
    "a.csv",
    `subject,date\nA,03/04/2026\nB,13/02/2026\n`,
    [" | A |  | 2026-04-03 00:00", " | B |  | 2026-02-13 00:00"],
  ],
  [
    "a 13 in second place makes it month first",
    "a.csv",
    `subject,date\nA,03/04/2026\nB,02/13/2026\n`,
    [" | A |  | 2026-03-04 00:00", " | B |  | 2026-02-13 00:00"],
  ],
  ["German names, nothing else tells", "a.csv", "Betreff;Datum\nA;03/04/2026\n", [" | A |  | 2026-04-03 00:00"]],
  [
    "what changes more often is the day",
    "a.csv",
    `subject,date\n${[1, 2, 3, 4, 5].map((day) => `S${day},0${day}/02/2026`).join("\n")}\n`,
    [1, 2, 3, 4, 5].map((day) => ` | S${day} |  | 2026-02-0${day} 00:00`),
  ],
  ["AM and PM are American", "a.csv", "subject,date\nA,3/4/2026 1:05 PM\n", [" | A |  | 2026-03-04 13:05"]],
  ["dots", "a.csv", "Betreff;Datum\nA;03.04.2026 14:05\n", [" | A |  | 2026-04-03 14:05"]],
  ["a spreadsheet's day number", "a.csv", "subject,date\nA,46056.5\n", [" | A |  | 2026-02-03 12:00"]],
  ["a German month", "a.csv", "Betreff;Datum\nA;3. März 2026 14:05\n", [" | A |  | 2026-03-03 14:05"]],
  ["a Spanish month", "a.csv", "Asunto;Fecha\nA;3 de febrero de 2026\n", [" | A |  | 2026-02-03 00:00"]],
  ["a Russian month", "a.csv", "Тема;Дата\nA;3 мая 2026 г. 14:05\n", [" | A |  | 2026-05-03 14:05"]],
  ["a Japanese date", "a.csv", "件名,日付\nA,2026年2月3日 午後2:05\n", [" | A |  | 2026-02-03 14:05"]],
  [
    "the date of something else",
    "a.csv",
    "Ticket Subject,Ticket Description,Date of Purchase\nS,T,2021-03-22\n",
    [" | S | T"],
  ],
];

const exports: Case[] = [
  [
    "Outlook, German",
    "a.csv",
    '"Betreff","Text","Von: (Name)","Von: (Adresse)","Von: (Typ)","An: (Name)"\n"S","T","Jane Doe","jane@x.com","SMTP","Bo"\n',
    ["Jane Doe <jane@x.com> | S | T"],
  ],
  [
    "Outlook, French",
    "a.csv",
    '"Objet","Corps","De : (nom)","De : (adresse)","De : (type)"\n"S","T","Jane","jane@x.com","SMTP"\n',
    ["Jane <jane@x.com> | S | T"],
  ],
  [
    "Outlook, Polish",
    "a.csv",
    '"Temat";"Treść";"Od: (nazwa)";"Od: (adres)"\n"S";"T";"Jan";"jan@x.com"\n',
    ["Jan <jan@x.com> | S | T"],
  ],
  [
    "Outlook, Chinese",
    "a.csv",
    "主题,正文,发件人: (姓名),发件人: (地址)\nS,T,李雷,li@x.com\n",
    ["李雷 <li@x.com> | S | T"],
  ],
  [
    "Outlook, an Exchange path",
    "a.csv",
    'Subject,Body,From: (Name),From: (Address),From: (Type)\nS,T,"Doe, Jane",/O=X/OU=EX/CN=JANE,EX\n',
    ['"Doe, Jane" </O=X/OU=EX/CN=JANE> | S | T'],
  ],
  [
    "Intercom",
    "a.csv",
    "message_id,message_body,message_type,message_created_at,message_author_name,message_author_email,conversation_id\n1,<p>T</p>,comment,2026-02-03 10:00,Jane,jane@x.com,9\n",
    ["Jane <jane@x.com> |  | T | 2026-02-03 10:00"],
  ],
  [
    "Salesforce",
    "a.csv",
    "Id,Subject,TextBody,HtmlBody,FromName,FromAddress,ToAddress,MessageDate\n02s,S,T,<p>T</p>,Jane,jane@x.com,b@x.com,2026-02-03T10:00:00.000+0000\n",
    ["Jane <jane@x.com> | S | T | 2026-02-03 10:00"],
  ],
  [
    "HubSpot",
    "a.csv",
    "Email subject,Email body,Email from address,Email to address,Email send date\nS,T,jane@x.com,b@x.com,2026-02-03 10:00\n",
    ["jane@x.com | S | T | 2026-02-03 10:00"],
  ],
  [
    "Freshdesk",
    "a.csv",
    "Ticket ID,Subject,Description,Full name,Email,Created time,Resolved time\n5,S,T,Jane,jane@x.com,2026-02-03 10:00,2026-02-04 10:00\n",
    ["Jane <jane@x.com> | S | T | 2026-02-03 10:00"],
  ],
];

const vendors: Case[] = [
  [
    "Microsoft Graph",
    "a.json",
    json({
      value: [
        {
          id: "A",
          internetMessageId: "<1@x>",
          subject: "S",
          bodyPreview: "P",
          body: { contentType: "html", content: "<p>T</p>" },
          from: { emailAddress: { name: "Jane", address: "jane@x.com" } },
          toRecipients: [],
          receivedDateTime: "2026-02-03T10:00:00Z",
        },
      ],
    }),
    ["Jane <jane@x.com> | S | T | 2026-02-03 10:00"],
  ],
  [
    "Gmail, parts",
    "a.json",
    json({
      id: "1",
      internalDate: "1770112800000",
      payload: {
        mimeType: "multipart/alternative",
        headers: [
          { name: "From", value: "Jane <jane@x.com>" },
          { name: "Subject", value: "S" },
        ],
        parts: [
          { mimeType: "text/plain", body: { data: base64url("Tü") } },
          { mimeType: "text/html", body: { data: base64url("<p>no</p>") } },
        ],
      },
    }),
    ["Jane <jane@x.com> | S | Tü | 2026-02-03 10:00"],
  ],
  [
    "Gmail, raw",
    "a.json",
    json([{ id: "1", raw: base64url(`From: ${B}\r\nTo: b@x.com\r\nSubject: S\r\n\r\nT`) }]),
    [`${B} | S | T`],
  ],
  [
    "Front",
    "a.json",
    json({
      _results: [
        {
          type: "email",
          is_inbound: true,
          created_at: 1770112800.123,
          subject: "S",
          body: "<p>T</p>",
          text: "T",
          recipients: [
            { handle: "jane@x.com", role: "from" },
            { handle: "b@x.com", role: "to" },
          ],
        },
      ],
    }),
    ["jane@x.com | S | T | 2026-02-03 10:00"],
  ],
  [
    "Zendesk, first comment is the description",
    "a.json",
    json({
      tickets: [
        {
          id: 5,
          raw_subject: "S",
          description: "T",
          via: { channel: "email", source: { from: { address: "jane@x.com", name: "Jane" } } },
          comments: [
            { body: "T", created_at: "2026-02-03T10:00:00Z" },
            { body: "U", author: { name: "Bo", email: "bo@x.com" }, created_at: "2026-02-03T11:00:00Z" },
          ],
        },
      ],
      users: [{ id: 1, name: "Jane", email: "jane@x.com" }],
    }),
    ["Jane <jane@x.com> | S | T | 2026-02-03 10:00", "Bo <bo@x.com> | S | U | 2026-02-03 11:00"],
  ],
  [
    "Freshdesk",
    "a.json",
    json([
      {
        id: 5,
        subject: "S",
        description: "<p>T</p>",
        description_text: "T",
        requester: { name: "Jane", email: "jane@x.com" },
        created_at: "2026-02-03T10:00:00Z",
        conversations: [
          { body_text: "U", from_email: "bo@x.com", incoming: false, created_at: "2026-02-03T11:00:00Z" },
        ],
      },
    ]),
    ["Jane <jane@x.com> | S | T | 2026-02-03 10:00", "bo@x.com | S | U | 2026-02-03 11:00"],
  ],
  [
    "Help Scout, newest first",
    "a.json",
    json({
      _embedded: {
        conversations: [
          {
            id: 5,
            subject: "S",
            primaryCustomer: { first: "Jane", last: "Doe", email: "jane@x.com" },
            _embedded: {
              threads: [
                {
                  type: "message",
                  body: "U",
                  createdBy: { first: "Bo", email: "bo@x.com" },
                  createdAt: "2026-02-03T11:00:00Z",
                },
                {
                  type: "customer",
                  body: "T",
                  createdBy: { first: "Jane", last: "Doe", email: "jane@x.com" },
                  createdAt: "2026-02-03T10:00:00Z",
                },
              ],
            },
          },
        ],
      },
    }),
    ["Jane Doe <jane@x.com> | S | T | 2026-02-03 10:00", "Bo <bo@x.com> | S | U | 2026-02-03 11:00"],
  ],
  [
    "Intercom, with events in between",
    "a.json",
    json({
      type: "conversation",
      id: "5",
      created_at: 1770112800,
      source: { subject: "<p>S</p>", body: "<p>T</p>", author: { name: "Jane", email: "jane@x.com" } },
      conversation_parts: {
        type: "conversation_part.list",
        conversation_parts: [
          { part_type: "assignment", body: null, created_at: 1770112900, author: { name: "Bo", email: "bo@x.com" } },
          { part_type: "comment", body: "<p>U</p>", created_at: 1770116400, author: { name: "Bo", email: "bo@x.com" } },
        ],
      },
    }),
    ["Jane <jane@x.com> | S | T | 2026-02-03 10:00", "Bo <bo@x.com> | S | U | 2026-02-03 11:00"],
  ],
  [
    "headers as pairs",
    "a.json",
    json([
      {
        headers: [
          { name: "Subject", value: "S" },
          { name: "From", value: B },
        ],
        body: "T",
      },
    ]),
    [`${B} | S | T`],
  ],
  [
    "Slack",
    "a.json",
    json([{ type: "message", user: "U1", text: "Hi", ts: "1512085950.000216" }]),
    ["! the file chat"],
  ],
  [
    "a batch's requests",
    "a.jsonl",
    lines({ custom_id: "1", method: "POST", url: "/v1/chat/completions", body: {} }),
    ["! the file batch-input"],
  ],
  [
    "a batch's answers",
    "output.jsonl",
    lines({ id: "r", custom_id: "1", response: { status_code: 200, body: {} }, error: null }),
    ["! the file batch-output"],
  ],
];

const faults: Case[] = [
  ["NaN", "a.json", `[{"from":"${B}","subject":"S","body":"T NaN","score":NaN,"x":-Infinity}]`, [`${B} | S | T NaN`]],
  ["Python's words", "a.json", `[{"from":"${B}","subject":"S","body":"T","ok":True,"cc":None}]`, [`${B} | S | T`]],
  ["commas too many", "a.json", `[{"from":"${B}","subject":"S","body":"T",},]`, [`${B} | S | T`]],
  [
    "ends mid-object",
    "a.json",
    `[{"from":"${B}","subject":"S","body":"T"},{"from":"${B}","subj`,
    [`${B} | S | T`, "! the file truncated"],
  ],
  [
    "objects glued together",
    "a.json",
    `${json({ subject: "A", body: "T" })}${json({ subject: "B", body: "T" })}`,
    [" | A | T", " | B | T"],
  ],
  [
    "numbers as ids and addresses",
    "a.json",
    json([{ id: 7, from: 12, to: [3], subject: "S", body: "T" }]),
    [" | S | T"],
  ],
  ["a subject that is a number", "a.json", json([{ from: B, subject: 2026, body: "T" }]), [`${B} | 2026 | T`]],
  [
    "UTF-16 without a mark",
    "a.json",
    Buffer.from(json([{ from: B, subject: "Größe", body: "T" }]), "utf16le"),
    [`${B} | Größe | T`],
  ],
  [
    "lines, index lines between, named .json, with a mark and CRLF",
    "a.json",
    `\uFEFF{"index":{"_id":"1"}}\r\n${json({ subject: "S", body: "T" })}\r\n\r\n{"create":{"_id":"2"}}\r\n${json({ subject: "S2", body: "T2" })}\r\n`,
    [" | S | T", " | S2 | T2"],
  ],
  [
    "search hits",
    "a.jsonl",
    lines(
      { _index: "mail", _id: "1", _source: { from: B, subject: "S", body: "T" } },
      { _index: "mail", _id: "2", _source: { from: B, subject: "S2", body: "T2" } },
    ),
    [`${B} | S | T`, `${B} | S2 | T2`],
  ],
  [
    "names told by nothing but their values",
    "a.json",
    json([{ wer: B, was: "Long enough to be a text of its own", titel: "x" }]),
    ["! message 1"].slice(1).concat([`${B} |  | Long enough to be a text of its own`]),
  ],
];

describe.each([
  ["separators and quotes", separators],
  ["shapes", shapes],
  ["charsets", charsets],
  ["dates", dates],
  ["exports of programs", exports],
  ["JSON of help desks and others", vendors],
  ["faults of JSON", faults],
])("%s", (_, cases) => {
  it.each(cases)("%s", async (_name, file, content, expected) => {
    const entries = await readAll(content, file);
    const found = entries.map((entry) => {
      if (entry.kind === "problem") return `! ${entry.problem.place} ${entry.problem.code}`;
      const { fromText, subject, text, date } = entry.email;
      const when = date === null ? "" : ` | ${new Date(date).toISOString().slice(0, 16).replace("T", " ")}`;
      return `${fromText} | ${subject} | ${text}${when}`;
    });
    expect(found).toEqual(expected);
    expect(await readAll(content, file, 7)).toEqual(entries);
  });
});
