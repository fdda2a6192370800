import type { Fields, Form, OwnValue } from "#lib/prompts/form";
import type { Cell, ExportColumn } from "#lib/summaries/export-columns";

/** What an export says of one summary's fields. */
export type FieldCells = { tags: string[]; fields: Fields | null };

type Asked = keyof Omit<Form, "own" | "language">;
type Read = (fields: Fields) => string | undefined;

const COLUMNS: { of: Asked; key: string; name: string; read: Read }[] = [
  { of: "category", key: "category", name: "Category", read: (fields) => fields.category },
  { of: "sentiment", key: "sentiment", name: "Sentiment", read: (fields) => fields.sentiment },
  { of: "urgency", key: "urgency", name: "Urgency", read: (fields) => fields.urgency },
  { of: "people", key: "people", name: "People", read: (fields) => joined(fields.people) },
  { of: "people", key: "companies", name: "Companies", read: (fields) => joined(fields.companies) },
  {
    of: "dates",
    key: "dates",
    name: "Dates",
    read: ({ dates }) => joined(dates?.map((one) => named(one.date, one.what))),
  },
  {
    of: "amounts",
    key: "amounts",
    name: "Amounts",
    read: ({ amounts }) => joined(amounts?.map((one) => named(one.amount, one.what))),
  },
  { of: "actions", key: "actions", name: "Action items", read: ({ actions }) => joined(actions?.map(actionText)) },
];

const WIDTH = 24;
const OWN = "own:";

/** The columns of some forms together, in a fixed order, own ones last; pure. A list is one text, joined with "; ". */
export function fieldColumns(forms: Form[], hasTags: boolean): ExportColumn[] {
  const isAsked = (of: Asked) => forms.some((form) => (Array.isArray(form[of]) ? form[of].length > 0 : form[of]));
  const own = [...new Set(forms.flatMap((form) => form.own.map((field) => field.name)))];
  return [
    ...(hasTags ? [{ key: "tags", name: "Tags", width: WIDTH, cell: ({ tags }: FieldCells) => joined(tags) }] : []),
    ...COLUMNS.filter((column) => isAsked(column.of)).map(({ key, name, read }) => ({
      key,
      name,
      width: WIDTH,
      cell: ({ fields }: FieldCells) => (fields && read(fields)) ?? "",
    })),
    ...own.map((name) => ({
      key: OWN + name,
      name,
      width: WIDTH,
      cell: ({ fields }: FieldCells) => ownCell(fields?.own?.[name]),
    })),
  ];
}

/** An answer's fields as they are, but only those of the chosen columns. Its tags are not those a person has tidied. */
export function chosenFields(fields: Fields | null, isChosen: (key: string) => boolean) {
  if (fields === null) return null;
  const { tags: _, own, ...others } = fields;
  const kept = Object.entries(others).filter(([key]) => isChosen(key));
  const ownKept = Object.entries(own ?? {}).filter(([name]) => isChosen(OWN + name));
  return { ...Object.fromEntries(kept), ...(ownKept.length > 0 ? { own: Object.fromEntries(ownKept) } : {}) };
}

function ownCell(value: OwnValue | undefined): Cell {
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
