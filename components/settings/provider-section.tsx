"use client";

import { Button } from "@heroui/react/button";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import { AllowedHosts } from "#components/settings/allowed-hosts";
import { EndpointDialog, type EndpointDraft } from "#components/settings/endpoint-dialog";
import { KeyForm } from "#components/settings/key-form";
import { ProviderRow } from "#components/settings/provider-row";
import { Panel } from "#components/ui/panel";
import type { SettingsView } from "#lib/settings/view";

type Props = { settings: SettingsView; actions: SettingsActions };

const NEW: EndpointDraft = { name: "", baseUrl: "", concurrency: 2, keyLastFour: null };

/** Who can write summaries: what ships with Mailgist, and what somebody added. */
export function ProviderSection({ settings, actions }: Props) {
  const [edited, setEdited] = useState<EndpointDraft | null>(null);
  return (
    <Panel
      title="Providers"
      description="Who writes the summaries is chosen for each batch. Nothing is ever sent by itself."
      actions={
        <Button size="sm" variant="secondary" onPress={() => setEdited(NEW)}>
          <Plus aria-hidden />
          Add a provider
        </Button>
      }
    >
      <ul className="divide-y divide-separator">
        {settings.providers.map((provider) => (
          <ProviderRow key={provider.id} provider={provider} actions={actions} onEdit={setEdited}>
            {provider.id === "openai" ? <KeyForm keyView={settings.key} actions={actions} /> : null}
          </ProviderRow>
        ))}
      </ul>
      <AllowedHosts allowed={settings.allowedHosts} actions={actions} />
      <EndpointDialog endpoint={edited} onClose={() => setEdited(null)} actions={actions} />
    </Panel>
  );
}
