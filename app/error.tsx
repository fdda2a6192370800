"use client";
import { ButtonLink } from "#components/ui/button-link";
import { ErrorState } from "#components/ui/error-state";

/** What the unexpected looks like. The id is the one in the log. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="panel">
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        title="Something went wrong on this page"
        onRetry={reset}
        actions={<ButtonLink href="/">Go home</ButtonLink>}
      >
        <p>Your emails and summaries are safe, and work in the background goes on.</p>
        {error.digest ? <p className="numbers mt-2">The log has more under {error.digest}.</p> : null}
      </ErrorState>
    </div>
  );
}
