"use client";

import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextField } from "@heroui/react/textfield";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePause } from "#components/summaries/search-box";
import { Choice } from "#components/ui/choice";
import { useFormat } from "#lib/client/format";
import { facetsQuery, summaryOptionsQuery } from "#lib/client/summary-queries";
import { FIELD_WORDS, FILTER_FIELDS, OUTCOME_WORDS, REVIEW_WORDS } from "#lib/summaries/filter";
import type { FilterOptions } from "#lib/summaries/options";
import type { Outcome, ReviewFilter, SummaryFilter } from "#lib/summaries/view";

type Props = { filter: SummaryFilter; onChange: (change: Partial<SummaryFilter>) => void };

const ANY = "any";

/** Every way to narrow the list, each changing it at once. */
export function FilterFields({ filter, onChange }: Props) {
  const options = useQuery(summaryOptionsQuery()).data;
  const facets = useQuery(facetsQuery(filter)).data;
  const format = useFormat();
  const named = (list: FilterOptions["datasets"] | undefined, all: string) => [
    { id: ANY, name: all },
    ...(list ?? []).map((one) => ({ id: String(one.id), name: one.name, note: format.count(one.count, "email") })),
  ];
  const numberOf = (id: string) => (id === ANY ? undefined : Number(id));
  return (
    <fieldset className="panel grid grid-cols-1 gap-4 p-4 min-[26rem]:grid-cols-2 lg:grid-cols-3">
      <legend className="sr-only">Filters</legend>
      <Choice
        label="Dataset"
        items={named(options?.datasets, "All datasets")}
        value={String(filter.dataset ?? ANY)}
        onChange={(id) => onChange({ dataset: numberOf(id) })}
      />
      <Choice
        label="Batch"
        items={named(options?.batches, "All batches")}
        value={String(filter.batch ?? ANY)}
        onChange={(id) => onChange({ batch: numberOf(id) })}
      />
      <Choice
        label="Status"
        items={[{ id: ANY, name: "Any status" }, ...Object.entries(OUTCOME_WORDS).map(([id, name]) => ({ id, name }))]}
        value={filter.outcome ?? ANY}
        onChange={(id) => onChange({ outcome: id === ANY ? undefined : (id as Outcome) })}
      />
      <Choice
        label="Check"
        items={[
          { id: ANY, name: "Any result" },
          { id: "look", name: "Needs a look", note: "Says what its email does not, not reviewed yet" },
          { id: "problems", name: "Has problems", note: "Email hides text, addresses the model, or is very long" },
        ]}
        value={filter.problems ? "problems" : filter.look ? "look" : ANY}
        onChange={(id) => onChange({ look: id === "look" || undefined, problems: id === "problems" || undefined })}
      />
      <Choice
        label="Review"
        items={[
          { id: ANY, name: "Reviewed or not" },
          ...Object.entries(REVIEW_WORDS).map(([id, name]) => ({ id, name })),
        ]}
        value={filter.review ?? ANY}
        onChange={(id) => onChange({ review: id === ANY ? undefined : (id as ReviewFilter) })}
      />
      {FILTER_FIELDS.map((field) => {
        const values = facets?.[field] ?? [];
        return values.length > 0 ? (
          <Choice
            key={field}
            label={FIELD_WORDS[field]}
            items={[{ id: ANY, name: "Any" }, ...values.map((value) => ({ id: `is ${value}`, name: value }))]}
            value={filter[field] ? `is ${filter[field]}` : ANY}
            onChange={(id) => onChange({ [field]: id === ANY ? undefined : id.slice(3) })}
          />
        ) : null;
      })}
      <TypedField
        label="Sender"
        example="Part of a name or address"
        value={filter.sender ?? ""}
        onChange={(sender) => onChange({ sender })}
      />
      <TypedField
        label="Domain"
        example="example.com"
        value={filter.domain ?? ""}
        onChange={(domain) => onChange({ domain })}
      />
      <DayField label="From" value={filter.from ?? ""} max={filter.to} onChange={(from) => onChange({ from })} />
      <DayField label="To" value={filter.to ?? ""} min={filter.from} onChange={(to) => onChange({ to })} />
    </fieldset>
  );
}

type TypedProps = { label: string; example: string; value: string; onChange: (value: string) => void };

function TypedField({ label, example, value, onChange }: TypedProps) {
  const [typed, setTyped] = usePause(value, onChange);
  return (
    <TextField className="min-w-0" value={typed.text} onChange={setTyped}>
      <Label>{label}</Label>
      <Input placeholder={example} maxLength={200} />
    </TextField>
  );
}

type DayProps = { label: string; value: string; min?: string; max?: string; onChange: (day: string) => void };

/** A day, picked or typed in the way of the reader's own system. A year is told on once it is complete. */
function DayField({ label, value, min, max, onChange }: DayProps) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  function change(day: string) {
    setTyped(day);
    if (isWhole(day) && day !== value) onChange(day);
  }
  return (
    <TextField className="min-w-0" type="date" value={typed} onChange={change}>
      <Label>{label}</Label>
      <Input min={min} max={max} />
    </TextField>
  );
}

const isWhole = (day: string) => day === "" || /^[12]\d{3}-\d\d-\d\d$/.test(day);
