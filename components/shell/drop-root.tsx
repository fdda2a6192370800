"use client";
import { useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useDropzone } from "react-dropzone";
import { DropOverlay } from "#components/shell/drop-overlay";
import { showProblem } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";
import { useFormat } from "#lib/client/format";
import { STORED } from "#lib/client/stored";
import { type ChosenFile, nameDrop, pathOf, planUploads } from "#lib/client/uploads/plan";
import { uploadQueue, useLeaveWarning, useUploads } from "#lib/client/uploads/use-uploads";
import { isLeftover } from "#lib/leftovers";

export type CreateDataset = (input: { name: string }) => Promise<ActionResult<{ id: number }>>;
type AddFiles = (files: File[], datasetId?: number) => Promise<void>;

const DropContext = createContext<AddFiles>(async () => {});

/** Takes files from anywhere (a drop, a file dialog) and sends them; without a dataset they become a new one. */
export function useAddFiles(): AddFiles {
  return useContext(DropContext);
}

/**
 * Makes every page a place to drop files on. One drop becomes one dataset, whose page opens at once; on a dataset's own
 * page the files are added to it. Uploads go on while people walk around.
 */
export function DropRoot({ createDataset, children }: { createDataset: CreateDataset; children: ReactNode }) {
  const addFiles = useAddFilesTo(createDataset);
  const here = useDatasetHere();
  useLeaveWarning(useUploads());
  useArrivals();
  const [isOver, setOver] = useState(false);
  const { getRootProps, isDragActive } = useDropzone({
    noClick: true,
    noKeyboard: true,
    useFsAccessApi: false,
    // A drag that entered before the page listened is noticed as it moves on.
    onDragOver: () => setOver(true),
    onDragLeave: () => setOver(false),
    onDrop: (files) => {
      setOver(false);
      return addFiles(files, here ?? undefined);
    },
    onError: () => showProblem("Some of these files or folders cannot be opened. Drop the others again without them."),
  });
  return (
    <div {...getRootProps({ className: "flex min-h-dvh flex-col" })}>
      <DropContext value={addFiles}>{children}</DropContext>
      {isDragActive || isOver ? <DropOverlay isAdding={here !== null} /> : null}
    </div>
  );
}

/** The dataset whose page is open; null elsewhere. */
function useDatasetHere(): number | null {
  const match = /^\/datasets\/(\d+)/.exec(usePathname());
  return match ? Number(match[1]) : null;
}

function useAddFilesTo(createDataset: CreateDataset): AddFiles {
  const router = useRouter();
  const format = useFormat();
  // One drop at a time: a second one while the first is being named would become the same click twice.
  const isNaming = useRef(false);
  return useMemo(
    () => async (files, datasetId) => {
      const chosen = files.map((file): ChosenFile => ({ path: pathOf(file), file })).filter(keep);
      if (chosen.length === 0) {
        showProblem("Nothing to read here: this folder is empty, or its files cannot be opened.");
        return;
      }
      const units = planUploads(chosen);
      if (datasetId !== undefined) {
        uploadQueue.add(datasetId, units);
        return;
      }
      if (isNaming.current) return;
      isNaming.current = true;
      try {
        const paths = chosen.map(({ path }) => path);
        const today = new Intl.DateTimeFormat(format.locale, { day: "numeric", month: "short" }).format(new Date());
        const name = nameDrop(paths, today, (count) => format.count(count, "file"));
        const created = await createDataset({ name: name.slice(0, 200) });
        if (!created.ok) {
          showProblem(created.message);
          return;
        }
        uploadQueue.add(created.value.id, units);
        router.push(`/datasets/${created.value.id}`);
      } catch {
        showProblem("Mailgist does not answer, so nothing was uploaded. Is it still running on this computer?");
      } finally {
        isNaming.current = false;
      }
    },
    [createDataset, router, format],
  );
}

const keep = ({ path }: ChosenFile) => !isLeftover(path);

/** What has arrived shows at once, without waiting for the next look at the activity. */
function useArrivals() {
  const client = useQueryClient();
  useEffect(() => {
    uploadQueue.onArrived = () => {
      client.invalidateQueries({ queryKey: [STORED] });
      client.invalidateQueries({ queryKey: ["activity"] });
    };
    return () => {
      uploadQueue.onArrived = () => {};
    };
  }, [client]);
}
