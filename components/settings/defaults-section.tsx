"use client";

import { TriangleAlert } from "lucide-react";
import type { DefaultsInput, SettingsActions } from "#components/settings/actions";
import { useChange } from "#components/settings/use-change";
import { Choice, type ChoiceItem } from "#components/ui/choice";
import { priceWords, shutdownWords } from "#components/ui/model-words";
import { Panel } from "#components/ui/panel";
import { showNotice, showProblem } from "#components/ui/toast";
import { type Format, useFormat } from "#lib/client/format";
import type { ProviderId } from "#lib/providers/kinds";
import type { ModelView, SettingsView } from "#lib/settings/view";

type Props = { settings: SettingsView; actions: SettingsActions };

/** What a new batch begins with. Each choice is saved at once; batches already made keep theirs. */
export function DefaultsSection({ settings, actions }: Props) {
  const format = useFormat();
  const change = useChange();

  async function save(input: DefaultsInput) {
    const problem = await change(() => actions.saveDefaults(input));
    if (problem) showProblem(problem);
    else showNotice("Saved. New batches begin with this.");
  }

  return (
    <Panel title="Defaults" description="What a new batch begins with. You can choose otherwise for each one.">
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice
          label="Provider"
          items={settings.providers.map(({ id, name, isReady }) => ({
            id,
            name,
            note: isReady ? undefined : "Needs a key first",
          }))}
          value={settings.defaultProvider}
          onChange={(id) => save({ provider: id as ProviderId })}
        />
        <Choice
          label="Instructions"
          items={settings.prompts.map(({ id, name }) => ({ id, name }))}
          value={settings.defaultPrompt}
          onChange={(promptId) => save({ promptId })}
        />
        {settings.providers
          .filter(({ id }) => id !== "engine")
          .map(({ id, name }) => (
            <Choice
              key={id}
              label={`Model for ${name}`}
              items={modelItems(settings, id, format)}
              value={settings.defaultModel[id] ?? ""}
              onChange={(model) => save({ models: { [id]: model } })}
            />
          ))}
      </div>
      <SwitchOff settings={settings} />
    </Panel>
  );
}

function modelItems(settings: SettingsView, provider: ProviderId, format: Format): ChoiceItem[] {
  const items = settings.models
    .filter((model) => model.provider === provider)
    .map((model) => ({ id: model.id, name: model.id, note: noteOf(model, format) }));
  const chosen = settings.defaultModel[provider] ?? "";
  if (chosen === "" || items.some((item) => item.id === chosen)) return items;
  return [{ id: chosen, name: chosen, note: "Not listed by the account any more" }, ...items];
}

function noteOf(model: ModelView, format: Format): string {
  const end = shutdownWords(model, Date.now(), format);
  const gone = model.isListed ? "" : "No longer listed";
  return [priceWords(model, format), gone, end].filter(Boolean).join(". ");
}

function SwitchOff({ settings }: { settings: SettingsView }) {
  const format = useFormat();
  const ending = settings.models.filter(
    (model) => model.shutdownAt !== null && settings.defaultModel[model.provider] === model.id,
  );
  return ending.map((model) => (
    <p
      key={model.id}
      className="mt-4 flex items-start gap-2 rounded-lg bg-warning-soft px-3 py-2 text-sm text-warning-soft-foreground"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {shutdownWords(model, Date.now(), format)} Batches with it fail from then on.
    </p>
  ));
}
