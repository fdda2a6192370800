"use client";

import { Modal } from "@heroui/react/modal";
import { Bookmark } from "lucide-react";
import type { SearchWork } from "#components/summaries/use-search-work";
import { EmptyState } from "#components/ui/empty-state";
import { ItemMenu } from "#components/ui/item-menu";
import type { SavedSearch } from "#lib/summaries/view";

type Props = { isOpen: boolean; onClose: () => void; searches: SavedSearch[]; work: SearchWork };

/** Every saved search, to be renamed or removed. */
export function SearchesDialog({ isOpen, onClose, searches, work }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.CloseTrigger aria-label="Close" />
          <Modal.Header>
            <Modal.Heading className="text-lg font-semibold">Saved searches</Modal.Heading>
          </Modal.Header>
          <Modal.Body className="p-1 pt-2">
            {searches.length === 0 ? (
              <EmptyState icon={Bookmark} title="No saved searches">
                Search or filter, then choose “Save this search”.
              </EmptyState>
            ) : (
              <ul className="flex flex-col divide-y divide-separator">
                {searches.map((search) => (
                  <li key={search.id} className="flex items-center justify-between gap-3 py-1.5">
                    <span className="flex min-w-0 flex-col">
                      <span className="text-sm font-medium text-foreground wrap-anywhere">{search.name}</span>
                      {search.createdBy ? (
                        <span className="text-xs text-muted">Saved by {search.createdBy}</span>
                      ) : null}
                    </span>
                    <ItemMenu
                      isSmall
                      name={search.name}
                      renameTitle="Rename this search"
                      onRename={(name) => work.rename(search, name)}
                      onRemove={() => work.remove(search)}
                    />
                  </li>
                ))}
              </ul>
            )}
          </Modal.Body>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}
