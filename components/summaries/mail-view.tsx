"use client";
import { Button } from "@heroui/react/button";
import { Paperclip } from "lucide-react";
import { type ReactNode, useState } from "react";
import { MailText } from "#components/summaries/mail-text";
import { Time } from "#components/ui/time";
import { useFormat } from "#lib/client/format";
import type { SummaryView } from "#lib/summaries/view";

type Mail = Omit<SummaryView["email"], "hiddenText" | "isLong">;

type Props = {
  mail: Mail;
  terms: readonly string[];
  /** Offset in the text from which older mail or a signature follows, folded at first; null to show all. */
  foldFrom?: number | null;
};

/** The whole email a summary was written about: who, when, what, and what was attached. */
export function MailView({ mail, terms, foldFrom = null }: Props) {
  const format = useFormat();
  return (
    <section aria-label="Email" className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <Line name="From" value={mail.fromText || "No sender"} />
        <Line name="To" value={people(mail.to)} />
        <Line name="Cc" value={people(mail.cc)} />
        <Line name="Date" value={<Time at={mail.date} show="dateTime" />} />
        <Line name="File" value={mail.fileName} />
      </dl>
      {mail.attachments.length > 0 ? (
        <ul aria-label="Attachments, not opened" className="flex flex-wrap gap-2">
          {mail.attachments.map((file, place) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: two attachments may be alike in everything else
              key={place}
              className="inline-flex max-w-full items-center gap-1.5 rounded-lg border border-border px-2 py-1 text-xs"
            >
              <Paperclip aria-hidden className="size-3 shrink-0 text-muted" />
              <span className="truncate">{file.name || "Unnamed file"}</span>
              <span className="shrink-0 text-muted">
                {format.bytes(file.size)}
                {file.type ? ` · ${file.type}` : ""}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {mail.text.trim() ? (
        <FoldedText text={mail.text} terms={terms} foldFrom={foldFrom} />
      ) : (
        <p className="text-sm text-muted">This email has no text.</p>
      )}
    </section>
  );
}

function FoldedText({ text, terms, foldFrom }: { text: string; terms: readonly string[]; foldFrom: number | null }) {
  const [isOpen, setOpen] = useState(false);
  if (foldFrom === null) return <MailText text={text} terms={terms} />;
  return (
    <div className="flex flex-col items-start gap-3">
      <MailText text={text.slice(0, foldFrom).trimEnd()} terms={terms} />
      <Button size="sm" variant="tertiary" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {isOpen ? "Hide quoted text" : "Show quoted text"}
      </Button>
      {isOpen ? <MailText text={text.slice(foldFrom)} terms={terms} /> : null}
    </div>
  );
}

function Line({ name, value }: { name: string; value: ReactNode }) {
  if (!value) return null;
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{value}</dd>
    </>
  );
}

function people(list: Mail["to"]): string {
  return list
    .map(({ name, address }) => (name && address && name !== address ? `${name} <${address}>` : name || address))
    .join(", ");
}
