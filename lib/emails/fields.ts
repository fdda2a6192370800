import { ENGLISH, FOREIGN } from "#lib/emails/field-names";

/** What a column or key can mean. "whole" is a complete message with its headers in one value. */
export const FIELDS = [
  "subject",
  "text",
  "html",
  "from",
  "fromName",
  "fromAddress",
  "to",
  "toName",
  "toAddress",
  "cc",
  "ccName",
  "ccAddress",
  "date",
  "messageId",
  "inReplyTo",
  "references",
  "attachments",
  "whole",
] as const;
export type Field = (typeof FIELDS)[number];

type Meaning = { field: Field; rank: number };

const MEANINGS = new Map<string, Meaning>();
const ENGLISH_KEYS = new Set<string>();
for (const field of FIELDS) {
  const english = ENGLISH[field].split(" ");
  for (const name of english) ENGLISH_KEYS.add(keyOf(name));
  for (const [rank, name] of [...english, ...(FOREIGN[field]?.split(" ") ?? [])].entries()) {
    const key = keyOf(name);
    if (!MEANINGS.has(key)) MEANINGS.set(key, { field, rank });
  }
}

/** A name without case, accents, blanks and punctuation: "From: (Name)" and "from_name" are the same key. */
export function keyOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}\u3099\u309A]/gu, "")
    .normalize("NFC")
    .toLowerCase();
}

/** True for a name that tells its field in another language than English. */
export function isForeign(name: string): boolean {
  return meaningOf(name) !== null && !ENGLISH_KEYS.has(keyOf(name)) && !/^(?:from|to|cc)\b/i.test(name);
}

const known = new Map<string, Meaning | null>();

/** Names come from files: past this many, they are looked up afresh instead of remembered. */
const KNOWN_LIMIT = 2_000;

/** What a column or key of this name means, with its rank among the names of the field (0 is best); null when unknown. */
export function meaningOf(name: string): Meaning | null {
  let meaning = known.get(name);
  if (meaning === undefined) {
    meaning = name.length > 60 ? null : (MEANINGS.get(keyOf(name)) ?? partyOf(name));
    if (known.size < KNOWN_LIMIT) known.set(name, meaning);
  }
  return meaning;
}

/** Outlook's pairs in any language: "Von: (Adresse)", "De : (nom)", "收件人: (地址)". */
const PARTY = /^([^:\uff1a]{1,20})[:\uff1a]\s*[(\uff08]([^()\uff08\uff09]{2,30})[)\uff09]$/;
const NAME_WORDS = new Set(
  "name nom nombre nome naam имя jmeno nazwa imieinazwisko 名前 姓名 名称 名稱 navn namn nimi nev ad"
    .split(" ")
    .map(keyOf),
);
const ADDRESS_WORDS = new Set(
  "address adresse direccion indirizzo endereco adres адрес adresa アドレス 地址 位址 adress osoite cim"
    .split(" ")
    .map(keyOf),
);
const PARTIES = {
  from: { name: "fromName", address: "fromAddress" },
  to: { name: "toName", address: "toAddress" },
  cc: { name: "ccName", address: "ccAddress" },
} as const;

function partyOf(name: string): Meaning | null {
  const match = PARTY.exec(name.trim());
  const field = match ? MEANINGS.get(keyOf(match[1] ?? ""))?.field : undefined;
  if (field !== "from" && field !== "to" && field !== "cc") return null;
  const word = keyOf(match?.[2] ?? "");
  if (NAME_WORDS.has(word)) return { field: PARTIES[field].name, rank: 0 };
  return ADDRESS_WORDS.has(word) ? { field: PARTIES[field].address, rank: 0 } : null;
}
