"use client";
import { Upload } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Progress } from "#components/ui/progress";
import { useFormat } from "#lib/client/format";
import { isUnfinished, totalUploads } from "#lib/client/uploads/upload";
import { useUploads } from "#lib/client/uploads/use-uploads";

/** Says on every other page that uploads go on, and leads back to them. */
export function UploadBanner() {
  const uploads = useUploads();
  const path = usePathname();
  const format = useFormat();
  const open = uploads.filter(
    (upload) => path !== `/datasets/${upload.datasetId}` && (isUnfinished(upload) || upload.state === "failed"),
  );
  const totals = totalUploads(open);
  const [first] = open;
  if (!first) return null;
  const sizes = `${format.bytes(totals.sent)} of ${format.bytes(totals.bytes)}`;
  const isPaused = open.every(({ state }) => state === "paused");
  const words = isPaused
    ? `Upload paused at ${sizes}.`
    : totals.isActive
      ? `Uploading ${format.count(totals.files, "file")}: ${sizes}. Keep this tab open.`
      : `${format.count(totals.failed, "file")} did not arrive.`;
  return (
    <div className="border-b border-border bg-surface">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm sm:px-6">
        <Upload aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="numbers min-w-0 grow basis-40">{words}</span>
        <div className="w-32">
          <Progress label="Upload" done={totals.sent} total={totals.bytes} isQuiet />
        </div>
        <Link className="text-link" href={`/datasets/${first.datasetId}`}>
          Show
        </Link>
      </div>
    </div>
  );
}
