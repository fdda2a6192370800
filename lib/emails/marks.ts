import { contentKey } from "#lib/emails/content-key";
import type { Email } from "#lib/emails/email";
import { isShortText } from "#lib/emails/short";
import { parseSubject } from "#lib/emails/subject";

/** What Review goes by to find an email again, to group it and to point it out. */
export type Marks = { contentKey: string; isShort: boolean; subjectKey: string | null; isReply: boolean };

/** Works the marks of one email out. Pure; linear in its length. */
export function marksOf(email: Email): Marks {
  const { key, isReply } = parseSubject(email.subject);
  return { contentKey: contentKey(email), isShort: isShortText(email.text), subjectKey: key, isReply };
}
