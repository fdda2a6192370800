"use client";
import { Button } from "@heroui/react/button";
import { MailPlus, Sparkles } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { ChooseButtons } from "#components/datasets/choose-buttons";
import { showProblem } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";

export type LoadSamples = (input: Record<string, never>) => Promise<ActionResult<{ id: number }>>;

/** The first thing on the page: where emails come in. The whole page takes drops; this card says so. */
export function DropCard({ loadSamples }: { loadSamples: LoadSamples }) {
  return (
    <section
      aria-label="Drop emails here"
      className="rounded-3xl border-2 border-dashed border-field-border bg-surface px-5 py-10 text-center sm:py-14"
    >
      <span className="mx-auto mb-5 grid size-14 place-items-center rounded-2xl bg-accent-soft text-accent-soft-foreground">
        <MailPlus aria-hidden className="size-7" strokeWidth={1.5} />
      </span>
      <h2 className="text-xl font-semibold sm:text-2xl">Drop emails here</h2>
      <p className="mx-auto mt-2 max-w-lg text-muted">
        Files or whole folders, anywhere on the page. Saved emails (.eml), mailboxes (.mbox), spreadsheets (.csv) and
        exports (.json, .jsonl).
      </p>
      <div className="mt-7 flex flex-wrap justify-center gap-2.5">
        <ChooseButtons />
      </div>
      <div className="mt-4">
        <SampleButton loadSamples={loadSamples} />
      </div>
      <p className="mt-6 text-sm text-muted">Nothing leaves this computer until you submit a batch to a provider.</p>
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
