"use client";
import { Button } from "@heroui/react/button";
import { History } from "lucide-react";
import { ChooseButtons } from "#components/datasets/choose-buttons";
import { useInterrupted } from "#lib/client/uploads/use-interrupted";

/** After a reload the browser has let go of the files; choosing the same ones again goes on where they stopped. */
export function Interrupted({ datasetId }: { datasetId: number }) {
  const { names, forget } = useInterrupted(datasetId);
  if (names.length === 0) return null;
  return (
    <section
      aria-label="Interrupted uploads"
      className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-2xl bg-warning-soft px-4 py-4 text-sm text-warning-soft-foreground sm:px-6"
    >
      <div className="flex min-w-0 flex-1 basis-64 gap-3">
        <History aria-hidden className="mt-0.5 size-4 shrink-0" />
        <p className="min-w-0 wrap-anywhere">
          <strong className="font-semibold">
            {names.length === 1 ? "An upload was" : "Uploads were"} interrupted:
          </strong>{" "}
          {names.join(", ")}. Choose or drop the same files or folder again, and it goes on where it stopped. What is
          here already is recognised and left out.
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <ChooseButtons datasetId={datasetId} isPrimary={false} />
        <Button size="sm" variant="ghost" onPress={forget}>
          Forget
        </Button>
      </div>
    </section>
  );
}
