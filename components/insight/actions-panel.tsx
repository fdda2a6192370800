"use client";

import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { Nothing, Reading } from "#components/insight/figure";
import { listHref } from "#components/insight/hrefs";
import { Panel } from "#components/ui/panel";
import { StatusBadge } from "#components/ui/status-badge";
import { showProblem, showUndo } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";
import { useFormat } from "#lib/client/format";
import { actionsQuery } from "#lib/client/insight-queries";
import type { ActionItem } from "#lib/insight/view";
import type { SummaryFilter } from "#lib/summaries/view";

export type MarkAction = (input: { summaryId: number; place: number; isDone: boolean }) => Promise<ActionResult<void>>;

type Props = { filter: SummaryFilter; mark: MarkAction; onChange: () => void };

/** So many stand there at first. */
const FEW = 8;

/** What is to be done, the soonest first: by whom, until when, and in which email. Ticking it off can be undone. */
export function ActionsPanel({ filter, mark, onChange }: Props) {
  const format = useFormat();
  const [isDone, setDone] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const query = useQuery(actionsQuery(filter, isDone));
  const view = query.data;
  const [today] = useState(() => new Date().toLocaleDateString("sv"));

  async function change(item: ActionItem, done: boolean) {
    const answer = await mark({ summaryId: item.summaryId, place: item.place, isDone: done });
    if (!answer.ok) showProblem(answer.message);
    onChange();
    return answer.ok;
  }
  async function tick(item: ActionItem) {
    const done = item.doneAt === null;
    if (await change(item, done)) showUndo(done ? "Ticked off." : "Open again.", () => change(item, !done));
  }

  const shown = view?.items.slice(0, showsAll ? undefined : FEW) ?? [];
  const more = (view?.items.length ?? 0) - shown.length;
  const open = view?.openIsCapped ? `More than ${format.number(view.open)}` : format.number(view?.open ?? 0);
  return (
    <Panel
      title="Action items"
      description={view && view.open > 0 ? `${open} open, the soonest due first` : null}
      actions={
        view?.hasDone || isDone ? (
          <Button size="sm" variant="ghost" onPress={() => setDone(!isDone)}>
            {isDone ? "Show open ones" : "Show done ones"}
          </Button>
        ) : null
      }
    >
      {view === undefined ? <Reading query={query} /> : null}
      {view?.items.length === 0 ? (
        <Nothing>
          {isDone
            ? "Nothing was ticked off here."
            : "No summary here names anything that is still to be done. Instructions with the field Action items bring them."}
        </Nothing>
      ) : null}
      {view && view.items.length > 0 ? (
        <ul
          aria-label={isDone ? "Done action items" : "Open action items"}
          className={`flex flex-col divide-y divide-separator ${query.isPlaceholderData ? "stale" : ""}`}
        >
          {shown.map((item) => (
            <li key={`${item.summaryId} ${item.place}`} className="flex items-start gap-3 py-2.5">
              <input
                type="checkbox"
                checked={item.doneAt !== null}
                onChange={() => tick(item)}
                aria-label={`Done: ${item.what}`}
                className="mt-0.5 size-5 shrink-0 accent-accent outline-none focus-visible:ring-2 focus-visible:ring-focus focus-visible:ring-offset-2"
              />
              <div className="min-w-0 flex-1">
                <p dir="auto" className="wrap-anywhere">
                  {item.what}
                </p>
                <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                  <Due item={item} today={today} />
                  <span dir="auto">{item.owner ? `Owner: ${item.owner}` : "No owner named"}</span>
                  <span className="inline-flex max-w-full min-w-0 items-baseline gap-1">
                    In
                    <Link
                      prefetch={false}
                      dir="auto"
                      className="text-link min-w-0 truncate"
                      href={listHref(filter, { open: item.summaryId })}
                    >
                      {item.subject || "No subject"}
                    </Link>
                    <span className="shrink-0">from</span>
                    <span dir="auto" className="shrink-0">
                      {item.sender || "no sender"}
                    </span>
                  </span>
                  {item.doneAt === null ? null : (
                    <span>
                      Done {format.date(item.doneAt)}
                      {item.doneBy ? ` by ${item.doneBy}` : ""}
                    </span>
                  )}
                </p>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {more > 0 ? (
        <Button size="sm" variant="ghost" className="mt-2" onPress={() => setShowsAll(true)}>
          Show {format.number(more)} more
        </Button>
      ) : view && !isDone && view.open > view.items.length ? (
        <p className="pt-3 text-sm text-muted">The first {format.number(view.items.length)} are shown.</p>
      ) : null}
    </Panel>
  );
}

function Due({ item, today }: { item: ActionItem; today: string }) {
  const format = useFormat();
  if (item.dueDay === null) return <span>{item.due ? `Due: ${item.due}` : "No due date"}</span>;
  const day = format.day(Date.parse(`${item.dueDay}T00:00:00Z`));
  const isOver = item.doneAt === null && item.dueDay < today;
  // The day is read from the answer's words, which may mean another one: they stand beside it.
  const words = item.due === item.dueDay || item.due === day ? null : <span dir="auto">“{item.due}”</span>;
  return (
    <span className="numbers inline-flex flex-wrap items-center gap-x-1.5">
      {isOver ? <StatusBadge tone="bad" label={`Was due ${day}`} /> : <span>Due {day}</span>}
      {words}
    </span>
  );
}
