"use client";

import { Button } from "@heroui/react/button";
import { Cloud, Laptop, PlugZap, Server } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import type { EndpointDraft } from "#components/settings/endpoint-dialog";
import { useChange } from "#components/settings/use-change";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { StatusBadge } from "#components/ui/status-badge";
import { showNotice } from "#components/ui/toast";
import type { ProviderId } from "#lib/providers/kinds";
import type { ProviderView } from "#lib/settings/view";

type Props = {
  provider: ProviderView;
  actions: SettingsActions;
  onEdit: (endpoint: EndpointDraft) => void;
  /** What else belongs to it: its key. */
  children?: ReactNode;
};

/** One provider: what it is, whether it answers, and what can be done with it. */
export function ProviderRow({ provider, actions, onEdit, children }: Props) {
  const { id, name, endpoint } = provider;
  const Icon = provider.kind === "engine" ? Laptop : provider.isLocal ? Server : Cloud;
  return (
    <li className="flex flex-col gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Icon aria-hidden className="mt-1 size-4 shrink-0 text-muted" />
        <div className="min-w-0 flex-1 basis-52">
          <p className="font-medium wrap-anywhere">{name}</p>
          <p className="text-sm text-muted wrap-anywhere">{wordsOf(provider)}</p>
        </div>
        <StatusBadge tone={provider.isReady ? "good" : "neutral"} label={provider.isReady ? "Ready" : "Needs a key"} />
      </div>
      <div className="flex flex-col gap-4 sm:pl-7">
        {children}
        <ConnectionTest key={`${endpoint?.baseUrl} ${endpoint?.keyLastFour}`} provider={provider} actions={actions}>
          {endpoint ? (
            <>
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Edit ${name}`}
                onPress={() => onEdit({ id, name, ...endpoint })}
              >
                Edit
              </Button>
              <RemoveButton provider={provider} actions={actions} />
            </>
          ) : null}
        </ConnectionTest>
      </div>
    </li>
  );
}

function wordsOf({ kind, isLocal, place, endpoint }: ProviderView): string {
  if (kind === "engine")
    return "Runs on this computer, offline and free. It picks the sentences that matter; no email leaves the machine.";
  if (kind === "openai")
    return `Emails of the batches you send there go to ${place}. It charges half the usual price and answers within 24 hours.`;
  if (kind === "batches")
    return `Emails of the batches you send there go to ${endpoint?.baseUrl}. It takes whole batches.`;
  const pace = endpoint?.concurrency === 1 ? "one at a time" : `${endpoint?.concurrency} at a time`;
  return isLocal
    ? `Runs on your own computer at ${endpoint?.baseUrl}; no email leaves it. Asked email by email, ${pace}.`
    : `Emails of the batches you send there go to ${endpoint?.baseUrl}. Asked email by email, ${pace}.`;
}

type Result = { isGood: boolean; message: string };

function ConnectionTest({ provider, actions, children }: Pick<Props, "provider" | "actions" | "children">) {
  const change = useChange();
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);

  async function test() {
    setBusy(true);
    setResult(null);
    let message = "";
    const problem = await change(async () => {
      const answer = await actions.testConnection({ provider: provider.id });
      if (answer.ok) message = answer.value.message;
      return answer;
    });
    setBusy(false);
    setResult({ isGood: problem === undefined, message: problem ?? message });
  }

  return (
    <div className="flex flex-col items-start gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          variant="outline"
          aria-label={`Test connection to ${provider.name}`}
          isPending={isBusy}
          isDisabled={!provider.isReady}
          onPress={test}
        >
          <PlugZap aria-hidden />
          Test connection
        </Button>
        {children}
      </div>
      <div aria-live="polite" className="min-w-0 empty:hidden">
        {result ? (
          <p
            className={`rounded-lg px-3 py-2 text-sm wrap-anywhere ${result.isGood ? "bg-success-soft text-success-soft-foreground" : "bg-danger-soft text-danger-soft-foreground"}`}
          >
            {result.message}
          </p>
        ) : null}
      </div>
    </div>
  );
}

function RemoveButton({ provider, actions }: Pick<Props, "provider" | "actions">) {
  const change = useChange();
  const [isOpen, setOpen] = useState(false);
  const { runningBatches: running = 0, toDelete = 0 } = provider.endpoint ?? {};
  const remove = async (id: ProviderId) => {
    const problem = await change(() => actions.removeEndpoint({ provider: id }));
    if (!problem) showNotice(`${provider.name} was removed. Its summaries stay.`);
    return problem;
  };
  return (
    <>
      <Button size="sm" variant="ghost" aria-label={`Remove ${provider.name}`} onPress={() => setOpen(true)}>
        Remove
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Remove ${provider.name}?`}
        confirmLabel="Remove provider"
        isDanger
        onConfirm={() => remove(provider.id)}
      >
        <p>
          {running > 0
            ? `${running === 1 ? "1 batch is" : `${running} batches are`} still running there. Without the provider nobody could collect the results, so stop ${running === 1 ? "it" : "them"} or wait until then.`
            : `Its summaries stay, under its name. Drafts that were to go there go to the built-in engine instead. ${forgetWords(toDelete)}`}
        </p>
      </ConfirmDialog>
    </>
  );
}

/** What becomes of the key: files at the provider cannot be deleted without it. */
function forgetWords(toDelete: number): string {
  if (toDelete === 0) return "Its key is forgotten.";
  const files = toDelete === 1 ? "1 file is" : `${toDelete} files are`;
  return `${files} still to be deleted there: until then Mailgist keeps the key, and forgets it after.`;
}
