/**
 * The words mail programs put around quoted text, forwards and signatures, in the languages staff write.
 * Every pattern is tried on one line cut to MAX_LINE characters, anchored at its start, so time stays linear.
 */

/** Characters of a line that are looked at: attribution and header lines are shorter, and it bounds every pattern. */
export const MAX_LINE = 320;

const FROM = "from|von|de|da|van|от|från|fra|od|差出人|发件人|寄件者|kimden|lähettäjä";
const SENT =
  "sent|date|gesendet|datum|envoyé(?: le)?|date d'envoi|enviad[oa](?: el| em)?|fecha|data|inviato|verzonden|wysłano|отправлено|дата|送信日時|日付|日時|发送时间|日期|skickat|sendt|tarih";
const TO = "to|an|à|a|para|aan|do|кому|宛先|收件人|til|till|kime|per";
const SUBJECT = "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|тема|件名|主题|主旨|ämne|emne|konu|sujet";
const CC = "cc|bcc|kopie|copie à|копия|抄送|reply-to|antwort an|répondre à|priority|importance|attachments|anlagen";

const label = (words: string) => new RegExp(`^[ \\t>|*]{0,12}(?:${words})[ \\t*]{0,3}[:：]`, "iu");

/** Header labels by role; a block needs a sender and two more roles to count as the head of an older mail. */
export const HEADER_LABELS: readonly (readonly [role: string, pattern: RegExp])[] = [
  ["from", label(FROM)],
  ["sent", label(SENT)],
  ["to", label(TO)],
  ["subject", label(SUBJECT)],
  ["cc", label(CC)],
];

