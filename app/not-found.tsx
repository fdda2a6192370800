import { MapPinOff } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "#components/ui/button-link";
import { EmptyState } from "#components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

/** An address that leads nowhere, or to something that was deleted. */
export default function NotFoundPage() {
  return (
    <div className="panel">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={MapPinOff}
        title="There is nothing at this address"
        actions={
          <>
            <ButtonLink href="/" variant="primary">
              Go home
            </ButtonLink>
            <ButtonLink href="/summaries">See summaries</ButtonLink>
          </>
        }
      >
        The link may be old, or what it led to was deleted.
      </EmptyState>
    </div>
  );
}
