"use client";
import { Button } from "@heroui/react/button";
import { MailPlus, Sparkles } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { ChooseButtons } from "#components/datasets/choose-buttons";
import { showProblem } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";

export type LoadSamples = (input: Record<string, never>) => Promise<ActionResult<{ id: number }>>;

type Props = {
  loadSamples: LoadSamples;
  /** Lower, for those who have been here before and come to read. */
  isCompact: boolean;
};

/** The first thing on the page: where emails come in. The whole page takes drops; this card says so. */
export function DropCard({ loadSamples, isCompact }: Props) {
  return (
    <section
      aria-label="Drop emails here"
      className={`rounded-3xl border-2 border-dashed border-field-border/70 bg-surface px-5 text-center sm:px-8 ${
        isCompact
          ? "flex flex-col items-center gap-x-8 gap-y-5 py-7 lg:flex-row lg:text-left"
          : "flex flex-col items-center gap-7 py-10 sm:py-14"
      }`}
    >
      <div className={`flex min-w-0 items-center gap-5 ${isCompact ? "flex-col sm:flex-row lg:flex-1" : "flex-col"}`}>
        <span className="grid size-14 shrink-0 place-items-center rounded-2xl bg-accent-soft text-accent-soft-foreground">
          <MailPlus aria-hidden className="size-7" strokeWidth={1.5} />
        </span>
        <div className={isCompact ? "sm:text-left" : ""}>
          <h2 className={`font-semibold ${isCompact ? "text-lg" : "text-xl sm:text-2xl"}`}>Drop emails here</h2>
          <p className={`mt-1 text-muted ${isCompact ? "text-sm" : "mx-auto max-w-lg"}`}>
            Files or whole folders, anywhere on the page. Saved emails (.eml, .msg), mailboxes (.mbox, .pst), workbooks
            and tables (.xlsx, .csv), exports (.json) and archives of these (.zip).
          </p>
        </div>
      </div>
      <div className="flex flex-wrap justify-center gap-2.5">
        <ChooseButtons />
        <SampleButton loadSamples={loadSamples} />
      </div>
      {isCompact ? null : (
        <p className="text-sm text-muted">Nothing leaves this computer until you submit a batch to a provider.</p>
      )}
    </section>
  );
}

/** Opens a dataset of sample emails; a second press while the first is under way does nothing. */
export function SampleButton({ loadSamples }: { loadSamples: LoadSamples }) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const running = useRef(false);
  const open = async () => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      const result = await loadSamples({});
      if (result.ok) router.push(`/datasets/${result.value.id}`);
      else showProblem(result.message);
    } catch {
      showProblem("The sample emails could not be opened. Is Mailgist still running on this computer?");
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return (
    <Button variant="ghost" isPending={isBusy} onPress={open}>
      <Sparkles aria-hidden />
      Try with sample emails
    </Button>
  );
}
