"use client";
import { Button } from "@heroui/react/button";
import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { ThreadList } from "#components/datasets/thread-list";
import { HiddenNotice } from "#components/summaries/hidden-notice";
import { MailView } from "#components/summaries/mail-view";
import { useFormat } from "#lib/client/format";
import type { EmailPlace, EmailView } from "#lib/datasets/view";

type Props = { email: EmailView; onOpen: (id: number) => void; onThread: (id: number) => void };

/** The whole email, and what has to be known of it: that it is a duplicate, that it hides text, its conversation. */
export function EmailDetails({ email, onOpen, onThread }: Props) {
  const format = useFormat();
  const number = (position: number) => format.number(position + 1);
  const { original, hiddenText } = email;
  const extra = Object.entries(email.extra).filter(([, value]) => value.trim() !== "");
  return (
    <div className="flex flex-col gap-5">
      {original ? (
        <Notice icon={<Copy aria-hidden className="mt-0.5 size-4 shrink-0" />}>
          <p>
            This is a duplicate{email.leftOut ? ", so it is left out" : ", taken back in by hand"}. The same email in{" "}
            {placeWords(original, number)} is kept.
          </p>
          <Button size="sm" variant="tertiary" className="mt-2" onPress={() => onOpen(original.id)}>
            Open the one that is kept
          </Button>
        </Notice>
      ) : null}
      {hiddenText ? <HiddenNotice text={hiddenText} /> : null}
      <MailView mail={{ ...email, fileName: placeWords(email, number) }} terms={[]} foldFrom={email.foldFrom} />
      {extra.length > 0 ? <Extra fields={extra} /> : null}
      {email.thread.length > 1 ? <ThreadList email={email} onOpen={onOpen} onThread={onThread} /> : null}
    </div>
  );
}

/** Kinds of files that are one email each: their place in the file says nothing. */
const SINGLE = new Set(["eml", "emlx", "msg"]);

/** "Takeout.zip, inside it Mail/Inbox.mbox, number 12". */
function placeWords({ fileName, fileKind, path, position }: EmailPlace, number: (position: number) => string): string {
  const inside = path ? `${fileName}, inside it ${path}` : fileName;
  return SINGLE.has(fileKind ?? "") ? inside : `${inside}, number ${number(position)}`;
}

function Notice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex gap-3 rounded-xl bg-surface-secondary px-4 py-3 text-sm">
      {icon}
      <div className="min-w-0 flex-1 wrap-anywhere">{children}</div>
    </div>
  );
}

/** The columns of its row that are no part of an email. */
function Extra({ fields }: { fields: [string, string][] }) {
  const format = useFormat();
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer py-1 font-medium">{format.count(fields.length, "other column")}</summary>
      <dl className="mt-1 grid grid-cols-[minmax(0,auto)_1fr] gap-x-4 gap-y-1">
        {fields.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="wrap-anywhere text-muted">{name}</dt>
            <dd className="foreign-text min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
