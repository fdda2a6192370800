"use client";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link";
import type { DraftView } from "#lib/batches/draft-view";
import { previewFilesQuery } from "#lib/client/batch-queries";
import { useFormat } from "#lib/client/format";

/** The file itself, byte for byte as it would be uploaded, with its size and checksum. */
export function DownloadFiles({ view }: { view: DraftView }) {
  const format = useFormat();
  const { data: files, error } = useQuery({ ...previewFilesQuery(view), enabled: view.emailCount > 0 });
  const count = files?.length ?? 1;
  const numbers = Array.from({ length: count }, (_, index) => files?.[index]?.number ?? index + 1);
  if (view.emailCount === 0) return null;
  return (
    <div className="mt-6 border-t border-separator pt-5">
      <h3 className="text-sm font-semibold">The {count === 1 ? "file" : "files"}</h3>
      <p className="mt-0.5 text-sm text-muted">
        The very bytes that would be uploaded{count === 1 ? "" : `, in ${format.number(count)} parts`}.
      </p>
      <ul className="mt-3 grid gap-3">
        {numbers.map((number, index) => {
          const file = files?.[index];
          return (
            <li key={number} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <ButtonLink href={`/api/batches/${view.id}/jsonl?part=${number}`} isDownload size="sm">
                <Download aria-hidden />
                {count === 1 ? "Download JSONL" : `Download JSONL ${number} of ${count}`}
              </ButtonLink>
              <span className="numbers min-w-0 text-xs text-muted wrap-anywhere">
                {file
                  ? `${format.count(file.requests, "request")}, ${format.bytes(file.bytes)}, sha256 `
                  : error
                    ? "Size and checksum could not be read."
                    : "Measuring…"}
                {file ? <code className="font-mono">{file.sha256}</code> : null}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
