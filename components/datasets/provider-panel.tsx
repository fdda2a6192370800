"use client";
import { Label } from "@heroui/react/label";
import { Radio } from "@heroui/react/radio";
import { RadioGroup } from "@heroui/react/radio-group";
import Link from "next/link";
import type { Draft } from "#components/datasets/use-draft";
import { Choice } from "#components/ui/choice";
import { priceWords, shutdownWords } from "#components/ui/model-words";
import { Panel } from "#components/ui/panel";
import type { DraftView } from "#lib/batches/draft-view";
import { type Format, useFormat } from "#lib/client/format";
import type { ModelView, ProviderView, SettingsView } from "#lib/settings/view";

/** Where the emails go, and which model reads them there. What costs money is never chosen by itself. */
export function ProviderPanel({ draft, view, settings }: { draft: Draft; view: DraftView; settings: SettingsView }) {
  const format = useFormat();
  const models = settings.models.filter(({ provider }) => provider === view.provider);
  const known = models.some(({ id }) => id === view.model);
  const items = [
    ...models.map((model) => toItem(model, format)),
    ...(known ? [] : [{ id: view.model, name: view.model }]),
  ];
  const chosen = models.find(({ id }) => id === view.model);
  return (
    <Panel title="Where it goes" description="Who reads the emails and writes the summaries.">
      <RadioGroup
        aria-label="Provider"
        value={view.provider}
        onChange={(provider) => draft.change({ provider })}
        className="grid gap-3"
      >
        {settings.providers.map((provider) => (
          <ProviderRadio key={provider.id} provider={provider} isChosen={provider.id === view.provider} />
        ))}
      </RadioGroup>
      {settings.providers.some(({ isReady }) => !isReady) ? (
        <p className="mt-3 text-sm text-muted">
          OpenAI needs a key.{" "}
          <Link className="text-link" href="/settings">
            Add one in Settings
          </Link>
          .
        </p>
      ) : null}
      <div className="mt-5">
        <Choice label="Model" items={items} value={view.model} onChange={(model) => draft.change({ model })} />
        {chosen?.shutdownAt ? (
          <p className="mt-2 text-sm text-warning-soft-foreground">{shutdownWords(chosen, Date.now(), format)}</p>
        ) : null}
      </div>
    </Panel>
  );
}

function ProviderRadio({ provider, isChosen }: { provider: ProviderView; isChosen: boolean }) {
  return (
    <Radio
      value={provider.id}
      isDisabled={!provider.isReady && !isChosen}
      className={`rounded-xl border p-3.5 ${isChosen ? "border-accent bg-accent-soft/50" : "border-border"}`}
    >
      <Radio.Content className="flex w-full items-start gap-3">
        <Radio.Control className="mt-0.5 shrink-0">
          <Radio.Indicator />
        </Radio.Control>
        <span className="grid min-w-0">
          <Label className="font-medium">{provider.name}</Label>
          <span className="text-sm font-normal text-muted">{wordsOf(provider)}</span>
        </span>
      </Radio.Content>
    </Radio>
  );
}

function wordsOf(provider: ProviderView): string {
  if (provider.kind === "engine") return "Works on this computer, without a key. Free. Nothing is sent anywhere.";
  if (provider.kind === "openai") {
    const place = `Sends the emails to ${provider.place}. Better summaries, at half the usual price.`;
    return provider.isReady ? place : `${place} Needs a key.`;
  }
  if (provider.isLocal) return "Runs on your own computer. Free, and no email leaves it.";
  return `Sends the emails to ${provider.place}.`;
}

const toItem = (model: ModelView, format: Format) => ({
  id: model.id,
  name: model.id,
  note: model.isListed ? priceWords(model, format) : `${priceWords(model, format)}. No longer listed`,
});
