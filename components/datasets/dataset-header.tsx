"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { DatasetActions } from "#components/datasets/actions";
import { DatasetMenu } from "#components/datasets/dataset-menu";
import { leftOutWords } from "#components/datasets/left-out-words";
import { ButtonLink } from "#components/ui/button-link";
import { PageHeader } from "#components/ui/page-header";
import { StatusBadge } from "#components/ui/status-badge";
import { Time } from "#components/ui/time";
import { useFormat } from "#lib/client/format";
import type { DatasetView } from "#lib/datasets/view";

type Props = { dataset: DatasetView; actions: DatasetActions; onRemoved: () => void };

/** The dataset's name and its numbers, told to screen readers as they change. */
export function DatasetHeader({ dataset, actions, onRemoved }: Props) {
  const format = useFormat();
  return (
    <PageHeader
      eyebrow={
        <Link href="/" className="inline-flex items-center gap-1 py-1 hover:text-foreground">
          <ChevronLeft aria-hidden className="size-4" />
          Home
        </Link>
      }
      title={dataset.name}
      description={
        <p className="numbers flex flex-wrap items-center gap-x-2 gap-y-1" aria-live="polite">
          <span className="font-medium text-foreground">{format.count(dataset.emailCount, "email")}</span>
          {dataset.leftOutCount > 0 ? (
            <>
              <Dot />
              <span>{leftOutWords(dataset, format)}</span>
            </>
          ) : null}
          <Dot />
          <span>{format.count(dataset.fileCount, "file")}</span>
          <Dot />
          <Time at={dataset.createdAt} />
          {dataset.createdBy ? (
            <>
              <Dot />
              <span>{dataset.createdBy}</span>
            </>
          ) : null}
          {dataset.isImporting ? <StatusBadge tone="busy" label="Reading files" /> : null}
        </p>
      }
      actions={
        <>
          {dataset.removedAt === null ? <ButtonLink href={`/insight?dataset=${dataset.id}`}>Insight</ButtonLink> : null}
          <DatasetMenu dataset={dataset} actions={actions} onRemoved={onRemoved} />
        </>
      }
    />
  );
}

const Dot = () => <span aria-hidden>·</span>;
