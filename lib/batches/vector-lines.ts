import type { Db } from "#db/client";
import type { Part } from "#lib/batches/parts";
import { embeddingBody } from "#lib/providers/embeddings";

const ROWS = 200;

type Asked = Pick<Part, "id" | "model" | "dimensions">;
type Row = { id: number; text: string };

/** One summary's line in a part that asks for vectors, with its line feed (OpenAI API reference, Batch). */
export function vectorLine(asked: Omit<Asked, "id">, { id, text }: Row): string {
  const body = embeddingBody(asked, text);
  return `${JSON.stringify({ custom_id: `vector-${id}`, method: "POST", url: "/v1/embeddings", body })}\n`;
}

/** The row a custom id speaks of; null when it is none of ours. */
export function rowOf(customId: unknown): number | null {
  const found = typeof customId === "string" ? /^vector-(\d{1,15})$/.exec(customId) : null;
  return found ? Number(found[1]) : null;
}

/** The lines of such a part that are not answered yet, some at a time, in order. */
export function vectorLines(db: Db, part: Asked): () => string[] {
  const read = db.$client.prepare(
    `select id, text from vector_requests indexed by vector_requests_open
      where part_id = ? and id > ? and outcome is null order by id limit ${ROWS}`,
  );
  let after = 0;
  return () => {
    const rows = read.all(part.id, after) as Row[];
    after = rows.at(-1)?.id ?? after;
    return rows.map((row) => vectorLine(part, row));
  };
}
