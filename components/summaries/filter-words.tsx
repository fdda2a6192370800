"use client";

import { useQuery } from "@tanstack/react-query";
import { causeOf } from "#lib/batches/causes";
import { useFormat } from "#lib/client/format";
import { facetsQuery, summaryOptionsQuery } from "#lib/client/summary-queries";
import { FIELD_WORDS, FILTER_FIELDS, NO_CODE, OUTCOME_WORDS, REVIEW_WORDS } from "#lib/summaries/filter";
import type { SummaryFilter } from "#lib/summaries/view";

/** What a list is narrowed by, one part of the filter after another, in words. The search is not among them. */
export function useFilterWords(filter: SummaryFilter): { key: keyof SummaryFilter; words: string }[] {
  const format = useFormat();
  const isNamed = filter.dataset !== undefined || filter.batch !== undefined;
  const options = useQuery({ ...summaryOptionsQuery(), enabled: isNamed }).data;
  const facets = useQuery({ ...facetsQuery(filter), enabled: filter.tags !== undefined }).data;
  const nameOf = (list: { id: number; name: string }[] | undefined, id: number) =>
    list?.find((one) => one.id === id)?.name ?? `number ${id}`;
  const day = (text: string) =>
    new Date(`${text}T00:00:00Z`).toLocaleDateString(format.locale, { dateStyle: "medium", timeZone: "UTC" });
  const chips: { key: keyof SummaryFilter; words: string }[] = [];
  if (filter.dataset !== undefined)
    chips.push({ key: "dataset", words: `Dataset: ${nameOf(options?.datasets, filter.dataset)}` });
  if (filter.batch !== undefined)
    chips.push({ key: "batch", words: `Batch: ${nameOf(options?.batches, filter.batch)}` });
  if (filter.outcome) chips.push({ key: "outcome", words: OUTCOME_WORDS[filter.outcome] });
  if (filter.codes) chips.push({ key: "codes", words: `Reason: ${reasonWords(filter.codes)}` });
  if (filter.look) chips.push({ key: "look", words: "Needs a look" });
  if (filter.problems) chips.push({ key: "problems", words: "Has problems" });
  if (filter.review) chips.push({ key: "review", words: REVIEW_WORDS[filter.review] });
  for (const key of FILTER_FIELDS) if (filter[key]) chips.push({ key, words: `${FIELD_WORDS[key]}: ${filter[key]}` });
  const tagNames = facets?.chosen.map((tag) => tag.name) ?? [];
  if (filter.tags) chips.push({ key: "tags", words: `Tags: ${tagNames.join(" and ")}` });
  if (filter.ids) chips.push({ key: "ids", words: format.count(filter.ids.length, "chosen email") });
  if (filter.area) chips.push({ key: "area", words: "Part of the map" });
  if (filter.sender) chips.push({ key: "sender", words: `Sender: ${filter.sender}` });
  if (filter.domain) chips.push({ key: "domain", words: `Domain: ${filter.domain}` });
  if (filter.from) chips.push({ key: "from", words: `From ${day(filter.from)}` });
  if (filter.to) chips.push({ key: "to", words: `Until ${day(filter.to)}` });
  return chips;
}

/** The cause that the first of a group's codes belongs to; the provider's own code where nobody here knows it. */
function reasonWords([code = NO_CODE]: string[]): string {
  return causeOf(code === NO_CODE ? "" : code, "mailgist").title ?? (code === NO_CODE ? "none given" : code);
}
