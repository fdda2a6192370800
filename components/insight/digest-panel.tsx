"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { digestWords, groupFilter } from "#components/insight/digest-words";
import { Nothing, Reading } from "#components/insight/figure";
import { listHref } from "#components/insight/hrefs";
import { Panel } from "#components/ui/panel";
import { useFormat } from "#lib/client/format";
import { digestQuery } from "#lib/client/insight-queries";
import type { DigestGroup, DigestLine, DigestView } from "#lib/insight/view";
import type { SummaryFilter } from "#lib/summaries/view";

/** What the newest summaries say, in their own sentences, each with the emails behind it. */
export function DigestPanel({ filter }: { filter: SummaryFilter }) {
  const format = useFormat();
  const query = useQuery(digestQuery(filter));
  const digest = query.data;
  return (
    <Panel title="Digest" description={digest && digest.read > 0 ? digestWords(digest, format) : null}>
      {digest === undefined ? <Reading query={query} /> : null}
      {digest?.read === 0 ? <Nothing>There are no summaries here to take sentences from.</Nothing> : null}
      {digest && digest.read > 0 ? (
        <div className={`columns-1 gap-8 lg:columns-2 ${query.isPlaceholderData ? "stale" : ""}`}>
          {digest.groups.map((group) => (
            <Group key={`${group.title} ${group.tag}`} group={group} digest={digest} filter={filter} />
          ))}
        </div>
      ) : null}
    </Panel>
  );
}

function Group({ group, digest, filter }: { group: DigestGroup; digest: DigestView; filter: SummaryFilter }) {
  const format = useFormat();
  const narrower = groupFilter(group, digest.by, filter);
  return (
    <section className="mb-6 break-inside-avoid">
      <h3 className="flex items-baseline gap-2 font-semibold">
        <span dir="auto" className="min-w-0 wrap-anywhere first-letter:uppercase">
          {group.title}
        </span>
        <span className="numbers shrink-0 text-sm font-normal text-muted">
          {narrower ? (
            <Link prefetch={false} className="text-link" href={listHref(filter, narrower)}>
              {format.count(group.count, "email")}
            </Link>
          ) : (
            format.count(group.count, "email")
          )}
        </span>
      </h3>
      <ul className="mt-1.5 flex list-disc flex-col gap-1.5 ps-5 marker:text-muted">
        {group.lines.map((line) => (
          <li key={line.ids[0]}>
            <span dir="auto" className="wrap-anywhere">
              {line.text}
            </span>{" "}
            <Support line={line} filter={filter} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The emails behind a line: the one it is taken from, or all that say nearly the same. */
function Support({ line, filter }: { line: DigestLine; filter: SummaryFilter }) {
  const format = useFormat();
  const [first, ...others] = line.ids;
  if (first === undefined) return null;
  const words = `${line.sender || "No sender"}, ${format.date(line.date)}`;
  return (
    <span className="text-sm text-muted">
      <Link
        prefetch={false}
        className="text-link"
        href={listHref(filter, { open: first })}
        aria-label={`${words}: ${line.text}`}
      >
        {words}
      </Link>
      {others.length > 0 ? (
        <>
          {" and "}
          <Link
            prefetch={false}
            className="text-link"
            href={listHref({ batch: filter.batch, ids: line.ids })}
            aria-label={`${format.number(others.length)} more like it: ${line.text}`}
          >
            {format.number(others.length)} more like it
          </Link>
        </>
      ) : null}
    </span>
  );
}
