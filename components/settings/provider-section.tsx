"use client";

import { Button } from "@heroui/react/button";
import { Cloud, Laptop, PlugZap } from "lucide-react";
import { useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import { KeyForm } from "#components/settings/key-form";
import { Panel } from "#components/ui/panel";
import { StatusBadge } from "#components/ui/status-badge";
import type { ProviderView, SettingsView } from "#lib/settings/view";

type Props = { settings: SettingsView; actions: SettingsActions };

/** Who can write summaries, with the key for the one that needs it. */
export function ProviderSection({ settings, actions }: Props) {
  return (
    <Panel
      title="Provider and key"
      description="Who writes the summaries is chosen for each batch. Nothing is ever sent by itself."
    >
      <ul className="divide-y divide-separator">
        {settings.providers.map((provider) => (
          <ProviderRow key={provider.id} provider={provider} />
        ))}
      </ul>
      <div className="mt-5 flex flex-col gap-5 border-t border-separator pt-5">
        <KeyForm keyView={settings.key} actions={actions} />
        <ConnectionTest key={settings.key.lastFour} providers={settings.providers} actions={actions} />
      </div>
    </Panel>
  );
}

function ProviderRow({ provider }: { provider: ProviderView }) {
  const isEngine = provider.id === "engine";
  const Icon = isEngine ? Laptop : Cloud;
  return (
    <li className="flex items-start gap-3 py-3 first:pt-0 last:pb-0">
      <Icon aria-hidden className="mt-1 size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{provider.name}</p>
        <p className="text-sm text-muted">
          {isEngine
            ? "Runs on this computer, offline and free. It picks the sentences that matter; no email leaves the machine."
            : `Emails of the batches you send there go to ${provider.place}. It charges half the usual price and answers within 24 hours.`}
        </p>
      </div>
      <StatusBadge tone={provider.isReady ? "good" : "neutral"} label={provider.isReady ? "Ready" : "Needs a key"} />
    </li>
  );
}

type Result = { isGood: boolean; message: string };

/** Asks the provider whether it answers. Without a key that is the engine, which then is the one in use. */
function ConnectionTest({ providers, actions }: { providers: ProviderView[]; actions: SettingsActions }) {
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const asked = providers.find((one) => one.id === "openai" && one.isReady) ?? providers[0];
  if (!asked) return null;

  async function test(provider: ProviderView) {
    setBusy(true);
    setResult(null);
    const answer = await actions.testConnection({ provider: provider.id }).catch(() => null);
    setBusy(false);
    if (answer === null) setResult({ isGood: false, message: "Mailgist did not answer. Please try again." });
    else setResult({ isGood: answer.ok, message: answer.ok ? answer.value.message : answer.message });
  }

  return (
    <div className="flex flex-col items-start gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button variant="outline" isPending={isBusy} onPress={() => test(asked)}>
          <PlugZap aria-hidden />
          Test connection
        </Button>
        <span className="text-sm text-muted">
          {asked.id === "openai"
            ? `Asks ${asked.place}. It sends no email and costs nothing.`
            : `Asks the ${asked.name.toLowerCase()}. OpenAI needs a key first.`}
        </span>
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
