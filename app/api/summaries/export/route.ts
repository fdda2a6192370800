import { AppError } from "#lib/errors";
import { route } from "#lib/http";
import { store } from "#lib/store";
import { exportSummaries, isExportFormat } from "#lib/summaries/export";
import { parseColumns } from "#lib/summaries/export-choice";
import { parseFilter } from "#lib/summaries/filter";

export const GET = route(async (request) => {
  const params = new URL(request.url).searchParams;
  const format = params.get("format") ?? "";
  if (!isExportFormat(format)) throw new AppError("invalid", "Please choose Excel, CSV, JSON or JSONL.");
  const db = await store();
  const wanted = { ...parseFilter(params), format, without: parseColumns(params.get("without")) };
  const { name, type, body } = exportSummaries(db.$client.name, wanted, Date.now());
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
});
