"use client";

import { Button } from "@heroui/react/button";
import { Checkbox } from "@heroui/react/checkbox";
import { Modal } from "@heroui/react/modal";
import { useFormat } from "#lib/client/format";
import type { ColumnChoice } from "#lib/summaries/export-choice";

/** Columns that bring a sheet of their own in a workbook. */
const SHEETS: Record<string, string> = {
  actions: "Excel: also a sheet of its own",
  tags: "Excel: also a sheet of its own",
};

type Props = {
  isOpen: boolean;
  onClose: () => void;
  columns: ColumnChoice[];
  leftOut: string[];
  onChange: (leftOut: string[]) => void;
};

/** Which columns an export has. Each change counts at once; the last one cannot be taken away. */
export function ExportColumnsDialog({ isOpen, onClose, columns, leftOut, onChange }: Props) {
  const format = useFormat();
  const chosen = columns.filter(({ key }) => !leftOut.includes(key));
  const [first] = columns;
  const change = (key: string, isOn: boolean) =>
    onChange(isOn ? leftOut.filter((one) => one !== key) : [...leftOut, key]);
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading className="text-lg font-semibold">Columns of an export</Modal.Heading>
          </Modal.Header>
          <Modal.Body className="flex flex-col gap-3 p-1 pt-2">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p role="status" className="text-sm text-muted">
                {format.number(chosen.length)} of {format.number(columns.length)} chosen. This browser remembers it.
              </p>
              <div className="flex gap-1">
                <Button size="sm" variant="ghost" onPress={() => onChange([])}>
                  All
                </Button>
                <Button
                  size="sm"
                  variant="ghost"
                  onPress={() => onChange(columns.filter((one) => one !== first).map(({ key }) => key))}
                >
                  Only {first?.name}
                </Button>
              </div>
            </div>
            <fieldset className="grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-2">
              <legend className="sr-only">Columns</legend>
              {columns.map(({ key, name }) => {
                const isOn = !leftOut.includes(key);
                return (
                  <Checkbox
                    key={key}
                    isSelected={isOn}
                    isDisabled={isOn && chosen.length === 1}
                    onChange={(next) => change(key, next)}
                    className="min-h-9 py-1"
                  >
                    <Checkbox.Content className="flex items-start gap-2.5">
                      <Checkbox.Control className="mt-0.5 shrink-0">
                        <Checkbox.Indicator />
                      </Checkbox.Control>
                      <span className="flex min-w-0 flex-col text-sm">
                        <span className="wrap-anywhere">{name}</span>
                        {SHEETS[key] ? <span className="text-xs text-muted">{SHEETS[key]}</span> : null}
                      </span>
                    </Checkbox.Content>
                  </Checkbox>
                );
              })}
            </fieldset>
          </Modal.Body>
          <Modal.Footer className="mt-4">
            <Button variant="primary" onPress={onClose}>
              Done
            </Button>
          </Modal.Footer>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}
