"use client";
import { Choice } from "#components/ui/choice";
import { FIELD_WORDS } from "#lib/words";

/** Stands for "no field": the column is kept beside the email. */
const EXTRA = "extra";

const ITEMS = [
  { id: EXTRA, name: "Keep as extra" },
  ...Object.entries(FIELD_WORDS).map(([id, name]) => ({ id, name })),
];

type Props = {
  name: string;
  /** What its first rows hold. */
  values: string[];
  field: string | undefined;
  /** Told the field, "" for an extra. */
  onChange: (field: string) => void;
};

/** One column: its name, a few values, and what it holds. */
export function MatchColumn({ name, values, field, onChange }: Props) {
  const shown = [...new Set(values.map((value) => value.trim()).filter(Boolean))];
  return (
    <li className="grid gap-x-4 gap-y-2 py-3 sm:grid-cols-[minmax(0,1fr)_13rem] sm:items-center">
      <div className="min-w-0">
        <p className={`text-sm font-medium wrap-anywhere ${field ? "" : "text-muted"}`}>{name}</p>
        {shown.length === 0 ? <p className="text-sm text-muted">Empty in the first rows</p> : null}
        {shown.map((value) => (
          <p key={value} className="truncate text-sm text-muted">
            {value.slice(0, 200)}
          </p>
        ))}
      </div>
      <Choice
        isQuiet
        label={`What “${name}” holds`}
        items={ITEMS}
        value={field ?? EXTRA}
        onChange={(id) => onChange(id === EXTRA ? "" : id)}
      />
    </li>
  );
}
