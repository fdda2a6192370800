import { queryOptions } from "@tanstack/react-query";
import type { SpendView } from "#lib/batches/view";
import { readJson, withQuery } from "#lib/client/read";
import { STORED } from "#lib/client/stored";
import type { ProviderId } from "#lib/providers/kinds";
import type { AccountBatch, BudgetView, SettingsView, StorageView } from "#lib/settings/view";

export const settingsQuery = () =>
  queryOptions({
    queryKey: [STORED, "settings"],
    queryFn: ({ signal }) => readJson<SettingsView>("/api/settings", signal),
  });

export const budgetsQuery = () =>
  queryOptions({
    queryKey: [STORED, "budgets"],
    queryFn: ({ signal }) => readJson<BudgetView[]>("/api/settings/budgets", signal),
  });

/** What this month costs so far. */
export const spendQuery = () =>
  queryOptions({
    queryKey: [STORED, "spend"],
    queryFn: ({ signal }) => readJson<SpendView>("/api/settings/spend", signal),
  });

/** Sizes are measured by walking folders: read when asked for, not whenever something is stored. */
export const storageQuery = () =>
  queryOptions({
    queryKey: ["storage"],
    queryFn: ({ signal }) => readJson<StorageView>("/api/settings/storage", signal),
    staleTime: 0,
  });

/** Asks the provider itself, through the worker. */
export const accountQuery = (provider: ProviderId) =>
  queryOptions({
    queryKey: ["account", provider],
    queryFn: ({ signal }) => readJson<AccountBatch[]>(withQuery("/api/settings/account", { provider }), signal),
    staleTime: 0,
    retry: false,
  });
