"use client";

import { Button } from "@heroui/react/button";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import { PriceDialog, type PriceDraft } from "#components/settings/price-dialog";
import { useChange } from "#components/settings/use-change";
import { Choice } from "#components/ui/choice";
import { priceWords, shutdownWords } from "#components/ui/model-words";
import { Panel } from "#components/ui/panel";
import { Time } from "#components/ui/time";
import { showProblem } from "#components/ui/toast";
import { type Format, useFormat } from "#lib/client/format";
import type { ProviderId } from "#lib/providers/kinds";
import type { ModelView, SettingsView } from "#lib/settings/view";

type Props = { settings: SettingsView; actions: SettingsActions };

/** The models of one provider: what each costs, and until when it is there. */
export function ModelsSection({ settings, actions }: Props) {
  const others = settings.providers.filter(({ id }) => id !== "engine");
  const [chosen, setChosen] = useState<ProviderId>("openai");
  const [edited, setEdited] = useState<PriceDraft | null>(null);
  const provider = others.find(({ id }) => id === chosen) ?? others[0];
  if (!provider) return null;
  const models = settings.models.filter((model) => model.provider === provider.id);
  return (
    <Panel
      title="Models and prices"
      description="Prices are US dollars per million tokens, as they are charged there. You can correct each."
    >
      <div className="flex flex-wrap items-end gap-3">
        <Choice
          label="Provider"
          items={others.map(({ id, name }) => ({ id, name }))}
          value={provider.id}
          onChange={(id) => setChosen(id as ProviderId)}
          className="basis-64"
        />
        <Refresh provider={provider} listedAt={settings.modelsListedAt[provider.id]} actions={actions} />
      </div>
      {models.length === 0 ? (
        <p className="mt-4 text-sm text-muted">{provider.name} has listed no model. Press “Refresh” to ask it.</p>
      ) : (
        <ul className="mt-4 divide-y divide-separator border-t border-separator">
          {models.map((model) => (
            <ModelRow
              key={model.id}
              model={model}
              isDefault={settings.defaultModel[provider.id] === model.id}
              onEdit={setEdited}
            />
          ))}
        </ul>
      )}
      <PriceDialog price={edited} onClose={() => setEdited(null)} actions={actions} />
    </Panel>
  );
}

type RefreshProps = {
  provider: SettingsView["providers"][number];
  listedAt: number | undefined;
  actions: SettingsActions;
};

function Refresh({ provider, listedAt, actions }: RefreshProps) {
  const change = useChange();
  const [isBusy, setBusy] = useState(false);
  async function refresh() {
    setBusy(true);
    const problem = await change(() => actions.testConnection({ provider: provider.id }));
    setBusy(false);
    if (problem) showProblem(problem);
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button variant="outline" isPending={isBusy} isDisabled={!provider.isReady} onPress={refresh}>
        <RefreshCw aria-hidden />
        Refresh
      </Button>
      <span className="text-sm text-muted">
        {listedAt === undefined ? (
          "Never asked yet"
        ) : (
          <>
            Listed <Time at={listedAt} show="dateTime" />
          </>
        )}
      </span>
    </div>
  );
}

type RowProps = { model: ModelView; isDefault: boolean; onEdit: (price: PriceDraft) => void };

function ModelRow({ model, isDefault, onEdit }: RowProps) {
  const format = useFormat();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium wrap-anywhere">
          {model.id}
          {isDefault ? <span className="ml-2 text-sm font-normal text-muted">default</span> : null}
        </p>
        <p className="numbers text-sm text-muted">{describe(model, format)}</p>
        {model.shutdownAt === null ? null : (
          <p className="text-sm text-warning-soft-foreground">{shutdownWords(model, Date.now(), format)}</p>
        )}
        {model.isListed ? null : (
          <p className="text-sm text-warning-soft-foreground">No longer listed by the provider.</p>
        )}
      </div>
      <Button
        size="sm"
        variant="ghost"
        aria-label={`Change price of ${model.id}`}
        onPress={() =>
          onEdit({ provider: model.provider, model: model.id, price: model.price, isOwn: model.ownSince !== null })
        }
      >
        {model.price === null ? "Give a price" : "Change price"}
      </Button>
    </li>
  );
}

function describe(model: ModelView, format: Format): string {
  const own = model.ownSince === null ? "" : `. Your own price since ${format.date(model.ownSince)}`;
  return `${priceWords(model, format)}${own}`;
}
