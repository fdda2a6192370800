import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button-link";
import { EmptyState } from "#components/ui/empty-state";

/** Nothing was summarised yet: how to begin, and what this page will hold then (`children`, a sentence). */
export function NoSummaries({ children }: { children: ReactNode }) {
  return (
    <EmptyState
      icon={Inbox}
      title="No summaries yet"
      actions={
        <ButtonLink href="/" variant="primary">
          Try with sample emails
        </ButtonLink>
      }
    >
      Drop emails on the home page and submit them. {children}
    </EmptyState>
  );
}
