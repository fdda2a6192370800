import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newestText } from "#lib/emails/newest";

const SAID = "The contract is signed and the first delivery leaves on 3 November.";
const OLD = "Could you send me the signed contract, please?";

const attributions: readonly [string, string][] = [
  ["Gmail, English", "On Mon, Oct 5, 2026 at 6:26 PM, Ana Ruiz <ana@corvane.example> wrote:"],
  ["Apple Mail, English", "On 5 Oct 2026, at 19:21, Ana Ruiz wrote:"],
  ["English, wrapped", "On Mon, Oct 5, 2026 at 6:26 PM, Ana Ruiz\n<ana@corvane.example>\nwrote:"],
  ["Zoho, no colon", "On Wed, 14 Oct 2026 08:14:43 -0200 Ana Ruiz <ana@corvane.example> wrote"],
  ["German", "Am Mo., 5. Okt. 2026 um 18:26 Uhr schrieb Ana Ruiz <ana@corvane.example>:"],
  ["German, Thunderbird", "Am 05.10.2026 um 18:26 schrieb Ana Ruiz:"],
  ["French", "Le lun. 5 oct. 2026 à 18:26, Ana Ruiz <ana@corvane.example> a écrit :"],
  ["Spanish", "El lun, 5 oct 2026 a las 18:26, Ana Ruiz (<ana@corvane.example>) escribió:"],
  ["Italian", "Il giorno lun 5 ott 2026 alle ore 18:26 Ana Ruiz <ana@corvane.example> ha scritto:"],
  ["Portuguese", "Em seg., 5 de out. de 2026 às 18:26, Ana Ruiz <ana@corvane.example> escreveu:"],
  ["Dutch", "Op ma 5 okt 2026 om 18:26 schreef Ana Ruiz <ana@corvane.example>:"],
  ["Polish", "W dniu 5.10.2026 o 18:26, Ana Ruiz pisze i napisał:"],
  ["Polish, Onet", "Dnia 5 października 2026 18:26 Ana Ruiz <ana@corvane.example> napisał(a):"],
  ["Russian", "пн, 5 окт. 2026 г. в 18:26, Ana Ruiz <ana@corvane.example>:"],
  ["Russian, wrote", "05.10.2026 18:26 пользователь Ana Ruiz <ana@corvane.example> написал:"],
  ["Japanese", "2026年10月5日(月) 18:26 Ana Ruiz <ana@corvane.example>:"],
  ["Chinese", "Ana Ruiz <ana@corvane.example> 于2026年10月5日周一 18:26写道："],
  ["Norwegian, Gmail", "man. 5. okt. 2026 kl. 18:26 skrev Ana Ruiz <ana@corvane.example\n>:"],
  ["Norwegian, Apple", "På 5. oktober 2026 på 18:26:18, Ana Ruiz (ana@corvane.example) skrev:"],
  ["Hungarian", '2026.10.05. 18:26 keltezéssel, "Ana Ruiz" írta:'],
  ["Dutch, Apple", "Op 5 okt. 2026, om 18:26 heeft Ana Ruiz <ana@corvane.example> het volgende geschreven:"],
  ["a zone, cut before the address", "2026-10-05 18:26 GMT+03:00 Ana Ruiz <\nana@corvane.example>:"],
  ["date first", '11:00 AM, October 5, 2026, "Ana Ruiz" <ana@corvane.example>:'],
];

