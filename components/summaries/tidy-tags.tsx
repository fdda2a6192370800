"use client";

import { Button } from "@heroui/react/button";
import { Modal } from "@heroui/react/modal";
import { useQuery } from "@tanstack/react-query";
import { Tags } from "lucide-react";
import { useState } from "react";
import { TagList } from "#components/summaries/tag-list";
import type { TagWork } from "#components/summaries/use-tag-work";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { FormProblem } from "#components/ui/form-problem";
import { useFormat } from "#lib/client/format";
import { tagsQuery } from "#lib/client/summary-queries";
import type { NearPair } from "#lib/tags/view";

type Props = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; work: TagWork };

/** Every tag, and those that are probably one: to be made one, kept apart, renamed or removed. */
export function TidyTags({ isOpen, onOpenChange, work }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="lg" placement="center" scroll="inside">
        <Modal.Dialog>
          <Modal.CloseTrigger aria-label="Close" />
          <Modal.Header>
            <Modal.Heading className="text-lg font-semibold">Tidy tags</Modal.Heading>
            <p className="text-sm text-muted">
              What you change here holds for every summary, and for later answers with the old names.
            </p>
          </Modal.Header>
          <Modal.Body className="flex flex-col gap-6 p-1 pt-3">{isOpen ? <Content work={work} /> : null}</Modal.Body>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

function Content({ work }: { work: TagWork }) {
  const query = useQuery(tagsQuery());
  const [problem, setProblem] = useState<string | null>(null);
  const tell = async (work: Promise<string | undefined>) => setProblem((await work) ?? null);
  if (query.isError) {
    return (
      <ErrorState title="The tags could not be read" onRetry={() => query.refetch()}>
        {query.error.message}
      </ErrorState>
    );
  }
  if (!query.data) return <p className="text-sm text-muted">Reading the tags…</p>;
  const { tags, near } = query.data;
  if (tags.length === 0) {
    return (
      <EmptyState icon={Tags} title="No tags yet">
        Ask for tags in the fields of your instructions, or add one to a summary by hand.
      </EmptyState>
    );
  }
  return (
    <>
      <FormProblem problem={problem} />
      <section aria-labelledby="near-tags" className="flex flex-col gap-2">
        <h3 id="near-tags" className="text-sm font-semibold">
          Probably the same
        </h3>
        {near.length === 0 ? <p className="text-sm text-muted">Nothing looks like a duplicate.</p> : null}
        <ul className="flex flex-col gap-2">
          {near.map((pair) => (
            <Suggestion
              key={`${pair.tag.id}-${pair.into.id}`}
              pair={pair}
              onMerge={() => tell(work.merge(pair.tag, pair.into))}
              onDismiss={() => tell(work.dismiss(pair.tag, pair.into))}
            />
          ))}
        </ul>
      </section>
      <TagList tags={tags} work={work} onProblem={setProblem} />
    </>
  );
}

function Suggestion({ pair, onMerge, onDismiss }: { pair: NearPair; onMerge: () => void; onDismiss: () => void }) {
  const format = useFormat();
  const { tag, into, why } = pair;
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 rounded-xl border border-border px-4 py-2.5">
      <span className="min-w-0 text-sm wrap-anywhere">
        <span className="font-medium">{tag.name}</span> ({format.number(tag.count)}) and{" "}
        <span className="font-medium">{into.name}</span> ({format.number(into.count)})
        <span className="block text-muted">{why}</span>
      </span>
      <span className="flex flex-wrap gap-2">
        <Button size="sm" variant="tertiary" aria-label={`Keep ${tag.name} and ${into.name} apart`} onPress={onDismiss}>
          Keep apart
        </Button>
        <Button size="sm" variant="secondary" aria-label={`Make ${tag.name} part of ${into.name}`} onPress={onMerge}>
          Make one
        </Button>
      </span>
    </li>
  );
}
