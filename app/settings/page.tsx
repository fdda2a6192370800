import type { Metadata } from "next";
import { removePromptAction, savePromptAction } from "#app/batches/actions";
import { emptyBinAction } from "#app/datasets/actions";
import * as settings from "#app/settings/actions";
import { SettingsScreen } from "#components/settings/settings-screen";
import { readEnv } from "#lib/env";
import { getSettings } from "#lib/settings/get";
import { store } from "#lib/store";

export const metadata: Metadata = { title: "Settings" };

const ACTIONS = {
  saveDefaults: settings.saveDefaultsAction,
  saveBudget: settings.saveBudgetAction,
  saveKey: settings.saveKeyAction,
  removeKey: settings.removeKeyAction,
  testConnection: settings.testConnectionAction,
  addEndpoint: settings.addEndpointAction,
  saveEndpoint: settings.saveEndpointAction,
  removeEndpoint: settings.removeEndpointAction,
  saveAllowed: settings.saveAllowedAction,
  savePrice: settings.savePriceAction,
  resetPrice: settings.resetPriceAction,
  saveCeiling: settings.saveCeilingAction,
  savePrompt: savePromptAction,
  removePrompt: removePromptAction,
  chooseMeaning: settings.chooseMeaningAction,
  emptyBin: emptyBinAction,
};

export default async function SettingsPage() {
  return <SettingsScreen first={getSettings(await store(), readEnv())} actions={ACTIONS} />;
}
