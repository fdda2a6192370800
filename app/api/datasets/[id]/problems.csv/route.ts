import { answerCsv } from "#lib/datasets/answer";
import { getDataset } from "#lib/datasets/list";
import { problemsCsv } from "#lib/datasets/problems";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

export const GET = route<Context>(async (_request, { params }) => {
  const { id } = await params;
  const db = await store();
  const dataset = getDataset(db, idParam(id));
  return answerCsv(`problems-${dataset.id}.csv`, problemsCsv(db, dataset.id));
});
