"use client";
import "./globals.css";

/** The last resort, when not even the frame could be drawn: no component of ours is needed to show it. */
export default function GlobalErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto grid min-h-dvh max-w-md content-center gap-4 px-6 text-center">
          <title>Mailgist</title>
          <h1 className="text-xl font-semibold">Mailgist could not draw this page</h1>
          <p className="text-muted">
            Your emails and summaries are safe, and work in the background goes on.
            {error.digest ? ` The log has more under ${error.digest}.` : ""}
          </p>
          <button
            type="button"
            onClick={reset}
            className="mx-auto rounded-full bg-accent px-5 py-2 font-medium text-accent-foreground"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
