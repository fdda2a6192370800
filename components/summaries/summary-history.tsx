"use client";

import { Button } from "@heroui/react/button";
import { Disclosure } from "@heroui/react/disclosure";
import type { ReactNode } from "react";
import type { SummaryWork } from "#components/summaries/use-summary-work";
import { useFormat } from "#lib/client/format";
import type { SummaryEdit, SummaryView } from "#lib/summaries/view";

const HOW: Record<SummaryEdit["how"], string> = {
  written: "Written by the model",
  edited: "Corrected",
  restored: "Brought back",
  undone: "Undone",
};

type Props = { view: SummaryView; work: SummaryWork; onOpen: (id: number) => void };

/** Every text a summary had, and what other batches wrote about the same email. Nothing where there is neither. */
export function SummaryHistory({ view, work, onOpen }: Props) {
  const hasVersions = view.versions.length > 1;
  if (view.history.length === 0 && !hasVersions) return null;
  return (
    <div className="flex flex-col gap-1 border-t border-separator pt-2">
      {view.history.length > 0 ? <History view={view} work={work} /> : null}
      {hasVersions ? <Versions view={view} work={work} onOpen={onOpen} /> : null}
    </div>
  );
}

function History({ view, work }: Omit<Props, "onOpen">) {
  const format = useFormat();
  return (
    <Fold title={`History (${format.number(view.history.length)})`}>
      {view.history.map((edit, place) => (
        <li key={edit.id} className="flex flex-col gap-1.5">
          <p className="text-xs text-muted">
            {HOW[edit.how]}
            {edit.who ? ` by ${edit.who}` : ""}, {format.dateTime(edit.at)}
          </p>
          <p className="foreign-text text-sm">{edit.text}</p>
          {place > 0 && edit.text !== view.text ? (
            <Button size="sm" variant="outline" className="self-start" onPress={() => work.restore(view, edit.id)}>
              Go back to this text
            </Button>
          ) : null}
        </li>
      ))}
    </Fold>
  );
}

function Versions({ view, work, onOpen }: Props) {
  const format = useFormat();
  return (
    <Fold title={`Versions (${format.number(view.versions.length)})`}>
      {view.versions.map((version) => (
        <li key={version.id} className="flex flex-col gap-1.5">
          <p className="text-xs text-muted">
            {version.batchName}: {version.providerName}, {version.model}, {format.dateTime(version.createdAt)}
            {version.correctedAt === null ? "" : " · Corrected"}
            {version.reviewedAt === null ? "" : " · Reviewed"}
          </p>
          <p className="foreign-text text-sm">{version.text}</p>
          <div className="flex flex-wrap items-center gap-2">
            {version.isCurrent ? (
              <span className="text-xs font-medium">In use</span>
            ) : (
              <Button size="sm" variant="outline" onPress={() => work.pick(version.id)}>
                Use this one
              </Button>
            )}
            {version.id === view.id ? null : (
              <Button size="sm" variant="ghost" onPress={() => onOpen(version.id)}>
                Open
              </Button>
            )}
          </div>
        </li>
      ))}
    </Fold>
  );
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Disclosure>
      <Disclosure.Heading level={3}>
        <Disclosure.Trigger className="flex min-h-8 w-full items-center justify-between gap-3 rounded-lg text-start text-sm font-medium">
          {title}
          <Disclosure.Indicator className="size-4 text-muted" />
        </Disclosure.Trigger>
      </Disclosure.Heading>
      <Disclosure.Content>
        <Disclosure.Body>
          <ol className="flex flex-col gap-4 py-2">{children}</ol>
        </Disclosure.Body>
      </Disclosure.Content>
    </Disclosure>
  );
}
