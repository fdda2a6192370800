"use client";
import { CircleAlert, CircleCheck, Clock, LoaderCircle, type LucideIcon, TriangleAlert } from "lucide-react";
import { Progress } from "#components/ui/progress";
import { useFormat } from "#lib/client/format";
import type { FileView } from "#lib/datasets/view";

type Look = { icon: LucideIcon; colour: string };

const ICONS: Record<FileView["state"], Look> = {
  waiting: { icon: Clock, colour: "text-muted" },
  importing: { icon: LoaderCircle, colour: "animate-spin text-accent" },
  done: { icon: CircleCheck, colour: "text-success" },
  failed: { icon: CircleAlert, colour: "text-danger" },
};

/** Read, but not all of it. */
const PARTLY: Look = { icon: TriangleAlert, colour: "text-warning" };

/** One stored file: how far it is read, what was found in it, and what could not be read. */
export function FileItem({ file }: { file: FileView }) {
  const format = useFormat();
  const { icon: Icon, colour } = file.state === "done" && file.problemCount > 0 ? PARTLY : ICONS[file.state];
  return (
    <li className="flex items-start gap-3 border-b border-separator px-4 py-2.5 text-sm last:border-b-0 sm:px-6">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 wrap-anywhere">{file.name}</span>
          <span className="numbers text-muted">
            {stateWords(file, format)} · {format.bytes(file.length)}
          </span>
        </div>
        {file.state === "importing" ? (
          <div className="mt-1.5 max-w-md">
            <Progress
              label={`Reading ${file.name}`}
              done={file.bytesRead}
              total={file.length}
              text={`${format.bytes(file.bytesRead)} of ${format.bytes(file.length)}`}
              isQuiet
            />
          </div>
        ) : null}
        {file.firstProblem ? <p className="mt-0.5 text-danger-soft-foreground">{file.firstProblem}</p> : null}
      </div>
    </li>
  );
}

function stateWords(file: FileView, format: ReturnType<typeof useFormat>): string {
  if (file.state === "waiting") return "Waiting";
  const found = foundWords(file, format);
  return file.state === "importing" ? `Reading: ${found}` : found;
}

/** "1,204 read: 1,180 emails, 20 duplicates, 4 problems": the parts always add up. */
function foundWords(file: FileView, format: ReturnType<typeof useFormat>): string {
  const emails = format.count(file.emailCount - file.duplicateCount, "email");
  if (file.duplicateCount === 0 && file.problemCount === 0) return emails;
  const parts = [emails];
  if (file.duplicateCount > 0) parts.push(format.count(file.duplicateCount, "duplicate"));
  if (file.problemCount > 0) parts.push(format.count(file.problemCount, "problem"));
  return `${format.number(file.emailCount + file.problemCount)} read: ${parts.join(", ")}`;
}
