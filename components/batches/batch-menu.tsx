"use client";
import type { BatchWork } from "#components/batches/use-batch-work";
import { ItemMenu } from "#components/ui/item-menu";
import type { BatchRow } from "#lib/batches/view";

type Props = {
  batch: Pick<BatchRow, "id" | "name" | "isActive">;
  work: BatchWork;
  onRemoved?: () => void;
  isSmall?: boolean;
};

/** A batch's menu. What still runs has to be stopped before it can be removed. */
export function BatchMenu({ batch, work, onRemoved, isSmall }: Props) {
  return (
    <ItemMenu
      name={batch.name}
      renameTitle="Rename this batch"
      onRename={(name) => work.rename(batch, name)}
      onRemove={async () => {
        if (await work.remove(batch)) onRemoved?.();
      }}
      canRemove={!batch.isActive}
      isSmall={isSmall}
    />
  );
}
