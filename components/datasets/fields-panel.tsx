"use client";

import { Disclosure } from "@heroui/react/disclosure";
import type { Draft } from "#components/datasets/use-draft";
import { FormEditor, NoFields } from "#components/prompts/form-editor";
import { Panel } from "#components/ui/panel";
import type { DraftView } from "#lib/batches/draft-view";
import { describeForm, problemOf } from "#lib/prompts/form";

/** What every answer brings beside its summary; saved as it is changed, so that the preview shows it at once. */
export function FieldsPanel({ draft, view }: { draft: Draft; view: DraftView }) {
  const isClassic = view.recipe === "classic";
  const problem = isClassic ? null : problemOf(draft.form);
  return (
    <Panel
      title="Fields wanted back"
      description="Beside each summary, to filter by and to export as columns. What is not asked for costs nothing."
    >
      {isClassic ? (
        <NoFields />
      ) : (
        <div className="grid gap-3">
          <p className="text-sm">{describeForm(draft.form) || "None: the summary alone."}</p>
          <Disclosure>
            <Disclosure.Heading level={3}>
              <Disclosure.Trigger className="flex min-h-10 w-full items-center justify-between gap-3 rounded-lg text-start text-sm font-medium">
                Change the fields
                <Disclosure.Indicator className="size-4 text-muted" />
              </Disclosure.Trigger>
            </Disclosure.Heading>
            <Disclosure.Content>
              <Disclosure.Body className="px-1 pt-3 pb-1">
                <FormEditor form={draft.form} onChange={(form) => draft.type({ form })} />
              </Disclosure.Body>
            </Disclosure.Content>
          </Disclosure>
          {problem ? (
            <p role="alert" className="text-sm text-danger">
              {problem} Until then the fields stay as they were.
            </p>
          ) : null}
        </div>
      )}
    </Panel>
  );
}
