import type { Metadata } from "next";
import {
  editSummaryAction,
  pickSummaryAction,
  rateSummaryAction,
  restoreEditAction,
  reviewSummaryAction,
  undoEditAction,
} from "#app/summaries/actions";
import * as searchActions from "#app/summaries/search-actions";
import * as actions from "#app/summaries/tag-actions";
import { PAGE_SIZE } from "#components/summaries/page-size";
import { SummariesScreen } from "#components/summaries/summaries-screen";
import { AppError } from "#lib/errors";
import { store } from "#lib/store";
import { parseFilter, readParams } from "#lib/summaries/filter";
import { getSummary } from "#lib/summaries/get";
import { listSummaries } from "#lib/summaries/list";
import type { SummaryView } from "#lib/summaries/view";

export const metadata: Metadata = { title: "Summaries" };

const ACTIONS = {
  edit: editSummaryAction,
  undoEdit: undoEditAction,
  restoreEdit: restoreEditAction,
  review: reviewSummaryAction,
  rate: rateSummaryAction,
  pick: pickSummaryAction,
};

const TAG_ACTIONS = {
  rename: actions.renameTagAction,
  merge: actions.mergeTagsAction,
  remove: actions.removeTagAction,
  add: actions.addTagAction,
  takeOff: actions.takeOffTagAction,
  dismiss: actions.dismissPairAction,
  undo: actions.undoTagChangeAction,
};

const SEARCH_ACTIONS = {
  save: searchActions.saveSearchAction,
  rename: searchActions.renameSearchAction,
  remove: searchActions.removeSearchAction,
  restore: searchActions.restoreSearchAction,
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SummariesPage({ searchParams }: Props) {
  const params = readParams(await searchParams);
  const { filter, sort } = parseFilter(params);
  const db = await store();
  const page = listSummaries(db, filter, sort, { limit: PAGE_SIZE });
  return (
    <SummariesScreen
      first={{ filter, sort, page }}
      actions={ACTIONS}
      firstOpen={readOpen(params.get("open"), (id) => getSummary(db, id))}
      tagActions={TAG_ACTIONS}
      searchActions={SEARCH_ACTIONS}
    />
  );
}

/** The summary named by the address; one that is gone is told by the panel itself. */
function readOpen(open: string | null, get: (id: number) => SummaryView): SummaryView | null {
  if (open === null || !/^\d{1,15}$/.test(open)) return null;
  try {
    return get(Number(open));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
