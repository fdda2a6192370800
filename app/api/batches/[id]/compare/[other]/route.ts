import { idParam, route } from "#lib/http";
import { store } from "#lib/store";
import { listPairs } from "#lib/summaries/compare";
import { LARGEST_PAGE } from "#lib/summaries/list";

type Context = { params: Promise<{ id: string; other: string }> };

export const GET = route<Context>(async (request, { params }) => {
  const { id, other } = await params;
  const search = new URL(request.url).searchParams;
  const number = (name: string, usual: number) => Math.max(0, Math.trunc(Number(search.get(name) ?? usual)) || usual);
  const asked = {
    onlyDifferent: search.get("different") === "true",
    after: number("after", 0),
    limit: Math.min(number("limit", 50), LARGEST_PAGE),
  };
  return Response.json(listPairs(await store(), { left: idParam(id), right: idParam(other) }, asked));
});
