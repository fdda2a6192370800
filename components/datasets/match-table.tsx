"use client";
import { Button } from "@heroui/react/button";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import type { MatchColumns } from "#components/datasets/actions";
import { MatchColumn } from "#components/datasets/match-column";
import { SampleEmails } from "#components/datasets/sample-emails";
import { useMatchColumns } from "#components/datasets/use-match-columns";
import { Panel } from "#components/ui/panel";
import type { DatasetView, TableView } from "#lib/datasets/view";

type Fields = TableView["fields"];
type Props = { dataset: DatasetView; table: TableView; why: string; matchColumns: MatchColumns; onClose: () => void };

/** One table's columns, each with a few of its values and what it holds; beside them what an email comes to look like. */
export function MatchTable({ dataset, table, why, matchColumns, onClose }: Props) {
  const [fields, setFields] = useState<Fields>(table.fields);
  const { apply, isBusy } = useMatchColumns(dataset, table, matchColumns);
  const choose = (column: string, field: string) => setFields((before) => withField(before, column, field));
  const isGuess = isSame(fields, table.guess);
  const isChanged = !isSame(fields, table.fields);
  // A guess that a person looked at is a choice too: it is not asked about again.
  const isNew = isChanged || !(table.isSure || table.isChosen);
  const save = async () => {
    if (await apply(isGuess && table.isSure ? null : fields)) onClose();
  };
  return (
    <Panel title="Match columns" description={why}>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <ul aria-label="Columns" className="-my-3 divide-y divide-separator overflow-y-auto lg:max-h-[60dvh] lg:pr-2">
          {table.columns.map((column, at) => (
            <MatchColumn
              key={column}
              name={column}
              values={table.rows.map((row) => row[at] ?? "")}
              field={fields[column]}
              onChange={(field) => choose(column, field)}
            />
          ))}
        </ul>
        <SampleEmails datasetId={dataset.id} table={table} fields={fields} />
      </div>
      <div className="mt-5 flex flex-wrap items-center gap-2">
        <Button isDisabled={!isNew} isPending={isBusy} onPress={save}>
          {dataset.hasSubmittedBatch ? "Read into a new dataset" : isChanged ? "Read again this way" : "This is right"}
        </Button>
        {isGuess ? null : (
          <Button variant="tertiary" onPress={() => setFields(table.guess)}>
            <RotateCcw aria-hidden />
            Back to the guess
          </Button>
        )}
        <Button variant="ghost" onPress={onClose}>
          {isChanged ? "Cancel" : "Close"}
        </Button>
        <p className="basis-full text-sm text-muted sm:basis-auto">{consequence(dataset)}</p>
      </div>
    </Panel>
  );
}

function consequence(dataset: DatasetView): string {
  if (dataset.hasSubmittedBatch) return "These emails were submitted, so they stay as they are.";
  return dataset.leftOutCount > 0
    ? "No new upload is needed. What is left out stays left out."
    : "No new upload is needed.";
}

/** A field belongs to one column: the one that had it before becomes an extra. */
function withField(fields: Fields, column: string, field: string): Fields {
  const others = Object.entries(fields).filter(([name, held]) => name !== column && held !== field);
  return Object.fromEntries(field === "" ? others : [...others, [column, field]]) as Fields;
}

function isSame(one: Fields, other: Fields): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
