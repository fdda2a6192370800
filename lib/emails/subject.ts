/**
 * What mail programs put before the subject of a reply or a forward, in the languages staff write: "Re:", "AW:", "TR:",
 * "RV:", "Odp:", "回复：", also counted ("Re[2]:", "RE(3):") and as a gateway's "[EXTERNAL]".
 */
const PREFIX =
  /^(?:\[(?:ext|extern|external)\]|(?:re|r|aw|antw|antwort|sv|vs|vl|ré|rép|réf|rv|res|enc|rif|i|fw|fwd|wg|tr|pd|odp|odpowiedź|přep|předat|vb|ynt|ilt|i̇lt|doorst|vá|răsp|отв|ответ|пересл|απ|σχετ|πρθ|השב|הועבר|返信|转发|轉寄|转寄|转|转送|転送|回复|回覆|回信|答复|答覆)\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3}|\*\d{1,3})?\s?[:：])\s*/iu;

/** More than this many is no subject of a person's. */
const MOST_PREFIXES = 20;
/** Characters compared: programs cut long subjects at different places. */
const KEY_LENGTH = 80;

/** `key`: the subject in small letters without its prefixes, to compare; null when nothing is left of it. */
export type Subject = { key: string | null; isReply: boolean };

/** Takes a subject apart. "AW: Re: Budget 2027" and "Budget 2027" have the same key; the first is a reply. */
export function parseSubject(subject: string): Subject {
  let rest = subject.slice(0, 1000).trimStart();
  let isReply = false;
  for (let n = 0; n < MOST_PREFIXES; n += 1) {
    const prefix = PREFIX.exec(rest)?.[0];
    if (!prefix) break;
    isReply ||= !prefix.startsWith("[");
    rest = rest.slice(prefix.length);
  }
  const key = rest.normalize("NFKC").replace(/\s+/gu, " ").trim().toLowerCase().slice(0, KEY_LENGTH).toWellFormed();
  return { key: key === "" ? null : key, isReply };
}
