import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { pickAllAction, undoPickAllAction } from "#app/batches/compare-actions";
import { pickSummaryAction } from "#app/summaries/actions";
import { CompareScreen } from "#components/batches/compare-screen";
import { getBatch } from "#lib/batches/get";
import { AppError } from "#lib/errors";
import { readLocale } from "#lib/format";
import { idParam } from "#lib/http";
import { store } from "#lib/store";
import { assertComparable } from "#lib/summaries/compare";

export const metadata: Metadata = { title: "Compare two batches" };

const ACTIONS = { pick: pickSummaryAction, pickAll: pickAllAction, undoPickAll: undoPickAllAction };

type Props = { params: Promise<{ id: string; other: string }> };

export default async function ComparePage({ params }: Props) {
  const { id, other } = await params;
  const locale = readLocale((await headers()).get("accept-language"));
  const db = await store();
  try {
    assertComparable(db, { left: idParam(id), right: idParam(other) });
    const [left, right] = [getBatch(db, idParam(id), locale), getBatch(db, idParam(other), locale)];
    return <CompareScreen left={left} right={right} actions={ACTIONS} />;
  } catch (error) {
    if (error instanceof AppError) notFound();
    throw error;
  }
}
