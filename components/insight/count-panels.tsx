"use client";

import { useQuery } from "@tanstack/react-query";
import { BarList } from "#components/insight/bar-list";
import { type CountRow, CountTable } from "#components/insight/count-table";
import { Figure, Nothing } from "#components/insight/figure";
import { listHref } from "#components/insight/hrefs";
import { useFormat } from "#lib/client/format";
import { judgementsQuery, sendersQuery } from "#lib/client/insight-queries";
import { facetsQuery } from "#lib/client/summary-queries";
import type { Count } from "#lib/insight/view";
import { FIELD_WORDS } from "#lib/summaries/filter";
import type { SummaryFilter } from "#lib/summaries/view";

const MOST_TAGS = 10;
/** Under a search or a further filter so many of the newest are counted, see lib/insight/scope and lib/summaries/facets. */
const COUNTED = 5_000;

const COLOURS: Record<string, string> = {
  positive: "bg-success",
  neutral: "bg-muted",
  negative: "bg-danger",
  mixed: "bg-warning",
  critical: "bg-danger",
  high: "bg-warning",
  normal: "bg-accent",
  low: "bg-muted",
};

type Props = { filter: SummaryFilter; total: number };

/** Who wrote most. */
export function SendersPanel({ filter, total }: Props) {
  const format = useFormat();
  const query = useQuery(sendersQuery(filter));
  return (
    <Ranking
      title="Top senders"
      areNames
      head="Sender"
      query={query}
      rowsOf={(senders) =>
        senders.top.map(({ name, value, count }) => ({
          name,
          count,
          href: value ? listHref(filter, { sender: value }) : null,
        }))
      }
      total={total}
      isCapped={query.data?.isCapped ? COUNTED : null}
      note={
        query.data && query.data.senders > query.data.top.length ? `${format.number(query.data.senders)} in all` : null
      }
      nothing="No sender is known here yet. Names are counted once the search has read the summaries."
    />
  );
}

/** What they are about, by their tags. */
export function TagsPanel({ filter, total }: Props) {
  const query = useQuery(facetsQuery(filter));
  return (
    <Ranking
      title="Top tags"
      head="Tag"
      query={query}
      rowsOf={(facets) =>
        facets.tags.slice(0, MOST_TAGS).map(({ id, name, count }) => ({
          name,
          count,
          href: listHref(filter, { tags: [...(filter.tags ?? []), id] }),
        }))
      }
      total={total}
      isCapped={query.data?.isCapped ? COUNTED : null}
      nothing="These summaries have no tags. Instructions with the field Tags bring them."
    />
  );
}

const ABOUT = {
  sentiment: "No sentiment was asked for. Instructions with the field Sentiment bring it.",
  urgency: "No urgency was asked for. Instructions with the field Urgency bring it.",
  category: "No category was asked for.",
};

/** What answers say beside the summary: one panel for each that says anything; sentiment and urgency in any case. */
export function JudgementPanels({ filter }: { filter: SummaryFilter }) {
  const query = useQuery(judgementsQuery(filter));
  const fields = (["sentiment", "urgency", "category"] as const).filter(
    (field) => field !== "category" || (query.data?.category.length ?? 0) > 0,
  );
  return fields.map((field) => (
    <Ranking
      key={field}
      title={FIELD_WORDS[field]}
      head={FIELD_WORDS[field]}
      query={query}
      rowsOf={(judgements) =>
        judgements[field].map(({ name, value, count }) => ({ name, count, href: listHref(filter, { [field]: value }) }))
      }
      total={sum(query.data?.[field])}
      isCapped={query.data?.isCapped ? COUNTED : null}
      nothing={ABOUT[field]}
      colourOf={field === "category" ? undefined : (name) => COLOURS[name] ?? "bg-accent"}
    />
  ));
}

const sum = (counts: Count[] | undefined) => (counts ?? []).reduce((total, one) => total + one.count, 0);

type RankingProps<T> = {
  title: string;
  head: string;
  query: Parameters<typeof Figure<T>>[0]["query"];
  rowsOf: (data: T) => CountRow[];
  total: number;
  /** Only so many of the newest were counted. */
  isCapped: number | null;
  note?: string | null;
  nothing: string;
  areNames?: boolean;
  colourOf?: (name: string) => string;
};

function Ranking<T>(props: RankingProps<T>) {
  const { title, head, query, rowsOf, total, isCapped, note, nothing, areNames, colourOf } = props;
  const format = useFormat();
  const words = [note, isCapped === null ? null : `counted in the newest ${format.number(isCapped)}`].filter(Boolean);
  const whole = isCapped ?? total;
  return (
    <Figure
      title={title}
      description={words.length > 0 ? words.join(", ") : null}
      query={query}
      empty={(data) => (rowsOf(data).length > 0 ? null : <Nothing>{nothing}</Nothing>)}
      picture={(data) => (
        <BarList label={title} rows={rowsOf(data)} total={whole} areNames={areNames} colourOf={colourOf} />
      )}
      table={(data) => <CountTable caption={title} head={head} rows={rowsOf(data)} total={whole} />}
    />
  );
}
