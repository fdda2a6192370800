"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { RetryWish } from "#components/batches/actions";
import { type RetryTarget, retryLimits, retryModels } from "#components/batches/retry-choices";
import type { BatchWork } from "#components/batches/use-batch-work";
import { costWords } from "#components/datasets/estimate-words";
import { Choice } from "#components/ui/choice";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import type { BatchView, RetryEstimate } from "#lib/batches/view";
import { retryQuery } from "#lib/client/batch-queries";
import { type Format, useFormat } from "#lib/client/format";
import { settingsQuery } from "#lib/client/settings-queries";

type Props = {
  batch: BatchView;
  target: RetryTarget;
  work: BatchWork;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Asks how emails are to be tried again, and says what that sends where and costs, before anything goes out. */
export function RetryDialog(props: Props) {
  // Chosen anew each time it opens.
  return props.isOpen ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ batch, target, work, isOpen, onOpenChange }: Props) {
  const format = useFormat();
  const settings = useQuery(settingsQuery()).data;
  const { items, usual } = useMemo(
    () => retryModels(settings, batch, target, format),
    [settings, batch, target, format],
  );
  const limits = retryLimits(target, format);
  const [chosenModel, setModel] = useState<string | null>(null);
  const [limit, setLimit] = useState(limits?.usual ?? "");
  const model = items.find((item) => item.id === (chosenModel ?? usual)) ?? items[0];

  const wish: RetryWish = {
    ...(target.cause === null ? {} : { cause: target.cause }),
    ...(model ? { provider: model.provider, model: model.model } : {}),
    ...sentLimits(target),
    ...(limits && limit ? { [limits.key]: Number(limit) } : {}),
  };
  const estimate = useQuery(retryQuery(batch.id, wish));
  const isHere = model?.provider === "engine";
  const place = model?.providerName ?? batch.providerName;
  const emails = format.count(target.ready, "email");
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={isHere ? `Summarise ${emails} again on this computer?` : `Send ${emails} to ${place} again?`}
      confirmLabel={isHere ? `Try ${format.number(target.ready)} again` : `Send ${format.number(target.ready)} again`}
      onConfirm={() => work.retry(batch, wish)}
    >
      <div className="flex flex-col gap-4 text-foreground">
        {limits ? <Choice label={limits.label} items={limits.items} value={limit} onChange={setLimit} /> : null}
        {limits?.key === "longestText" ? (
          <CutWords estimate={estimate.data} count={target.ready} format={format} />
        ) : null}
        {items.length > 1 && model ? <Choice label="Model" items={items} value={model.id} onChange={setModel} /> : null}
        <p aria-live="polite">
          Cost: <strong className="font-semibold">{isHere ? "free" : costOf(estimate.data, format)}</strong>
        </p>
        {target.resets ? (
          <p className="text-sm text-muted">
            Some of these were tried with shorter texts, longer answers or another model before. All go as the batch
            went first; to keep what was set, use the button of each reason instead.
          </p>
        ) : null}
        <p className="text-sm text-muted">
          The instructions stay the same. Summaries that are there are neither sent nor paid again.
        </p>
      </div>
    </ConfirmDialog>
  );
}

/** What an earlier retry set stays set. */
export function sentLimits({ sent }: Pick<RetryTarget, "sent">): Pick<RetryWish, "longestText" | "answerTokens"> {
  return {
    ...(sent?.longestText ? { longestText: sent.longestText } : {}),
    ...(sent?.answerTokens ? { answerTokens: sent.answerTokens } : {}),
  };
}

function costOf(estimate: RetryEstimate | undefined, format: Format): string {
  if (!estimate) return "counting…";
  const words = costWords(estimate, format);
  return estimate.cost === null ? "not known here" : `about ${words}`.replace("about less", "less");
}

/** What shortening cuts, said before it happens. */
function CutWords({ estimate, count, format }: { estimate: RetryEstimate | undefined; count: number; format: Format }) {
  const cut = estimate ? Math.round((estimate.cut / Math.max(1, estimate.sampled)) * count) : null;
  return (
    <p className="text-sm text-muted">
      Only the newest text of each email is sent, without quoted history.{" "}
      {cut === null
        ? "Longer ones lose their end."
        : cut === 0
          ? "None is longer than that."
          : `${format.number(cut)} of ${format.number(count)} ${cut === 1 ? "is" : "are"} longer and ${cut === 1 ? "loses its" : "lose their"} end.`}{" "}
      The emails here stay whole.
    </p>
  );
}