const heads: readonly [string, string][] = [
  [
    "Outlook rule",
    "-----Original Message-----\nFrom: Ana Ruiz\nSent: Monday, October 5, 2026 6:26 PM\nTo: Tom\nSubject: Contract",
  ],
  [
    "Outlook, no rule",
    "From: Ana Ruiz <ana@corvane.example>\nSent: Monday, 5 October 2026 18:26\nTo: Tom\nSubject: Contract",
  ],
  [
    "Outlook, long rule",
    "________________________________\nFrom: Ana Ruiz\nSent: 5 October 2026\nTo: Tom\nSubject: Contract",
  ],
  [
    "Outlook for Mac",
    "From: Ana Ruiz <ana@corvane.example>\nDate: Monday, 5 October 2026 at 18:26\nTo: Tom\nSubject: Contract",
  ],
  ["bold labels", "*From:* Ana Ruiz\n*Sent:* Monday, 5 October 2026\n*To:* Tom\n*Subject:* Contract"],
  ["German", "Von: Ruiz, Ana\nGesendet: Montag, 5. Oktober 2026 18:26\nAn: Tom\nBetreff: Vertrag"],
  ["German rule", "-----Ursprüngliche Nachricht-----\nVon: Ruiz, Ana\nGesendet: Montag\nAn: Tom\nBetreff: Vertrag"],
  ["French", "De : Ana Ruiz\nEnvoyé : lundi 5 octobre 2026 18:26\nÀ : Tom\nObjet : Contrat"],
  ["Spanish", "De: Ana Ruiz\nEnviado el: lunes, 5 de octubre de 2026 18:26\nPara: Tom\nAsunto: Contrato"],
  ["Italian", "Da: Ana Ruiz\nInviato: lunedì 5 ottobre 2026 18:26\nA: Tom\nOggetto: Contratto"],
  ["Portuguese", "De: Ana Ruiz\nEnviada em: segunda-feira, 5 de outubro de 2026\nPara: Tom\nAssunto: Contrato"],
  ["Dutch", "Van: Ana Ruiz\nVerzonden: maandag 5 oktober 2026 18:26\nAan: Tom\nOnderwerp: Contract"],
  ["Polish", "Od: Ana Ruiz\nData: 5 października 2026\nDo: Tom\nTemat: Umowa"],
  ["Russian", "От: Ana Ruiz\nОтправлено: 5 октября 2026\nКому: Tom\nТема: Договор"],
  ["Japanese", "差出人: Ana Ruiz\n送信日時: 2026年10月5日 18:26\n宛先: Tom\n件名: 契約"],
  ["Chinese", "发件人: Ana Ruiz\n发送时间: 2026年10月5日 18:26\n收件人: Tom\n主题: 合同"],
];

const signatures: readonly [string, string][] = [
  ["dashes", "-- \nAna Ruiz\nCorvane"],
  ["English", "Kind regards,\nAna Ruiz\nChief Financial Officer\n+44 113 496 0142"],
  ["English, one word", "Thanks,\nAna"],
  ["German", "Mit freundlichen Grüßen\nAna Ruiz\nGeschäftsführerin"],
  ["French", "Bien cordialement,\n\nAna Ruiz\nDirectrice"],
  ["French, formal", "Je vous prie d'agréer, Madame, mes salutations distinguées.\nAna Ruiz"],
  ["Spanish", "Un cordial saludo,\nAna Ruiz"],
  ["Italian", "Cordiali saluti\nAna Ruiz"],
  ["Portuguese", "Atenciosamente,\nAna Ruiz"],
  ["Dutch", "Met vriendelijke groet,\nAna Ruiz"],
  ["Polish", "Z poważaniem\nAna Ruiz"],
  ["Russian", "С уважением,\nАна Руис"],
  ["Japanese", "よろしくお願いいたします。\n\n佐藤 健一\nCorvane Japan 株式会社"],
  ["Chinese", "此致\n敬礼\n王芳"],
  ["telephone", "Sent from my iPhone"],
  ["telephone, German", "Von meinem iPhone gesendet"],
  ["telephone, French", "Envoyé de mon iPhone"],
  ["telephone, Japanese", "iPhoneから送信"],
  ["name only", "Ana Ruiz\nChief Financial Officer"],
  ["legal text", "This email and any attachments are confidential and intended solely for the addressee."],
  ["legal text, German", "Diese E-Mail enthält vertrauliche Informationen und ist nur für den Adressaten bestimmt."],
];

