import type { PSTMessage } from "pst-extractor";
import type { Attachment } from "#lib/emails/email";
import { DEPTH_LIMIT } from "#lib/emails/limits";
import type { MapiMessage } from "#lib/emails/mapi";

/** Properties that the library has no name for ([MS-OXPROPS]). */
const SENDER_SMTP = 0x5d01;
const REPRESENTING_SMTP = 0x5d02;
const REFERENCES = 0x1039;

type Strings = { getStringItem(id: number): string };

/** A message of an Outlook archive as the library gives it. Throws when its bytes are damaged. */
export function messageOfPst(item: PSTMessage, depth = 0): MapiMessage {
  const strings = item as unknown as Strings;
  const { attachments, inner } = attachedTo(item, depth);
  const body = item.body;
  const html = body.trim() === "" ? item.bodyHTML : "";
  return {
    messageClass: item.messageClass,
    subject: item.subject,
    headers: item.transportMessageHeaders,
    senders: [
      {
        name: item.sentRepresentingName,
        address: item.sentRepresentingEmailAddress,
        smtp: strings.getStringItem(REPRESENTING_SMTP),
      },
      { name: item.senderName, address: item.senderEmailAddress, smtp: strings.getStringItem(SENDER_SMTP) },
    ],
    recipients: recipientsOf(item),
    displayTo: item.displayTo,
    displayCc: item.displayCC,
    submitted: timeOf(item.clientSubmitTime),
    delivered: timeOf(item.messageDeliveryTime),
    messageId: item.internetMessageId,
    inReplyTo: item.inReplyToId,
    references: strings.getStringItem(REFERENCES),
    body,
    html,
    rtf: body.trim() === "" && html.trim() === "" ? item.bodyRTF : "",
    attachments,
    inner,
    signed: null,
  };
}

const KINDS = { 1: "to", 2: "cc", 3: "bcc" } as const;

function recipientsOf(item: PSTMessage): MapiMessage["recipients"] {
  return Array.from({ length: item.numberOfRecipients }, (_, at) => item.getRecipient(at)).flatMap((one) =>
    one
      ? [
          {
            name: one.displayName,
            address: one.emailAddress,
            smtp: one.smtpAddress,
            kind: KINDS[(one.recipientType & 0xf) as 1 | 2 | 3] ?? "to",
          },
        ]
      : [],
  );
}

function attachedTo(item: PSTMessage, depth: number): { attachments: Attachment[]; inner: MapiMessage[] } {
  const attachments: Attachment[] = [];
  const inner: MapiMessage[] = [];
  for (let at = 0; at < item.numberOfAttachments; at += 1) {
    const one = item.getAttachment(at);
    const message = depth < DEPTH_LIMIT ? one.embeddedPSTMessage : null;
    if (message) inner.push(messageOfPst(message, depth + 1));
    const name = one.longFilename || one.filename || one.displayName || message?.subject || "";
    attachments.push({
      name: name.replaceAll("\0", "").replace(/[/\\]/g, "_"),
      size: one.filesize || one.size || 0,
      type: message ? "message/rfc822" : one.mimeTag,
    });
  }
  return { attachments, inner };
}

function timeOf(date: Date | null): number | null {
  const time = date?.getTime() ?? Number.NaN;
  return time > 0 && time < Date.UTC(4500, 0) ? time : null;
}
