import type { Metadata } from "next";
import { removePromptAction, savePromptAction } from "#app/batches/actions";
import { emptyBinAction } from "#app/datasets/actions";
import { removeKeyAction, saveDefaultsAction, saveKeyAction, testConnectionAction } from "#app/settings/actions";
import { SettingsScreen } from "#components/settings/settings-screen";
import { readEnv } from "#lib/env";
import { getSettings } from "#lib/settings/get";
import { store } from "#lib/store";

export const metadata: Metadata = { title: "Settings" };

const ACTIONS = {
  saveDefaults: saveDefaultsAction,
  saveKey: saveKeyAction,
  removeKey: removeKeyAction,
  testConnection: testConnectionAction,
  savePrompt: savePromptAction,
  removePrompt: removePromptAction,
  emptyBin: emptyBinAction,
};

export default async function SettingsPage() {
  return <SettingsScreen first={getSettings(await store(), readEnv())} actions={ACTIONS} />;
}
