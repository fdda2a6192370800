"use client";
import { Button } from "@heroui/react/button";
import { Drawer } from "@heroui/react/drawer";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { EmailDetails } from "#components/datasets/email-details";
import { ErrorState } from "#components/ui/error-state";
import { emailQuery } from "#lib/client/dataset-queries";
import type { EmailRow } from "#lib/datasets/view";

type Props = {
  /** The open email; null when none is. */
  id: number | null;
  rows: EmailRow[];
  onOpen: (id: number | null) => void;
  /** Shows the conversation of an email in the list. */
  onThread: (id: number) => void;
  onLeaveOut: (id: number, leftOut: boolean) => void;
};

/** One email to read, as text only, beside the list. */
export function EmailDrawer({ id, ...props }: Props) {
  return (
    <Drawer.Backdrop isOpen={id !== null} onOpenChange={(isOpen) => (isOpen ? undefined : props.onOpen(null))}>
      <Drawer.Content placement="right">
        <Drawer.Dialog aria-label="Email" className="w-full max-w-full sm:w-[min(42rem,92vw)]">
          {id === null ? null : <OpenEmail id={id} {...props} />}
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
  );
}

function OpenEmail({ id, rows, onOpen, onThread, onLeaveOut }: Omit<Props, "id"> & { id: number }) {
  const { data: email, error, refetch } = useQuery(emailQuery(id));
  const place = rows.findIndex((row) => row.id === id);
  const previous = place > 0 ? rows[place - 1] : undefined;
  const next = place >= 0 ? rows[place + 1] : undefined;
  return (
    <>
      <Drawer.CloseTrigger aria-label="Close" />
      <Drawer.Header className="pr-10">
        <Drawer.Heading className="text-lg font-semibold wrap-anywhere">
          {email ? email.subject || "No subject" : "Email"}
        </Drawer.Heading>
      </Drawer.Header>
      <Drawer.Body>
        {error && !email ? (
          <ErrorState title="This email could not be read" onRetry={() => refetch()}>
            {error.message}
          </ErrorState>
        ) : null}
        {email ? <EmailDetails key={id} email={email} onOpen={onOpen} onThread={onThread} /> : null}
        {!email && !error ? <p className="text-sm text-muted">Reading…</p> : null}
      </Drawer.Body>
      <Drawer.Footer className="flex-wrap justify-between">
        <div className="flex gap-1">
          <Button
            aria-label="Previous email"
            isIconOnly
            variant="tertiary"
            isDisabled={!previous}
            onPress={() => previous && onOpen(previous.id)}
          >
            <ChevronLeft aria-hidden />
          </Button>
          <Button
            aria-label="Next email"
            isIconOnly
            variant="tertiary"
            isDisabled={!next}
            onPress={() => next && onOpen(next.id)}
          >
            <ChevronRight aria-hidden />
          </Button>
        </div>
        {email ? (
          <Button variant="secondary" onPress={() => onLeaveOut(id, !email.leftOut)}>
            {email.leftOut ? "Take back in" : "Leave out"}
          </Button>
        ) : null}
      </Drawer.Footer>
    </>
  );
}
