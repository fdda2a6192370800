"use client";

import { Button } from "@heroui/react/button";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextField } from "@heroui/react/textfield";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { BudgetInput, SettingsActions } from "#components/settings/actions";
import { useChange } from "#components/settings/use-change";
import { Choice } from "#components/ui/choice";
import { Panel } from "#components/ui/panel";
import { showNotice, showProblem } from "#components/ui/toast";
import { useFormat } from "#lib/client/format";
import { budgetsQuery } from "#lib/client/settings-queries";
import { isKeptHere } from "#lib/providers/kinds";
import type { BudgetView, SettingsView } from "#lib/settings/view";

type Props = { settings: SettingsView; actions: SettingsActions };

/** How many tokens may wait at a provider at once, by model: what was learned from its refusals, or typed. */
export function BudgetsSection({ settings, actions }: Props) {
  const change = useChange();
  const { data = [] } = useQuery(budgetsQuery());
  const models = settings.models.filter((model) => !isKeptHere(model.provider));

  async function save(input: BudgetInput) {
    const problem = await change(() => actions.saveBudget(input));
    if (problem) showProblem(problem);
    else showNotice(input.tokens === null ? "Forgotten. It is learned again when the queue is full." : "Saved.");
    return problem === undefined;
  }

  return (
    <Panel
      title="Queue limits"
      description="How many input tokens a provider lets wait at once. Larger batches are cut to fit, and their parts wait their turn. Mailgist learns a limit when the provider states it; you can also type what your account's page says."
    >
      <div className="flex flex-col gap-5">
        {data.length === 0 ? (
          <p className="text-sm text-muted">No limit is known yet, which is fine: most batches never meet one.</p>
        ) : (
          <ul className="divide-y divide-separator text-sm">
            {data.map((budget) => (
              <Known key={`${budget.provider}:${budget.model}`} budget={budget} settings={settings} onForget={save} />
            ))}
          </ul>
        )}
        {models.length === 0 ? null : <TypeBudget models={models} onSave={save} />}
      </div>
    </Panel>
  );
}

type Save = (input: BudgetInput) => Promise<boolean>;

function Known({ budget, settings, onForget }: { budget: BudgetView; settings: SettingsView; onForget: Save }) {
  const format = useFormat();
  const { provider, model, tokens, source, at } = budget;
  const name = settings.providers.find((one) => one.id === provider)?.name ?? provider;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5 first:pt-0">
      <span className="min-w-0 flex-1 basis-56">
        <span className="font-medium wrap-anywhere">{model}</span>{" "}
        <span className="text-muted">
          at {name}, {source === "learned" ? `learned on ${format.date(at)}` : `typed on ${format.date(at)}`}
        </span>
      </span>
      <span className="numbers">{format.count(tokens, "token")}</span>
      <Button
        size="sm"
        variant="ghost"
        aria-label={`Forget the limit of ${model}`}
        onPress={() => onForget({ provider, model, tokens: null })}
      >
        Forget
      </Button>
    </li>
  );
}

function TypeBudget({ models, onSave }: { models: SettingsView["models"]; onSave: Save }) {
  const [chosen, setChosen] = useState(models[0]?.id ?? "");
  const [typed, setTyped] = useState("");
  const model = models.find((one) => one.id === chosen) ?? models[0];
  const tokens = Number(typed.replace(/\D/g, ""));

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!model || tokens === 0) return;
    if (await onSave({ provider: model.provider, model: model.id, tokens })) setTyped("");
  }

  return (
    <form onSubmit={save} className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
      <Choice
        label="Model"
        items={models.map(({ id }) => ({ id, name: id }))}
        value={model?.id ?? ""}
        onChange={setChosen}
      />
      <TextField value={typed} onChange={setTyped}>
        <Label>Tokens that may wait</Label>
        <Input inputMode="numeric" autoComplete="off" placeholder="2,000,000" />
      </TextField>
      <Button type="submit" variant="secondary" isDisabled={tokens === 0}>
        Save limit
      </Button>
    </form>
  );
}
