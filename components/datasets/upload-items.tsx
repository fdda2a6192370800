"use client";
import { Button } from "@heroui/react/button";
import { Pause, Play, RotateCw, Upload as UploadIcon, X } from "lucide-react";
import { Progress } from "#components/ui/progress";
import { type Format, useFormat } from "#lib/client/format";
import type { Upload } from "#lib/client/uploads/upload";
import { uploadQueue } from "#lib/client/uploads/use-uploads";

/** Up to so many files of a bundle are named one by one. */
const NAMED = 20;

/** What is on its way to Mailgist, each with its progress, pause, cancel and retry. */
export function UploadItems({ uploads }: { uploads: Upload[] }) {
  const failed = uploads.filter(({ state }) => state === "failed");
  const retryAll = () => {
    for (const { id } of failed) uploadQueue.resume(id);
  };
  return (
    <>
      <ul aria-label="Uploads" className="max-h-[50dvh] overflow-y-auto border-t border-separator">
        {uploads.map((upload) => (
          <UploadItem key={upload.id} upload={upload} />
        ))}
      </ul>
      {failed.length > 1 ? (
        <div className="border-t border-separator px-4 py-2 sm:px-6">
          <Button size="sm" variant="secondary" onPress={retryAll}>
            <RotateCw aria-hidden />
            Try all again
          </Button>
        </div>
      ) : null}
    </>
  );
}

function UploadItem({ upload }: { upload: Upload }) {
  const format = useFormat();
  const name = nameOf(upload, format);
  const names = upload.path === null && upload.files.length <= NAMED ? upload.files : [];
  return (
    <li className="flex items-start gap-3 border-b border-separator px-4 py-2.5 text-sm last:border-b-0 sm:px-6">
      <UploadIcon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 wrap-anywhere">{name}</span>
          <span className="numbers text-muted">{stateWords(upload, format)}</span>
        </div>
        <div className="mt-1.5">
          <Progress
            label={`Uploading ${name}`}
            done={upload.sent}
            total={upload.bytes}
            text={`${format.bytes(upload.sent)} of ${format.bytes(upload.bytes)}`}
            tone={upload.state === "failed" ? "bad" : upload.state === "paused" ? "neutral" : "busy"}
            isQuiet
          />
        </div>
        {names.length > 0 ? <BundleNames upload={upload} /> : null}
        {upload.problem ? (
          <p role="alert" className="mt-1 text-danger-soft-foreground">
            {upload.problem}
          </p>
        ) : null}
      </div>
      <UploadButtons upload={upload} name={name} />
    </li>
  );
}

/** The files of a small bundle; they travel one after another, so each one's share is known. */
function BundleNames({ upload }: { upload: Upload }) {
  const format = useFormat();
  let before = 0;
  return (
    <ul className="numbers mt-2 grid gap-x-6 gap-y-0.5 text-xs text-muted sm:grid-cols-2">
      {upload.files.map(({ path, size }) => {
        const sent = Math.max(0, Math.min(size, upload.sent - before));
        before += size;
        return (
          <li key={path} className="flex justify-between gap-3">
            <span className="truncate">{path}</span>
            <span className="shrink-0">
              {sent === size ? format.bytes(size) : `${format.bytes(sent)} of ${format.bytes(size)}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function UploadButtons({ upload, name }: { upload: Upload; name: string }) {
  const { id, state } = upload;
  return (
    <div className="flex shrink-0 items-center">
      {state === "sending" || state === "waiting" ? (
        <Button aria-label={`Pause ${name}`} isIconOnly size="sm" variant="ghost" onPress={() => uploadQueue.pause(id)}>
          <Pause aria-hidden />
        </Button>
      ) : null}
      {state === "paused" ? (
        <Button
          aria-label={`Go on with ${name}`}
          isIconOnly
          size="sm"
          variant="ghost"
          onPress={() => uploadQueue.resume(id)}
        >
          <Play aria-hidden />
        </Button>
      ) : null}
      {state === "failed" ? (
        <Button aria-label={`Try ${name} again`} size="sm" variant="secondary" onPress={() => uploadQueue.resume(id)}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      ) : null}
      <Button aria-label={`Cancel ${name}`} isIconOnly size="sm" variant="ghost" onPress={() => uploadQueue.cancel(id)}>
        <X aria-hidden />
      </Button>
    </div>
  );
}

function nameOf(upload: Upload, format: Format): string {
  return upload.path ?? format.count(upload.files.length, "small file");
}

function stateWords(upload: Upload, format: Format): string {
  const sizes = `${format.bytes(upload.sent)} of ${format.bytes(upload.bytes)}`;
  if (upload.state === "waiting") return `Waiting · ${format.bytes(upload.bytes)}`;
  if (upload.state === "paused") return `Paused · ${sizes}`;
  if (upload.state === "failed") return `Stopped · ${sizes}`;
  return `Uploading · ${sizes}`;
}
