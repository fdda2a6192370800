"use client";

import { Button } from "@heroui/react/button";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextField } from "@heroui/react/textfield";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import { useChange } from "#components/settings/use-change";
import { Choice } from "#components/ui/choice";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { Panel } from "#components/ui/panel";
import { Progress } from "#components/ui/progress";
import { showNotice } from "#components/ui/toast";
import { type Format, useFormat } from "#lib/client/format";
import { meaningQuery } from "#lib/client/summary-queries";
import type { ProviderView, SettingsView } from "#lib/settings/view";
import type { MeaningProgress } from "#lib/summaries/view";

type Props = { settings: SettingsView; actions: SettingsActions };

const LOCAL = "local";
/** Tokens of a long summary. */
const LONG_SUMMARY = 110;

/** Who makes what search by meaning compares: the model on this computer, or a provider's, after saying what that sends. */
export function MeaningSection({ settings, actions }: Props) {
  const { data: progress } = useQuery(meaningQuery());
  if (progress === undefined) return <Frame>{<p className="text-sm text-muted">Looking…</p>}</Frame>;
  if (progress === null)
    return <Frame>{<p className="text-sm text-muted">This computer cannot compare meanings.</p>}</Frame>;
  const { done, total, asks } = progress;
  return (
    <Frame>
      <div className="flex flex-col gap-5">
        {done < total ? <Progress label="Summaries ready for search by meaning" done={done} total={total} /> : null}
        <Chooser key={`${asks?.id} ${asks?.model}`} progress={progress} settings={settings} actions={actions} />
      </div>
    </Frame>
  );
}

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <Panel
      title="Search by meaning"
      description="Every summary gets a vector, a list of numbers that is near where meanings are near. One model makes them all; with another one they are made anew."
    >
      {children}
    </Panel>
  );
}

function Chooser({ progress, settings, actions }: Props & { progress: NonNullable<MeaningProgress> }) {
  const { asks } = progress;
  const change = useChange();
  const [maker, setMaker] = useState<string>(asks?.id ?? LOCAL);
  const [typed, setTyped] = useState(asks?.model ?? "");
  const [isOpen, setOpen] = useState(false);
  const providers = settings.providers.filter(({ kind }) => kind === "openai" || kind === "batches");
  const provider = providers.find(({ id }) => id === maker);
  const known = provider?.kind === "openai" ? settings.embeddingModels : [];
  const isTyped = known.length > 0 && !known.some(({ id }) => id === typed);
  const model = isTyped ? (known[0]?.id ?? "") : typed.trim();
  const isSame = maker === (asks?.id ?? LOCAL) && (!provider || model === asks?.model);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isSame && (!provider || model !== "")) setOpen(true);
  }

  async function choose() {
    const choice = provider ? { provider: provider.id, model } : null;
    const problem = await change(() => actions.chooseMeaning({ choice }));
    if (problem === undefined) showNotice("Saved. Vectors are made with this model from now on.");
    return problem;
  }

  return (
    <form onSubmit={submit} className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
      <Choice
        label="Vectors are made"
        items={[
          { id: LOCAL, name: "On this computer", note: "Free, and nothing leaves it. Knows English only." },
          ...providers.map(({ id, name, place, isReady }) => ({
            id,
            name: `By ${name}`,
            note: isReady ? `Summaries and searches are sent to ${place}` : "Needs a key first",
          })),
        ]}
        value={maker}
        onChange={setMaker}
      />
      {provider && known.length > 0 ? (
        <Choice
          label="Model for vectors"
          items={known.map(({ id }) => ({ id, name: id }))}
          value={model}
          onChange={setTyped}
        />
      ) : null}
      {provider && known.length === 0 ? (
        <TextField value={typed} onChange={setTyped}>
          <Label>Model for vectors</Label>
          <Input autoComplete="off" maxLength={200} placeholder="nomic-embed-text" />
        </TextField>
      ) : null}
      {provider ? null : <span className="max-sm:hidden" />}
      <Button
        type="submit"
        variant="secondary"
        isDisabled={isSame || (provider && (model === "" || !provider.isReady))}
      >
        Use this model
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={provider ? `Let ${provider.name} make the vectors?` : "Make the vectors on this computer?"}
        confirmLabel={provider ? `Use ${provider.name}` : "Use this computer"}
        onConfirm={choose}
      >
        <ConsequenceList provider={provider} model={model} settings={settings} total={progress.total} />
      </ConfirmDialog>
    </form>
  );
}

type ConsequenceProps = {
  provider: ProviderView | undefined;
  model: string;
  settings: SettingsView;
  total: number;
};

function ConsequenceList({ provider, model, settings, total }: ConsequenceProps) {
  const format = useFormat();
  const summaries = format.count(total, "summary", "summaries");
  const sentences = provider
    ? [
        total === 0
          ? `The text of every summary will be sent to ${provider.name} (${provider.place}), once its batch is done.`
          : `The text of your ${summaries} is sent to ${provider.name} (${provider.place}) in batches, ${costWords(settings, provider, model, total, format)}; later ones follow as their batches are done.`,
        "What you type into the search box is sent there too.",
        "Until a summary has its new vector, it is found by its words alone.",
      ]
    : [
        "Nothing is sent to a provider for search any more.",
        total === 0
          ? "Vectors are made as summaries come."
          : `The vectors of your ${summaries} are made anew here; until then they are found by their words alone.`,
      ];
  return (
    <ul className="list-disc space-y-1.5 ps-5 text-foreground">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function costWords(
  settings: SettingsView,
  provider: ProviderView,
  model: string,
  total: number,
  format: Format,
): string {
  const listed =
    provider.kind === "openai"
      ? settings.embeddingModels
      : settings.models.filter((one) => one.provider === provider.id);
  const price = listed.find(({ id }) => id === model)?.price;
  if (!price) return "at a price that is not known here, unless you give one under Models and prices";
  return `for ${format.exactMoney((total * LONG_SUMMARY * price.input) / 1_000_000)} at most`;
}
