import type { Field } from "#lib/emails/fields";

/**
 * The English names each field goes by in programs and exports, as `keyOf` writes them. Earlier names win over later
 * ones, and over other languages.
 */
export const ENGLISH: Record<Field, string> = {
  from: "from sender fromemail mailfrom author requester customeremail contacthandle messageauthoremail useremail emailfrom email emailaddress createdby customer primarycustomer user",
  fromName:
    "fromname fromdisplayname sendername messageauthorname customername contactname requestername fullname authorname",
  fromAddress:
    "fromaddress fromemailaddress senderemail senderaddress senderemailaddress requesteremail contactemail authoremail emailfromaddress emailsenderemail hsemailfromemail hsemailsenderemail replytoaddress",
  to: "to recipients recipient torecipients receiver receivers toemail toemails mailto sendto toaddresses emailto deliveredto",
  toName: "toname todisplayname recipientname receivername",
  toAddress: "toaddress toemailaddress recipientemail recipientaddress receiveremail emailtoaddress hsemailtoemail",
  cc: "cc ccrecipients carboncopy ccemail ccemails emailcc",
  ccName: "ccname",
  ccAddress: "ccaddress emailccaddress hsemailccemail",
  date: "date sentdatetime sentat datesent senton sent senddate receiveddatetime receivedat received datereceived receiveddate sentdate emaildate emailsenddate messagedate messagecreatedat datetime createdat createdatetime createddatetime createdtime createdate timestamp hstimestamp ts time created datetimeopened internaldate activitydate",
  subject:
    "subject emailsubject mailsubject rawsubject ticketsubject hsemailsubject conversationsubject title topic headline ticketname",
  text: "bodytext textbody plainbody plaintext bodyplain plaintextbody strippedtext emailtextbody hsemailtext text body messagebody emailbody mailbody content plain messagetext emailtext contents message ticketdescription descriptiontext description comment extract snippet bodypreview preview",
  html: "bodyhtml htmlbody html emailhtml emailhtmlbody hsemailhtml",
  messageId: "messageid internetmessageid messageidentifier rfc822msgid msgid emailid id uid ticketid",
  inReplyTo: "inreplyto replytoid",
  references: "references",
  attachments: "attachments attachment files",
  whole: "mime rfc822 rawmessage rawemail raw eml source",
};

/** The same in German, French, Spanish, Italian, Portuguese, Dutch, Russian, Czech, Polish, Japanese, Chinese and a few more. */
export const FOREIGN: Partial<Record<Field, string>> = {
  from: "von absender de expediteur emetteur remitente mittente remetente da van afzender от отправитель откого od odesilatel nadawca 差出人 送信者 送信元 发件人 發件人 寄件者 寄件人 发送人 fra avsandare avsender lahettaja felado",
  fromName:
    "vonname absendername denom denombre danome denome vannaam отимя nomexpediteur nombreremitente имяотправителя nazwanadawcy jmenoodesilatele 差出人名前 差出人名 发件人姓名",
  fromAddress:
    "vonadresse deadresse dedireccion daindirizzo deendereco vanadres отадрес absenderadresse absenderemail 差出人アドレス 差出人電子メールアドレス 差出人メールアドレス 发件人地址 发件人邮箱",
  to: "an empfanger a destinataire destinataires para destinatario destinatari destinatarios aan ontvanger ontvangers кому получатель komu prijemce do odbiorca adresat 宛先 受信者 送信先 收件人 收件者 til till mottagare",
  toName: "anname empfangername paranombre paranome anom anome aannaam комуимя 宛先名前 宛先名 收件人姓名",
  toAddress:
    "anadresse empfangeradresse adirizzo aindirizzo aadresse paradireccion paraendereco aanadres комуадрес 宛先アドレス 宛先電子メールアドレス 收件人地址",
  cc: "kopie copie copia cópia копия kopia dw ук ск 抄送 副本 同报",
  ccName: "ccnombre ccnom ccnome ccnaam копияимя cc名前",
  ccAddress: "ccadresse ccdireccion ccindirizzo ccendereco ccadres копияадрес ccアドレス cc電子メールアドレス",
  date: "datum gesendet gesendetam empfangen empfangenam erhalten erhaltenam sendedatum eingangsdatum envoye envoyele recu recule dateenvoi datedenvoi datereception fecha fechadeenvio fechaderecepcion enviado enviadoel recibido data inviato datainvio ricevuto dataora dados datadeenvio recebido verzonden ontvangen verzonddatum дата датаотправки датаполучения отправлено получено odeslano prijato wyslano datawyslania otrzymano odebrano 日付 日時 送信日時 受信日時 送信日 受信日 日期 时间 時間 发送时间 接收时间 收到时间 发送日期 寄件日期 dato skickat",
  subject:
    "betreff objet sujet asunto tema oggetto assunto onderwerp тема predmet temat 件名 題名 タイトル 主题 主題 主旨 标题 標題 emne amne aihe targy",
  text: "inhalt nachricht nachrichtentext mailtext corps corpsdumessage contenu cuerpo cuerpodelmensaje contenido mensaje texto corpo corpodelmessaggio testo messaggio contenuto mensagem corpodamensagem conteudo tekst bericht berichttekst hoofdtekst inhoud текст текстсообщения текстписьма основнойтекст сообщение содержание тело telo teloszpravy obsah zprava tresc trescwiadomosci wiadomosc 本文 内容 內容 メッセージ メール本文 正文 邮件正文 邮件内容 innhold innehall meddelande",
  attachments:
    "anlagen anhange piecesjointes adjuntos allegati anexos bijlagen вложения prilohy zalaczniki 添付ファイル 附件",
};
