import { route } from "#lib/http";
import { store } from "#lib/store";
import { listColumns } from "#lib/summaries/export-columns";
import { parseFilter } from "#lib/summaries/filter";

export const GET = route(async (request) => {
  const { filter } = parseFilter(new URL(request.url).searchParams);
  return Response.json(listColumns((await store()).$client.name, filter));
});
