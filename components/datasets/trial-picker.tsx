"use client";
import { Button } from "@heroui/react/button";
import { Modal } from "@heroui/react/modal";
import { SearchField } from "@heroui/react/search-field";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "#components/ui/error-state";
import { emailsQuery } from "#lib/client/dataset-queries";
import { useFormat } from "#lib/client/format";
import { useDebounced } from "#lib/client/use-debounced";
import type { EmailRow } from "#lib/datasets/view";

type Props = {
  datasetId: number;
  most: number;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onPick: (emailIds: number[]) => void;
};

const TYPING_MS = 200;
/** More than anybody reads through; the search finds the others. */
const SHOWN = 50;

/** Chooses a few emails by hand. */
export function TrialPicker(props: Props) {
  return (
    <Modal.Backdrop isOpen={props.isOpen} onOpenChange={props.onOpenChange}>
      <Modal.Container size="md" placement="center" scroll="inside">
        <Modal.Dialog>{props.isOpen ? <Picking {...props} /> : null}</Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

function Picking({ datasetId, most, onOpenChange, onPick }: Props) {
  const format = useFormat();
  const [typed, setTyped] = useState("");
  const q = useDebounced(typed.trim(), TYPING_MS);
  const [picked, setPicked] = useState<number[]>([]);
  const { data, error, refetch } = useInfiniteQuery(emailsQuery(datasetId, { q, show: null, thread: null }));
  const rows = data?.pages[0]?.rows.slice(0, SHOWN) ?? [];
  const toggle = (id: number) =>
    setPicked((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <>
      <Modal.Header>
        <Modal.Heading className="text-lg font-semibold">Which emails?</Modal.Heading>
      </Modal.Header>
      <Modal.Body className="flex flex-col gap-3">
        <SearchField aria-label="Search emails" fullWidth value={typed} onChange={setTyped}>
          <SearchField.Group>
            <SearchField.SearchIcon />
            <SearchField.Input placeholder="Search subject, sender or text" maxLength={200} />
            <SearchField.ClearButton aria-label="Clear the search" />
          </SearchField.Group>
        </SearchField>
        {error && !data ? (
          <ErrorState title="The emails could not be read" onRetry={() => refetch()}>
            {error.message}
          </ErrorState>
        ) : null}
        {data && rows.length === 0 ? <p className="py-6 text-center text-sm text-muted">No email matches.</p> : null}
        <ul className="flex max-h-80 flex-col overflow-y-auto">
          {rows.map((row) => (
            <li key={row.id}>
              <Row
                row={row}
                isPicked={picked.includes(row.id)}
                isDisabled={!picked.includes(row.id) && picked.length >= most}
                onToggle={() => toggle(row.id)}
              />
            </li>
          ))}
        </ul>
        <p aria-live="polite" className="text-sm text-muted">
          {format.number(picked.length)} of {format.number(most)} chosen
        </p>
      </Modal.Body>
      <Modal.Footer className="flex-wrap">
        <Button variant="tertiary" onPress={() => onOpenChange(false)}>
          Cancel
        </Button>
        <Button
          isDisabled={picked.length === 0}
          onPress={() => {
            onOpenChange(false);
            onPick(picked);
          }}
        >
          {picked.length === 0 ? "Try" : `Try ${format.count(picked.length, "email")}`}
        </Button>
      </Modal.Footer>
    </>
  );
}

type RowProps = { row: EmailRow; isPicked: boolean; isDisabled: boolean; onToggle: () => void };

function Row({ row, isPicked, isDisabled, onToggle }: RowProps) {
  return (
    <label
      className={`flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-2 py-1.5 hover:bg-default ${isDisabled ? "cursor-not-allowed opacity-60" : ""}`}
    >
      <input
        type="checkbox"
        checked={isPicked}
        disabled={isDisabled}
        onChange={onToggle}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate">{row.subject || "No subject"}</span>
        <span className="truncate text-sm text-muted">{row.sender || "No sender"}</span>
      </span>
    </label>
  );
}
