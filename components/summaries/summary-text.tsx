"use client";

import { Button } from "@heroui/react/button";
import { Check, Copy, Sparkles } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { Marked } from "#components/summaries/marks";
import { OutcomeLabel } from "#components/summaries/outcome-label";
import { useFormat } from "#lib/client/format";
import type { SummaryRow } from "#lib/summaries/view";

const COPIED_MS = 2_500;

type Props = { row: SummaryRow; terms: readonly string[]; onLike: (id: number) => void };

/** What was written about an email, or why nothing was, with where it comes from. */
export function SummaryText({ row, terms, onLike }: Props) {
  const format = useFormat();
  return (
    <section aria-label="Summary" className="flex flex-col gap-3">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <OutcomeLabel outcome={row.outcome} />
        {row.outcome === "summarised" ? (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" variant="outline" onPress={() => onLike(row.id)}>
              <Sparkles aria-hidden />
              More like this
            </Button>
            <CopyButton text={row.text} />
          </div>
        ) : null}
      </div>
      {row.outcome === "summarised" ? (
        <p className="foreign-text leading-relaxed">
          <Marked text={row.text} terms={terms} />
        </p>
      ) : (
        <p className="leading-relaxed">
          {row.reason ?? "No reason was given."}
          <Link href={`/batches/${row.batchId}`} className="text-link ms-2">
            See the batch
          </Link>
        </p>
      )}
      <p className="text-xs text-muted">
        {row.outcome === "summarised" ? "Written by" : "Asked of"} {row.providerName}, {row.model}, on{" "}
        {format.dateTime(row.createdAt)} in{" "}
        <Link href={`/batches/${row.batchId}`} className="text-link">
          {row.batchName}
        </Link>
      </p>
    </section>
  );
}

function CopyButton({ text }: { text: string }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), COPIED_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const words = { idle: "Copy summary", copied: "Copied", failed: "Could not copy" }[state];
  return (
    <Button
      size="sm"
      variant="outline"
      onPress={() =>
        navigator.clipboard.writeText(text).then(
          () => setState("copied"),
          () => setState("failed"),
        )
      }
    >
      {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{words}</span>
    </Button>
  );
}