/** "-----Original Message-----" and its translations. */
export const ORIGINAL_LINE =
  /^[ \t>]{0,8}[-_=*–—]{2,30} ?(?:original message|original appointment|ursprüngliche nachricht|originalnachricht|message d'origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|wiadomość oryginalna|исходное сообщение|исходное письмо|元のメッセージ|原始邮件|原始郵件|ursprungligt meddelande|oprindelig meddelelse|reply message|antwort(?: nachricht)?) ?[-_=*–—]{2,30}[ \t]*$/iu;

/** "---------- Forwarded message ---------", "Begin forwarded message:" and their translations. */
export const FORWARD_LINE =
  /^[ \t>]{0,8}[-_=*–—]{0,30} ?(?:(?:begin )?forwarded (?:message|by [^\n]{1,80})|weitergeleitete nachricht|anfang der weitergeleiteten (?:e-?mail|nachricht)|message transféré|début du message (?:transféré|réexpédié)|mensaje reenviado|inicio del mensaje reenviado|mensagem encaminhada|início da mensagem (?:encaminhada|reenviada)|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|przekazana wiadomość|пересылаемое сообщение|пересланное сообщение|転送されたメッセージ|転送メッセージ|转发的邮件|轉寄的郵件) ?(?:[-_=*–—]{2,30}|[:：])[ \t]*$/iu;

/** Lines such as "On Mon, 5 Oct 2026 at 9:12, Ana Ruiz <ana@…> wrote:". Tried on up to four lines joined. */
export const ATTRIBUTIONS: readonly RegExp[] = [
  /^on [^\n]{4,280}\b(?:wrote ?:?|(?:writes|said|mentioned) ?:)$/iu,
  /^[^\n]{0,120}<[^<>\s]{3,120}> wrote ?:$/iu,
  /^(?:am|on) [^\n]{4,280}\bschrieb\b[^\n]{0,160}:$/iu,
  /^(?:le|el|il|em|op|den|dne|w dniu|dnia|на) [^\n]{4,280}(?:a écrit|escribió|ha scritto|escreveu|schreef|geschreven|skrev|napisał(?:a|\(a\))?|napsal\(?a?\)?)[^\n]{0,160}[:：]$/iu,
  /^[^\n]{0,60}\d{1,4}[^\n]{4,240}(?:пишет|писал\(?а?\)?|написал\(?а?\)?) ?:$/iu,
  /^[^\n]{0,160}(?:さんは(?:書きました|次のように書きました)|のメール|写道|寫道|wrote)[：:]$/iu,
  // A day, a time of day and the verb, in whatever order a language has them.
  /^(?=[^\n]{0,120}\d{1,2}[:.]\d\d)[^\n]{0,60}\d[^\n]{4,240}\s(?:skrev|írta|kirjoitti|escreveu|escribió|scrisse|schreef|napsal|napísal|yazdı|a scris|rašė)(?=[\s:])[^\n]{0,160}:$/iu,
  /^[^\n]{0,60}\b(?:19|20)\d\d\b[^\n]{0,160}< ?[^<>\s]{3,120}@[^<>\s]{2,120} ?>[^\n]{0,12}[:：]$/iu,
  /^(?:19|20)\d\d(?:年|[-/.])[^\n]{4,200}< ?[^<>\s]{3,120} ?>[^\n]{0,12}[:：]$/iu,
];

/** A first word that can open an attribution; a cheap gate before lines are joined. */
export const ATTRIBUTION_START =
  /^(?:on|am|le|el|il|em|op|den|dne|w|dnia|на|在|于|於|[^\n]{0,40}\d|[^\n]{1,80}(?:<|さん))/iu;

/** "Sent from my iPhone" and the like: what follows is signature. With a comma it is somebody's sentence. */
export const DEVICE_LINE =
  /^[ \t]{0,4}(?:sent (?:from|with|via|using) |get outlook for |von meine[mr] |gesendet (?:von|mit) |envoyé (?:de(?:puis)?|avec) |télécharger outlook|enviado (?:desde|do|a partir) |inviato da |verzonden (?:vanaf|met) |wysłan[eo] z |отправлено (?:с|из) |iPhoneから送信|Androidから送信|发自我的|從我的)[^\n,]{0,80}$/iu;

/** A line that only says goodbye. What follows is name, title and address. */
export const CLOSING_LINE =
  /^[ \t]{0,4}(?:(?:(?:with )?(?:best|kind(?:est)?|warm(?:est)?|many|sincere) )?(?:regards|wishes|thanks)(?: and (?:best )?regards)?|best|all the best|cheers|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|respectfully|cordially|thanks(?: (?:again|so much|in advance|a lot|all))?|thank you(?: (?:again|so much|very much|in advance))?|many thanks(?: in advance)?|take care|talk soon|speak soon|warmly|see you (?:soon|there|then)|mit (?:freundlichen|besten|herzlichen|vielen) grü(?:ß|ss)en|(?:freundliche|viele|beste|liebe|herzliche|schöne) grü(?:ß|ss)e(?: aus \S{2,30})?|(?:besten|herzlichen|vielen) (?:dank|gruß)(?: und (?:viele|beste|freundliche) grü(?:ß|ss)e)?|lg|vg|mfg|hochachtungsvoll|(?:bien )?cordialement|(?:bien|très) (?:cordialement|à vous)|bien à (?:vous|toi)|(?:sincères|meilleures|cordiales) salutations|salutations(?: distinguées)?|(?:je vous prie|nous vous prions|veuillez) [^\n]{4,100}(?:salutations|sentiments|considération)[^\n]{0,40}|amicalement|respectueusement|à bientôt|merci(?: (?:beaucoup|d'avance|par avance|encore))?|bonne (?:journée|soirée)|(?:un (?:cordial |fuerte )?(?:saludo|abrazo)|(?:cordiales |muchos )?saludos(?: cordiales)?|atentamente|muy atentamente|(?:muchas )?gracias(?: de antemano| por todo)?|quedo a (?:tu|su|vuestra) disposición)|(?:cordiali|distinti) saluti|cordialmente|grazie(?: mille)?|saluti|(?:atenciosamente|cumprimentos|melhores cumprimentos|obrigad[oa]|abraços?)|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|(?:z poważaniem|pozdrawiam(?: serdecznie)?|dziękuję)|с уважением|всего доброго|спасибо|(?:何卒|どうぞ|以上、?|引き続き|ご確認のほど、?|今後とも|それでは、?)*(?:よろしく|宜しく)(?:お願い(?:いた|致)します|お願い申し上げます|お願いします)|敬具|以上|此致|敬礼|祝好|谢谢|順頌商祺)[ \t]*[,.!。、…]{0,3}[ \t]*$/iu;

/** A paragraph that lawyers or the mail gateway added. */
export const DISCLAIMER_START =
  /^[ \t*_>[(]{0,6}(?:confidentiality (?:notice|note)|legal (?:notice|disclaimer)|disclaimer\b|important notice\b|notice:? this|this (?:e-?mail|message|communication|transmission|electronic)[^\n]{0,90}(?:confidential|intended (?:only|solely)|privileged|may contain|is for the)|the (?:information|contents?) (?:contained )?(?:in|of) this (?:e-?mail|message|communication)|if you (?:have received this|are not the intended)|you (?:are receiving|received|are getting) this (?:e-?mail|message|newsletter)|please consider the environment|to unsubscribe|unsubscribe\b|(?:view|manage) (?:this|your) (?:e-?mail|preferences|subscription)|diese (?:e-?mail|nachricht)[^\n]{0,90}(?:vertraulich|ausschließlich|bestimmt)|vertraulichkeitshinweis|der inhalt dieser e-?mail|sitz der gesellschaft|(?:geschäftsführ(?:er|ung)|vorstand|amtsgericht|registergericht|handelsregister|hrb)\b|ce (?:message|courriel|mail|courrier)[^\n]{0,90}(?:confidentiel|destiné|adress)|avis de confidentialité|avant d'imprimer|pensez à l'environnement|este (?:mensaje|correo)[^\n]{0,90}(?:confidencial|destinatari|dirigid)|aviso (?:legal|de confidencialidad)|antes de imprimir|questo messaggio[^\n]{0,90}(?:riservat|confidenzial)|(?:esta mensagem|este e-?mail)[^\n]{0,90}(?:confidenci)|dit (?:bericht|e-?mail)[^\n]{0,90}vertrouwelijk|(?:この|本)(?:電子)?メール[^\n]{0,60}(?:機密|秘密|受信者|宛先)|本邮件[^\n]{0,60}(?:保密|机密)|настоящее (?:сообщение|письмо)[^\n]{0,90}конфиденц)/iu;

/** A banner a mail gateway puts above the text. */
export const BANNER_LINE =
  /^[ \t*_>[(]{0,6}(?:(?:caution|warning|achtung|attention|external|extern|externe)\b[^\n]{0,60}(?:external|originated|outside|extern(?:er|e)? (?:absender|e-?mail)|expéditeur|organi[sz]ation)|(?:this|the) (?:e-?mail|message|sender)[^\n]{0,40}(?:originated|from|is) (?:from )?outside|you don't often get email from|\[?external\]?[ \t]*$|do not click|klicken sie nicht)/iu;

/** A comment above a forward that adds nothing of its own. */
export const EMPTY_COMMENT =
  /^(?:fyi|f\.y\.i|for your (?:information|info|records)|see below|as discussed|pls see below|please see below|forwarding|fwd|zur (?:info|information|kenntnis)|z\.? ?k\.?|siehe unten|pour (?:info|information)|voir ci-dessous|pvi|para (?:tu|su) (?:información|info)|ver abajo|per conoscenza|ter info|ご参考(?:まで(?:に)?)?|転送します|供参考|请见下文)[ \t.,:;!。…-]*$/iu;