describe("newestText", () => {
  test.each(attributions)("drops what follows an attribution: %s", (_, line) => {
    const quoted = `${SAID}\n\n${line}\n\n> ${OLD}\n>\n> Ana\n`;
    const bare = `${SAID}\n\n${line}\n\n${OLD}\n`;
    expect(newestText(quoted).text).toBe(SAID);
    expect(newestText(bare)).toMatchObject({ text: SAID, quotedFrom: SAID.length + 2 });
  });

  test.each(heads)("drops what follows the head of an older mail: %s", (_, head) => {
    const found = newestText(`${SAID}\n\n${head}\n\n${OLD}\n`);
    expect(found).toMatchObject({ text: SAID, quotedFrom: SAID.length + 2 });
  });

  test.each(signatures)("drops the signature: %s", (_, signature) => {
    expect(newestText(`${SAID}\n\n${signature}`)).toEqual({
      text: SAID,
      quotedFrom: null,
      signatureFrom: SAID.length + 2,
    });
  });

  test("works with \\r\\n line ends", () => {
    expect(newestText(`${SAID}\r\n\r\nOn 5 Oct 2026, at 19:21, Ana Ruiz wrote:\r\n\r\n> ${OLD}`).text).toBe(SAID);
  });

  test("keeps answers written between quoted lines, without those lines", () => {
    const found = newestText(
      `On 5 Oct 2026, at 19:21, Ana wrote:\n> Price?\n\nIt is 40 euros.\n\n> Date?\n\nNext Friday.\n`,
    );
    expect(found).toEqual({ text: "It is 40 euros.\n\nNext Friday.", quotedFrom: null, signatureFrom: null });
  });

  test("keeps head and text of a mail that is nothing but a forward", () => {
    const head = "From: Ana Ruiz <ana@corvane.example>\nDate: Mon, 5 Oct 2026\nSubject: Contract";
    const body = `---------- Forwarded message ---------\n${head}\n\nHi Tom,\n\n${SAID}\n\nBest,\nAna\n`;
    expect(newestText(body).text).toBe(`${head}\n\nHi Tom,\n\n${SAID}`);
    expect(newestText(`FYI\n\n${body}`).text).toBe(`${head}\n\nHi Tom,\n\n${SAID}`);
    expect(newestText(`${OLD}\n\n${body}`).text).toBe(OLD);
  });

  test("keeps thanks over a quoted mail that a signature follows", () => {
    expect(newestText("Thank you!\n\n> old words\n\n-- \nAna Ruiz\n").text).toBe("Thank you!\n\n--\nAna Ruiz");
  });

  test.each([
    [
      "a sentence that ends in wrote:",
      "On the board of the club somebody wrote:\nplease bring cake to the meeting tomorrow.",
    ],
    ["a heading with a colon", "On Thursday:\n\nWe meet at nine."],
    ["a meeting that was written about", "In 2026 Ana skrev et brev til oss om dette:\n\nThe letter is long."],
    [
      "a sentence that begins as a telephone signs",
      "Hello Tom.\n\nSent from my desk, which is easier than by telephone.",
    ],
    ["one label line", "Subject: to approval, we start on Monday."],
    ["dashes within a line", "The price -- as agreed -- is 40 euros."],
    ["a list of names", "Please invite:\nAna Ruiz\nTom Bellamy"],
    ["thanks within a sentence", "Thanks to the new bench we are ahead of plan."],
  ])("leaves alone: %s", (_, text) => {
    expect(newestText(text)).toEqual({ text, quotedFrom: null, signatureFrom: null });
  });

  test.each(["Sent from my iPhone", "> quoted\n> only", "Best regards,\nAna", "--\nAna"])(
    "falls back to the whole text: %j",
    (text) => {
      expect(newestText(text).text).toBe(text.trim());
    },
  );

  test("never throws, never comes back empty for text, never makes text up", () => {
    const line = fc.constantFrom(
      "> x",
      "From: a",
      "To: b",
      "Sent: c",
      "Subject: d",
      "--",
      "Thanks,",
      "Ana",
      SAID,
      "",
      "On 5 Oct wrote:",
      "FYI",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(line, { maxLength: 30 }).map((lines) => lines.join("\n")),
    );
    fc.assert(
      fc.property(text, (body) => {
        const found = newestText(body);
        expect(found.text === "").toBe(body.trim() === "");
        for (const piece of found.text.split("\n")) expect(body).toContain(piece);
        for (const at of [found.quotedFrom, found.signatureFrom])
          expect(at === null || (at >= 0 && at <= body.length)).toBe(true);
      }),
    );
  });

  test("takes long hostile bodies in one pass", () => {
    for (const piece of ["> ", "On 1 x\n", "From: x\n", "\n", "-", "<", "On 1 "]) {
      const body = piece.repeat(Math.ceil(2_000_000 / piece.length));
      expect(newestText(body).text.length).toBeLessThanOrEqual(body.length);
    }
  });

  const folder = new URL("../../../../shared/samples/bodies-crisp/", import.meta.url);
  test.runIf(existsSync(folder))("leaves no history in real mails of many programs", () => {
    const newest = (name: string) => newestText(readFileSync(new URL(name, folder), "utf8")).text;
    // Their authors' expected answer is one and the same, however the mail under it was quoted.
    const numbers = [10, 11, 12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 25, 26];
    const answers = numbers.map((number) => newest(`email_${number}.txt`).replace(/\s+/gu, " "));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^Fusce bibendum, .* nec nec nibh\.$/u);
    expect(newest("email_1.txt")).toMatch(/^Hi folks\n[^>]*HTTP API\.$/u);
    expect(newest("email_2.txt")).toMatch(/^Hi,\n\nYou can list[^>]*$/u);
    expect(newest("email_19.txt")).toBe("On Thursday, I get proper rendering.");
    expect(newest("email_20.txt")).toBe("On Thursday.");
    expect(newest("correct_sig.txt")).toMatch(/^this is .* signature\.$/u);
  });
});
