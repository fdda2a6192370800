"use client";
import type { DatasetActions } from "#components/datasets/actions";
import { useRemoveDataset, useRenameDataset } from "#components/datasets/use-dataset-actions";
import { ItemMenu } from "#components/ui/item-menu";

type Props = { dataset: { id: number; name: string }; actions: DatasetActions; onRemoved?: () => void };

/** A dataset's menu. */
export function DatasetMenu({ dataset, actions, onRemoved }: Props) {
  const remove = useRemoveDataset(actions);
  const rename = useRenameDataset(actions);
  return (
    <ItemMenu
      name={dataset.name}
      renameTitle="Rename this dataset"
      onRename={(name) => rename(dataset, name)}
      onRemove={async () => {
        if (await remove(dataset)) onRemoved?.();
      }}
      isSmall
    />
  );
}
