"use client";
import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DatasetActions } from "#components/datasets/actions";
import { Bin, type EmptyBin } from "#components/datasets/bin";
import { DatasetItem } from "#components/datasets/dataset-item";
import { ErrorState } from "#components/ui/error-state";
import { Panel } from "#components/ui/panel";
import { datasetsQuery } from "#lib/client/dataset-queries";
import type { DatasetRow } from "#lib/datasets/view";

const RECENT = 6;

type Props = { datasets: DatasetRow[]; removed: DatasetRow[]; actions: DatasetActions; emptyBin: EmptyBin };

/** The datasets, newest first, and the bin below. Says nothing while there is neither. */
export function DatasetList({ datasets, removed, actions, emptyBin }: Props) {
  const query = useQuery({ ...datasetsQuery(), initialData: datasets });
  const bin = useQuery({ ...datasetsQuery({ removed: true }), initialData: removed });
  const [showsAll, setShowsAll] = useState(false);
  const rows = query.data;
  const shown = showsAll ? rows : rows.slice(0, RECENT);
  if (rows.length === 0 && bin.data.length === 0 && !query.isError) return null;
  return (
    <Panel title="Datasets" description="What was dropped, newest first." isFlush>
      {query.isError && rows.length === 0 ? (
        <ErrorState title="The datasets could not be read" onRetry={() => query.refetch()}>
          {query.error.message}
        </ErrorState>
      ) : null}
      <ul className="border-t border-separator">
        {shown.map((dataset) => (
          <DatasetItem key={dataset.id} dataset={dataset} actions={actions} />
        ))}
        {rows.length === 0 ? (
          <li className="px-4 py-5 text-sm text-muted sm:px-6">All datasets are in the bin.</li>
        ) : null}
      </ul>
      {rows.length > RECENT ? (
        <div className="border-t border-separator px-2 py-2 sm:px-4">
          <Button variant="ghost" size="sm" aria-expanded={showsAll} onPress={() => setShowsAll(!showsAll)}>
            {showsAll ? "Show fewer" : `Show all ${rows.length}`}
          </Button>
        </div>
      ) : null}
      <Bin datasets={bin.data} restore={actions.restore} emptyBin={emptyBin} />
    </Panel>
  );
}
