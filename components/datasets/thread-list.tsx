"use client";
import { Button } from "@heroui/react/button";
import { Time } from "#components/ui/time";
import { useFormat } from "#lib/client/format";
import type { EmailView } from "#lib/datasets/view";

type Props = { email: EmailView; onOpen: (id: number) => void; onThread: (id: number) => void };

/** The other emails of a conversation, the oldest first, each to be opened. */
export function ThreadList({ email, onOpen, onThread }: Props) {
  const format = useFormat();
  return (
    <section aria-label="Conversation" className="border-t border-separator pt-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{format.count(email.thread.length, "email")} in this conversation</h3>
        <Button size="sm" variant="tertiary" onPress={() => onThread(email.id)}>
          Show them together
        </Button>
      </div>
      <ol className="mt-2 flex flex-col">
        {email.thread.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              aria-current={row.id === email.id}
              onClick={() => onOpen(row.id)}
              className="flex w-full items-baseline gap-3 rounded-lg px-3 py-2 text-left text-sm hover:bg-surface-secondary aria-[current=true]:bg-accent-soft aria-[current=true]:text-accent-soft-foreground"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{row.sender || "No sender"}</span>
                <span className="block truncate">{row.subject || "No subject"}</span>
              </span>
              <span className="numbers shrink-0 text-xs">
                <Time at={row.date} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
