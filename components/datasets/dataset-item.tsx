"use client";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { DatasetActions } from "#components/datasets/actions";
import { DatasetMenu } from "#components/datasets/dataset-menu";
import { StatusBadge } from "#components/ui/status-badge";
import { Time } from "#components/ui/time";
import { useFormat } from "#lib/client/format";
import type { DatasetRow } from "#lib/datasets/view";

/** One dataset in the list: its name leads to it, its numbers say what is inside. */
export function DatasetItem({ dataset, actions }: { dataset: DatasetRow; actions: DatasetActions }) {
  const format = useFormat();
  return (
    <li className="group relative flex items-center gap-3 border-b border-separator px-4 py-3 transition-colors last:border-b-0 hover:bg-surface-secondary sm:px-6">
      <div className="min-w-0 flex-1">
        <Link
          href={`/datasets/${dataset.id}`}
          className="block truncate font-medium after:absolute after:inset-0 after:content-['']"
        >
          {dataset.name}
        </Link>
        <div className="numbers mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
          <span>{format.count(dataset.emailCount, "email")}</span>
          <span aria-hidden>·</span>
          <Time at={dataset.createdAt} />
          {dataset.createdBy ? (
            <>
              <span aria-hidden>·</span>
              <span className="max-w-40 truncate">{dataset.createdBy}</span>
            </>
          ) : null}
          {dataset.isImporting ? <StatusBadge tone="busy" label="Reading" /> : null}
          {dataset.problemCount > 0 ? (
            <StatusBadge tone="warn" label={format.count(dataset.problemCount, "problem")} />
          ) : null}
        </div>
      </div>
      <div className="relative z-10">
        <DatasetMenu dataset={dataset} actions={actions} />
      </div>
      <ChevronRight aria-hidden className="hidden size-4 shrink-0 text-muted sm:block" />
    </li>
  );
}
