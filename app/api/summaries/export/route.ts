import { AppError } from "#lib/errors";
import { route } from "#lib/http";
import { store } from "#lib/store";
import { exportSummaries, isExportFormat } from "#lib/summaries/export";
import { parseColumns } from "#lib/summaries/export-choice";
import { parseFilter } from "#lib/summaries/filter";
import { exportRowsSchema } from "#lib/summaries/schemas";

export const GET = route(async (request) => {
  const params = new URL(request.url).searchParams;
  const format = params.get("format") ?? "";
  if (!isExportFormat(format)) throw new AppError("invalid", "Please choose Excel, CSV, JSON or JSONL.");
  const rows = exportRowsSchema.optional().safeParse(params.get("rows") ?? undefined);
  if (!rows.success) throw new AppError("invalid", "These summaries cannot be exported together. Please search again.");
  const db = await store();
  const without = parseColumns(params.get("without"));
  const wanted = { ...parseFilter(params), rows: rows.data, format, without };
  const { name, type, body } = exportSummaries(db.$client.name, wanted, Date.now());
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
});
