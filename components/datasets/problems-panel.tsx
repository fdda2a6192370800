"use client";
import { Button } from "@heroui/react/button";
import { Disclosure } from "@heroui/react/disclosure";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert, Download } from "lucide-react";
import { useState } from "react";
import { ButtonLink } from "#components/ui/button-link";
import { ErrorState } from "#components/ui/error-state";
import { Pager } from "#components/ui/pager";
import { useFormat } from "#lib/client/format";
import { problemsQuery } from "#lib/client/queries";
import type { DatasetView } from "#lib/datasets/view";

const PER_PAGE = 100;

/** What could not be read, with place and reason. Nothing is ever dropped in silence. */
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
          <Disclosure.Body className="px-2 pt-2 pb-3">
            {isOpen ? <ProblemList id={dataset.id} /> : null}
          </Disclosure.Body>
        </Disclosure.Content>
      </Disclosure>
    </section>
  );
}

function ProblemList({ id }: { id: number }) {
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery(problemsQuery(id, offset));
  if (error && !data) {
    return (
      <ErrorState title="The problems could not be read" onRetry={() => refetch()}>
        {error.message}
      </ErrorState>
    );
  }
  if (!data) return <p className="text-sm text-muted">Reading…</p>;
  return (
    <>
      <ul className="divide-y divide-separator text-sm">
        {data.rows.map((problem) => (
          <li key={problem.id} className="py-2">
            <p className="wrap-anywhere">{problem.message}</p>
            <p className="numbers wrap-anywhere text-muted">
              {problem.fileName}
              {problem.place ? ` · ${problem.place}` : ""}
            </p>
          </li>
        ))}
      </ul>
      <Pager className="mt-3" offset={offset} perPage={PER_PAGE} total={data.total} onOffset={setOffset} />
    </>
  );
}
