import Database from "better-sqlite3";
import type { Fields, Form, OwnValue } from "#lib/prompts/form";
import type { SummaryFilter } from "#lib/summaries/view";

/** What an export says of one summary's fields. */
export type FieldCells = { tags: string[]; fields: Fields | null };

/** A column of an export: its heading, and its cell in a row. A list is one text, its entries joined with "; ". */
export type FieldColumn = { name: string; cell: (row: FieldCells) => string | number };

type Asked = keyof Omit<Form, "own" | "language">;

const COLUMNS: (FieldColumn & { of: Asked })[] = [
  { of: "category", name: "Category", cell: ({ fields }) => fields?.category ?? "" },
  { of: "sentiment", name: "Sentiment", cell: ({ fields }) => fields?.sentiment ?? "" },
  { of: "urgency", name: "Urgency", cell: ({ fields }) => fields?.urgency ?? "" },
  { of: "people", name: "People", cell: ({ fields }) => joined(fields?.people) },
  { of: "people", name: "Companies", cell: ({ fields }) => joined(fields?.companies) },
  { of: "dates", name: "Dates", cell: ({ fields }) => joined(fields?.dates?.map((one) => named(one.date, one.what))) },
  {
    of: "amounts",
    name: "Amounts",
    cell: ({ fields }) => joined(fields?.amounts?.map((one) => named(one.amount, one.what))),
  },
  { of: "actions", name: "Action items", cell: ({ fields }) => joined(fields?.actions?.map(actionText)) },
];

/**
 * The columns that the summaries under a filter can have values in: those that the parts of their batches asked for, own
 * ones last. None where no fields were asked for and nothing is tagged.
 */
export function readFieldColumns(file: string, { batch, dataset }: SummaryFilter): FieldColumn[] {
  const client = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const forms = client
      .prepare(
        `select distinct p.form from parts p join batches b on b.id = p.batch_id
          where p.form is not null and b.removed_at is null and b.purged_at is null
            and (@batch is null or b.id = @batch) and (@dataset is null or b.dataset_id = @dataset) order by p.id`,
      )
      .pluck()
      .all({ batch: batch ?? null, dataset: dataset ?? null }) as string[];
    const hasTags = client.prepare("select 1 from summary_tags limit 1").get() !== undefined;
    return fieldColumns(
      forms.map((form) => JSON.parse(form) as Form),
      hasTags,
    );
  } finally {
    client.close();
  }
}

/** The columns of some forms together, in a fixed order; pure. */
export function fieldColumns(forms: Form[], hasTags: boolean): FieldColumn[] {
  const isAsked = (of: Asked) => forms.some((form) => (Array.isArray(form[of]) ? form[of].length > 0 : form[of]));
  const own = [...new Set(forms.flatMap((form) => form.own.map((field) => field.name)))];
  return [
    ...(hasTags ? [{ name: "Tags", cell: ({ tags }: FieldCells) => joined(tags) }] : []),
    ...COLUMNS.filter((column) => isAsked(column.of)),
    ...own.map((name) => ({ name, cell: ({ fields }: FieldCells) => ownCell(fields?.own?.[name]) })),
  ];
}

function ownCell(value: OwnValue | undefined): string | number {
  if (Array.isArray(value)) return joined(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value ?? "";
}

function actionText({ what, owner, due }: NonNullable<Fields["actions"]>[number]): string {
  const by = [owner, due ? `by ${due}` : null].filter(Boolean).join(", ");
  return by ? `${what} (${by})` : what;
}

const named = (what: string, about: string) => (about ? `${what} (${about})` : what);
const joined = (list: string[] | undefined) => (list ?? []).join("; ");
