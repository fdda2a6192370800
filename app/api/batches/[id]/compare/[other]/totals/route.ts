import { idParam, route } from "#lib/http";
import { store } from "#lib/store";
import { countPairs } from "#lib/summaries/compare";
import { readPick } from "#lib/summaries/pick-all";

type Context = { params: Promise<{ id: string; other: string }> };

export const GET = route<Context>(async (_request, { params }) => {
  const { id, other } = await params;
  const two = { left: idParam(id), right: idParam(other) };
  const db = await store();
  return Response.json({ ...(await countPairs(db, two)), pick: readPick(db, two) });
});
