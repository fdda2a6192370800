import type { MailText } from "#lib/engine/summarise";

const HEADER = /^(from|to|cc|bcc|date|subject|reply-to)[ \t]*:[ \t]*(.*)$/iu;

/** Header lines looked at before the body; a real request has at most five. */
const MAX_HEADERS = 40;

/**
 * Finds the email in a user message: header lines (From, To, Cc, Date, Subject in any order), a blank line, the body;
 * the same between the lines "[email TOKEN]" and "[/email TOKEN]"; anything else is a body without headers.
 */
export function emailIn(content: string): MailText {
  const text = betweenMarks(content.replace(/\r\n?/gu, "\n"));
  const headers: Record<string, string> = {};
  let at = 0;
  let last = "";
  for (let n = 0; n < MAX_HEADERS && at < text.length; n++) {
    const end = text.indexOf("\n", at) === -1 ? text.length : text.indexOf("\n", at);
    const line = text.slice(at, end);
    const found = HEADER.exec(line);
    if (found?.[1]) {
      last = found[1].toLowerCase();
      headers[last] = (found[2] ?? "").trim();
    } else if (last !== "" && /^[ \t]+\S/u.test(line)) headers[last] = `${headers[last]} ${line.trim()}`;
    else break;
    at = end + 1;
  }
  const blank = at >= text.length || text.charAt(at) === "\n";
  if (!blank || !("from" in headers || "subject" in headers)) return { from: "", subject: "", body: text };
  const { from = "", to, date, subject = "" } = headers;
  return { from, subject, body: text.slice(at + 1), ...(to ? { to } : {}), ...(date ? { date } : {}) };
}

function betweenMarks(text: string): string {
  const open = /^\[email ([^\]\s]{1,100})\][ \t]*\n/mu.exec(text);
  if (!open) return text.replace(/^\n+/u, "");
  const start = open.index + open[0].length;
  const close = text.lastIndexOf(`\n[/email ${open[1]}]`);
  return close >= start - 1 ? text.slice(start, Math.max(start, close)) : text.slice(start);
}
