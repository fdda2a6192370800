"use client";
import { Button } from "@heroui/react/button";
import { useState } from "react";
import { ChooseButtons } from "#components/datasets/choose-buttons";
import { FileItem } from "#components/datasets/file-item";
import { UploadItems } from "#components/datasets/upload-items";
import { Panel } from "#components/ui/panel";
import { useFormat } from "#lib/client/format";
import type { Upload } from "#lib/client/uploads/upload";
import type { DatasetView } from "#lib/datasets/view";

const SHOWN = 3;

/** The files of a dataset: on their way, being read, and read. Those at work and those with problems come first. */
export function FilesPanel({ dataset, uploads }: { dataset: DatasetView; uploads: Upload[] }) {
  const format = useFormat();
  const [showsAll, setShowsAll] = useState(false);
  // A button in the place of a single file would save nothing.
  const isLong = dataset.files.length > SHOWN + 1;
  const files = showsAll || !isLong ? dataset.files : dataset.files.slice(0, SHOWN);
  const open = uploads.filter(({ state }) => state !== "done" && state !== "cancelled");
  return (
    <Panel
      title="Files"
      description={`${format.count(dataset.fileCount, "file")}, ${format.bytes(dataset.bytes)}. Drop more anywhere on this page.`}
      actions={<ChooseButtons datasetId={dataset.id} isPrimary={false} />}
      isFlush
    >
      {open.length > 0 ? <UploadItems uploads={open} /> : null}
      <ul className={`border-t border-separator empty:hidden ${showsAll ? "max-h-[60dvh] overflow-y-auto" : ""}`}>
        {files.map((file) => (
          <FileItem key={file.id} file={file} />
        ))}
      </ul>
      {isLong ? (
        <div className="border-t border-separator px-2 py-2 sm:px-4">
          <Button size="sm" variant="ghost" aria-expanded={showsAll} onPress={() => setShowsAll(!showsAll)}>
            {showsAll ? "Show fewer" : moreWords(dataset, format.number)}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

function moreWords(dataset: DatasetView, number: (value: number) => string): string {
  const listed = dataset.files.length;
  return dataset.fileCount > listed
    ? `Show ${number(listed)} of ${number(dataset.fileCount)}`
    : `Show all ${number(listed)}`;
}
