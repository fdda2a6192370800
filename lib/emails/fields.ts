/** What a column or key can mean. "whole" is a complete message with its headers in one value. */
export type Field =
  | "from"
  | "fromName"
  | "fromAddress"
  | "to"
  | "toName"
  | "toAddress"
  | "cc"
  | "ccName"
  | "ccAddress"
  | "date"
  | "subject"
  | "text"
  | "html"
  | "messageId"
  | "inReplyTo"
  | "references"
  | "attachments"
  | "whole";

/**
 * The names each field goes by: English (programs and exports), German, French, Spanish, Italian, Portuguese, Dutch,
 * Russian, Japanese, and a few more; written as `keyOf` gives them. Earlier names win over later ones.
 */
const NAMES: Record<Field, string> = {
  from: "from sender fromemail mailfrom author von absender de expediteur remitente mittente remetente da van afzender от отправитель откого 差出人 送信者 送信元 发件人 寄件者 fra avsandare nadawca requester customeremail contacthandle messageauthoremail useremail email emailaddress createdby user",
  fromName:
    "fromname fromdisplayname sendername vonname absendername denom denombre danome denome vannaam отимя 差出人名前 差出人名 messageauthorname customername contactname requestername",
  fromAddress:
    "fromaddress fromemailaddress senderemail senderaddress senderemailaddress vonadresse deadresse dedireccion daindirizzo deendereco vanadres отадрес 差出人アドレス 差出人電子メールアドレス 差出人メールアドレス absenderadresse",
  to: "to recipients recipient torecipients receiver receivers toemail mailto sendto toaddresses an empfanger a destinataire destinataires para destinatario destinatari destinatarios aan ontvanger ontvangers кому получатель 宛先 受信者 收件人 til till do",
  toName: "toname todisplayname anname paranombre paranome anom anome aannaam комуимя 宛先名前 宛先名",
  toAddress:
    "toaddress toemailaddress recipientemail anadresse adirizzo aindirizzo aadresse paradireccion paraendereco aanadres комуадрес 宛先アドレス 宛先電子メールアドレス",
  cc: "cc ccrecipients carboncopy ccemail kopie copie copia cópia копия kopia",
  ccName: "ccname ccnombre ccnom ccnome ccnaam копияимя cc名前",
  ccAddress:
    "ccaddress ccadresse ccdireccion ccindirizzo ccendereco ccadres копияадрес ccアドレス cc電子メールアドレス",
  date: "date sentdatetime sentat datesent senton sent senddate receiveddatetime receivedat received datereceived datetime createdat createdatetime createddatetime timestamp ts time messagedate messagecreatedat created internaldate datum gesendet gesendetam empfangen erhalten envoye envoyele recu fecha enviado enviadoel recibido data inviato ricevuto dataora dados verzonden ontvangen дата отправлено получено 日付 日時 送信日時 受信日時 日期 dateenvoi",
  subject:
    "subject emailsubject mailsubject rawsubject ticketsubject title topic headline betreff objet sujet asunto oggetto assunto onderwerp тема 件名 題名 主题 主旨 emne amne temat",
  text: "bodytext textbody plaintext bodyplain plaintextbody strippedtext text body messagebody emailbody mailbody content plain messagetext emailtext contents message ticketdescription description comment extract snippet bodypreview preview inhalt nachricht nachrichtentext corps contenu cuerpo contenido mensaje texto corpo testo messaggio contenuto mensagem conteudo tekst bericht inhoud текст сообщение содержание тело 本文 内容 メッセージ 正文 tresc",
  html: "bodyhtml htmlbody html emailhtml",
  messageId: "messageid internetmessageid rfc822msgid msgid emailid id uid ticketid",
  inReplyTo: "inreplyto replytoid",
  references: "references",
  attachments:
    "attachments attachment files anlagen piecesjointes adjuntos allegati anexos bijlagen вложения 添付ファイル",
  whole: "mime rfc822 rawmessage rawemail raw eml source",
};

type Meaning = { field: Field; rank: number };

const MEANINGS = new Map<string, Meaning>();
for (const [field, names] of Object.entries(NAMES) as [Field, string][]) {
  for (const [rank, name] of names.split(" ").entries()) {
    const key = keyOf(name);
    if (!MEANINGS.has(key)) MEANINGS.set(key, { field, rank });
  }
}

/** A name without case, accents, blanks and punctuation: "From: (Name)" and "from_name" are the same key. */
export function keyOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}\u3099\u309A]/gu, "")
    .normalize("NFC")
    .toLowerCase();
}

const known = new Map<string, Meaning | null>();

/** Names come from files: past this many, they are looked up afresh instead of remembered. */
const KNOWN_LIMIT = 2_000;

/** What a column or key of this name means, with its rank among the names of the field (0 is best); null when unknown. */
export function meaningOf(name: string): Meaning | null {
  let meaning = known.get(name);
  if (meaning === undefined) {
    meaning = name.length > 60 ? null : (MEANINGS.get(keyOf(name)) ?? null);
    if (known.size < KNOWN_LIMIT) known.set(name, meaning);
  }
  return meaning;
}
