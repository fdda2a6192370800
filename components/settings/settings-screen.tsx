"use client";

import { useQuery } from "@tanstack/react-query";
import { AboutSection } from "#components/settings/about-section";
import { AccountSection } from "#components/settings/account-section";
import type { SettingsActions } from "#components/settings/actions";
import { BinSection } from "#components/settings/bin-section";
import { BudgetsSection } from "#components/settings/budgets-section";
import { DefaultsSection } from "#components/settings/defaults-section";
import { MeaningSection } from "#components/settings/meaning-section";
import { ModelsSection } from "#components/settings/models-section";
import { PromptsSection } from "#components/settings/prompts-section";
import { ProviderSection } from "#components/settings/provider-section";
import { SpendSection } from "#components/settings/spend-section";
import { StorageSection } from "#components/settings/storage-section";
import { PageHeader } from "#components/ui/page-header";
import { settingsQuery } from "#lib/client/settings-queries";
import type { SettingsView } from "#lib/settings/view";

const PLACES = [
  { id: "provider", name: "Providers" },
  { id: "models", name: "Models and prices" },
  { id: "cost", name: "Cost this month" },
  { id: "defaults", name: "Defaults" },
  { id: "instructions", name: "Instructions" },
  { id: "meaning", name: "Search by meaning" },
  { id: "limits", name: "Queue limits" },
  { id: "account", name: "Provider's account" },
  { id: "storage", name: "Storage" },
  { id: "bin", name: "Bin" },
  { id: "about", name: "About" },
];

/** Everything that can be set, one section under the other, with a short way to each. */
export function SettingsScreen({ first, actions }: { first: SettingsView; actions: SettingsActions }) {
  const settings = useQuery({ ...settingsQuery(), initialData: first, staleTime: 0 }).data;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Settings"
        description="Where batches go, what they begin with, and what is kept on this computer."
      />
      <div className="grid items-start gap-6 lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-10">
        <nav aria-label="Sections" className="max-lg:hidden lg:sticky lg:top-24">
          <ul className="flex flex-col text-sm">
            {PLACES.map((place) => (
              <li key={place.id}>
                <a
                  href={`#${place.id}`}
                  className="flex min-h-9 items-center rounded-lg px-3 text-muted hover:bg-default hover:text-foreground"
                >
                  {place.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex min-w-0 flex-col gap-6">
          <Anchor id="provider">
            <ProviderSection settings={settings} actions={actions} />
          </Anchor>
          <Anchor id="models">
            <ModelsSection settings={settings} actions={actions} />
          </Anchor>
          <Anchor id="cost">
            <SpendSection ceiling={settings.ceiling} actions={actions} />
          </Anchor>
          <Anchor id="defaults">
            <DefaultsSection settings={settings} actions={actions} />
          </Anchor>
          <Anchor id="instructions">
            <PromptsSection prompts={settings.prompts} actions={actions} />
          </Anchor>
          <Anchor id="meaning">
            <MeaningSection settings={settings} actions={actions} />
          </Anchor>
          <Anchor id="limits">
            <BudgetsSection settings={settings} actions={actions} />
          </Anchor>
          <Anchor id="account">
            <AccountSection providers={settings.providers} />
          </Anchor>
          <Anchor id="storage">
            <StorageSection />
          </Anchor>
          <Anchor id="bin">
            <BinSection actions={actions} />
          </Anchor>
          <Anchor id="about">
            <AboutSection openaiHost={settings.providers.find((one) => one.id === "openai")?.place ?? ""} />
          </Anchor>
        </div>
      </div>
    </div>
  );
}

function Anchor({ id, children }: { id: string; children: React.ReactNode }) {
  return (
    <div id={id} className="scroll-mt-24">
      {children}
    </div>
  );
}
