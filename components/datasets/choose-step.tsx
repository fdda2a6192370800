"use client";
import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { DraftStatus } from "#components/datasets/draft-status";
import { EstimatePanel } from "#components/datasets/estimate-panel";
import { FieldsPanel } from "#components/datasets/fields-panel";
import { InstructionsPanel } from "#components/datasets/instructions-panel";
import { PreviewPanel } from "#components/datasets/preview-panel";
import { ProviderPanel } from "#components/datasets/provider-panel";
import { StepBar } from "#components/datasets/step-bar";
import { StepSkeleton } from "#components/datasets/step-skeleton";
import { TrialsPanel } from "#components/datasets/trials-panel";
import type { Draft } from "#components/datasets/use-draft";
import { ErrorState } from "#components/ui/error-state";
import { settingsQuery } from "#lib/client/settings-queries";
import { problemOf } from "#lib/prompts/form";

/** What to write, where it goes, what exactly would be sent, and what it would cost. Saved as it is changed. */
export function ChooseStep({ draft, onContinue }: { draft: Draft; onContinue: () => void }) {
  const settings = useQuery(settingsQuery());
  const failure = settings.error?.message ?? (draft.draft ? null : draft.problem);
  if (failure && !(settings.data && draft.draft)) {
    const retry = () => {
      settings.refetch();
      draft.reopen();
    };
    return (
      <div className="panel">
        <ErrorState title="This step could not be opened" onRetry={retry}>
          {failure} Your emails are safe.
        </ErrorState>
      </div>
    );
  }
  if (!settings.data || !draft.draft) return <StepSkeleton />;
  const view = draft.draft;
  const isReady = settings.data.providers.find(({ id }) => id === view.provider)?.isReady ?? false;
  const isWhole = draft.instructions.trim() !== "" && (view.recipe === "classic" || problemOf(draft.form) === null);
  const goOn = async () => {
    await draft.flush();
    onContinue();
  };
  return (
    <div className="flex flex-col gap-6">
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <InstructionsPanel draft={draft} view={view} prompts={settings.data.prompts} />
          <FieldsPanel draft={draft} view={view} />
        </div>
        <div className="grid gap-6">
          <ProviderPanel draft={draft} view={view} settings={settings.data} />
          <EstimatePanel view={view} />
        </div>
      </div>
      <TrialsPanel draft={draft} view={view} isReady={isReady} />
      <PreviewPanel view={view} />
      <StepBar
        words={isReady ? <DraftStatus draft={draft} /> : `${view.providerName} needs a key before emails can go there.`}
      >
        <Button isDisabled={!isReady || view.emailCount === 0 || !isWhole} onPress={goOn}>
          Continue
          <ArrowRight aria-hidden />
        </Button>
      </StepBar>
    </div>
  );
}
