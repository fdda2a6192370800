import type { z } from "zod";
import { AppError } from "#lib/errors";

/** JSON that nobody on the way may keep. */
export function answerJson(value: unknown): Response {
  return Response.json(value, { headers: { "cache-control": "no-store" } });
}

/** The parameters of a request's address. Throws AppError "invalid" with the first complaint. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) throw new AppError("invalid", parsed.error.issues[0]?.message ?? "That could not be read.");
  return parsed.data;
}

/** A CSV download, see `answerText`. */
export const answerCsv = (filename: string, pieces: AsyncGenerator<string>) => answerText(filename, "text/csv", pieces);

/** A download of text, sent piece by piece as the reader asks for more. */
export function answerText(filename: string, type: string, pieces: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${filename}"`,
      "cache-control": "no-store",
    },
  });
}
