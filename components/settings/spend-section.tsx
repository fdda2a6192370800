"use client";

import { Button } from "@heroui/react/button";
import { Description } from "@heroui/react/description";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextField } from "@heroui/react/textfield";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import { useChange } from "#components/settings/use-change";
import { ErrorState } from "#components/ui/error-state";
import { FormProblem } from "#components/ui/form-problem";
import { Panel } from "#components/ui/panel";
import { showNotice } from "#components/ui/toast";
import type { SpendView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";
import { spendQuery } from "#lib/client/settings-queries";

type Props = { ceiling: number | null; actions: SettingsActions };

/** What this month costs so far, and the most it may cost. */
export function SpendSection({ ceiling, actions }: Props) {
  const { data, error, refetch } = useQuery(spendQuery());
  return (
    <Panel
      title="Cost this month"
      description="Computed from the tokens providers counted and the prices below. The provider's bill counts, not this."
    >
      {error && !data ? (
        <ErrorState title="The cost could not be added up" onRetry={() => refetch()}>
          {error.message}
        </ErrorState>
      ) : null}
      {data ? <Sum spend={data} ceiling={ceiling} /> : null}
      {!data && !error ? <p className="text-sm text-muted">Adding up…</p> : null}
      <CeilingForm key={ceiling} ceiling={ceiling} actions={actions} />
    </Panel>
  );
}

function Sum({ spend, ceiling }: { spend: SpendView; ceiling: number | null }) {
  const format = useFormat();
  const notes = [
    spend.awaited > 0 ? `Of it ${format.exactMoney(spend.awaited)} at most for what still runs.` : "",
    spend.trials > 0 ? `Of it ${format.exactMoney(spend.trials)} for emails that were tried live.` : "",
    spend.unpriced.length > 0 ? `Not in it, since the price is not known: ${spend.unpriced.join(", ")}.` : "",
  ].filter(Boolean);
  const share = ceiling === null ? 0 : Math.min(1, spend.total / ceiling);
  return (
    <div className="flex flex-col gap-2">
      <p className="numbers text-lg font-semibold">
        {format.month(spend.monthStart)}: {format.exactMoney(spend.total)}
        {ceiling === null ? "" : <span className="font-normal text-muted"> of {format.exactMoney(ceiling)}</span>}
      </p>
      {ceiling === null ? null : (
        <div aria-hidden className="h-1.5 max-w-md overflow-hidden rounded-full bg-default">
          <div
            className={`h-full rounded-full ${share >= 0.9 ? "bg-warning" : "bg-accent"}`}
            style={{ width: `${share * 100}%` }}
          />
        </div>
      )}
      {notes.map((note) => (
        <p key={note} className="text-sm text-muted">
          {note}
        </p>
      ))}
    </div>
  );
}

function CeilingForm({ ceiling, actions }: Props) {
  const change = useChange();
  const [typed, setTyped] = useState(ceiling === null ? "" : String(ceiling));
  const [problem, setProblem] = useState<string | null>(null);

  async function save(dollars: number | null) {
    const sentence = await change(() => actions.saveCeiling({ dollars }));
    setProblem(sentence ?? null);
    if (!sentence) showNotice(dollars === null ? "There is no ceiling any more." : "The ceiling is set.");
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    const dollars = Number(typed.replace(",", "."));
    if (typed.trim() === "" || Number.isNaN(dollars)) setProblem("Type a number of dollars, such as 20.");
    else save(dollars);
  }

  return (
    <form onSubmit={submit} className="mt-5 flex flex-col gap-2 border-t border-separator pt-5">
      <TextField
        value={typed}
        onChange={setTyped}
        inputMode="decimal"
        maxLength={12}
        isInvalid={problem !== null}
        validationBehavior="aria"
      >
        <Label>Ceiling a month, in US dollars</Label>
        <div className="flex flex-wrap gap-2">
          <Input className="min-w-0 max-w-36" placeholder="No ceiling" />
          <Button type="submit" variant="outline" isDisabled={typed.trim() === ""}>
            Set ceiling
          </Button>
          {ceiling === null ? null : (
            <Button variant="ghost" onPress={() => save(null)}>
              Remove ceiling
            </Button>
          )}
        </div>
        <Description>
          A batch or retry that would bring the month over it is not sent. What still runs counts with the most it may
          cost.
        </Description>
      </TextField>
      <FormProblem problem={problem} />
    </form>
  );
}
