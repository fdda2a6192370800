"use client";
import { Button } from "@heroui/react/button";
import { Disclosure } from "@heroui/react/disclosure";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert, Download } from "lucide-react";
import { useState } from "react";
import { ButtonLink } from "#components/ui/button-link";
import { ErrorState } from "#components/ui/error-state";
import { Pager } from "#components/ui/pager";
import { PROBLEMS_PER_PAGE, problemGroupsQuery, problemsQuery } from "#lib/client/dataset-queries";
import { useFormat } from "#lib/client/format";
import type { DatasetView, ProblemGroup, ProblemRow } from "#lib/datasets/view";

/** What could not be read, by kind, with place, reason and what stood there. Nothing is ever dropped in silence. */
export function ProblemsPanel({ dataset }: { dataset: DatasetView }) {
  const format = useFormat();
  const [isOpen, setOpen] = useState(dataset.emailCount === 0);
  return (
    <section aria-label="Problems" className="panel border-warning/60 px-2 py-2 sm:px-4">
      <Disclosure isExpanded={isOpen} onExpandedChange={setOpen}>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Disclosure.Heading>
            <Button slot="trigger" variant="ghost">
              <CircleAlert aria-hidden className="text-warning-soft-foreground" />
              {format.number(dataset.problemCount)} could not be read
              <Disclosure.Indicator />
            </Button>
          </Disclosure.Heading>
          <ButtonLink href={`/api/datasets/${dataset.id}/problems.csv`} isDownload size="sm" variant="tertiary">
            <Download aria-hidden />
            Download problems
          </ButtonLink>
        </div>
        <Disclosure.Content>
          <Disclosure.Body className="px-2 pt-2 pb-3">{isOpen ? <Groups id={dataset.id} /> : null}</Disclosure.Body>
        </Disclosure.Content>
      </Disclosure>
    </section>
  );
}

function Groups({ id }: { id: number }) {
  const { data, error, refetch } = useQuery(problemGroupsQuery(id));
  if (error && !data) {
    return (
      <ErrorState title="The problems could not be read" onRetry={() => refetch()}>
        {error.message}
      </ErrorState>
    );
  }
  if (!data) return <p className="text-sm text-muted">Reading…</p>;
  return (
    <ul className="divide-y divide-separator text-sm">
      {data.map((group) => (
        <li key={`${group.code} ${group.unit}`} className="py-1.5">
          {group.count === 1 ? <Problems id={id} group={group} /> : <Group id={id} group={group} />}
        </li>
      ))}
    </ul>
  );
}

/** Several of one kind: how many, and each of them once it is opened. */
function Group({ id, group }: { id: number; group: ProblemGroup }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure isExpanded={isOpen} onExpandedChange={setOpen}>
      <Disclosure.Heading>
        <Button
          slot="trigger"
          variant="ghost"
          size="sm"
          className="h-auto min-h-8 max-w-full text-left whitespace-normal"
        >
          {group.title}
          <Disclosure.Indicator />
        </Button>
      </Disclosure.Heading>
      <Disclosure.Content>
        <Disclosure.Body className="pt-1 pb-2 pl-3">
          {isOpen ? <Problems id={id} group={group} /> : null}
        </Disclosure.Body>
      </Disclosure.Content>
    </Disclosure>
  );
}

function Problems({ id, group }: { id: number; group: ProblemGroup }) {
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery(problemsQuery(id, group, offset));
  if (error && !data) {
    return (
      <ErrorState title="The problems could not be read" onRetry={() => refetch()}>
        {error.message}
      </ErrorState>
    );
  }
  if (!data) return <p className="text-muted">Reading…</p>;
  return (
    <>
      <ul className="flex flex-col gap-3">
        {data.rows.map((problem) => (
          <Problem key={problem.id} problem={problem} />
        ))}
      </ul>
      <Pager className="mt-3" offset={offset} perPage={PROBLEMS_PER_PAGE} total={data.total} onOffset={setOffset} />
    </>
  );
}

function Problem({ problem }: { problem: ProblemRow }) {
  const raw = problem.raw.trim();
  return (
    <li className="px-3 py-1">
      <p className="wrap-anywhere">{problem.message}</p>
      <p className="numbers wrap-anywhere text-muted">
        {problem.fileName}
        {problem.place ? ` · ${problem.place}` : ""}
      </p>
      {raw ? (
        <details className="mt-1">
          <summary className="w-fit cursor-pointer py-1 text-muted hover:text-foreground">What stands there</summary>
          <pre className="foreign-text mt-1 max-h-48 overflow-y-auto rounded-lg bg-surface-secondary p-3 font-mono text-xs">
            {raw}
          </pre>
        </details>
      ) : null}
    </li>
  );
}
