"use client";

import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { useQuery } from "@tanstack/react-query";
import { Columns3, Download, FileBraces, FileSpreadsheet, Sheet } from "lucide-react";
import { useId, useState } from "react";
import { ExportColumnsDialog } from "#components/summaries/export-columns-dialog";
import { useLeftOut } from "#components/summaries/use-left-out";
import { showNotice } from "#components/ui/toast";
import { useFormat } from "#lib/client/format";
import { withQuery } from "#lib/client/read";
import { exportColumnsQuery } from "#lib/client/summary-queries";
import { formatColumns } from "#lib/summaries/export-choice";
import type { SummaryFilter, SummarySort } from "#lib/summaries/view";

const FORMATS = [
  { id: "xlsx", name: "Excel", Icon: FileSpreadsheet },
  { id: "csv", name: "CSV", Icon: Sheet },
  { id: "json", name: "JSON", Icon: FileBraces },
  { id: "jsonl", name: "JSONL", Icon: FileBraces },
];

type Props = {
  filter: SummaryFilter;
  sort: SummarySort;
  isDisabled: boolean;
  /** Just these summaries, in this order, whatever the filter. */
  rows?: number[] | undefined;
  /** What the file will not have in it. */
  note?: string | undefined;
};

/** Downloads what is filtered, whole: also the rows further down that are not in the page yet. */
export function ExportMenu({ filter, sort, isDisabled, rows, note }: Props) {
  const noteId = useId();
  const [isOpen, setOpen] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const [leftOut, setLeftOut] = useLeftOut();
  const format = useFormat();
  const all = useQuery({ ...exportColumnsQuery(filter), enabled: isOpen || isChoosing }).data ?? [];
  const chosen = all.filter(({ key }) => !leftOut.includes(key));
  return (
    <>
      <Dropdown isOpen={isOpen} onOpenChange={setOpen}>
        <Button variant="secondary" isDisabled={isDisabled}>
          <Download aria-hidden />
          Export
        </Button>
        <Dropdown.Popover placement="bottom end" className="min-w-44">
          <Dropdown.Menu aria-label="Export as" aria-describedby={note ? noteId : undefined}>
            {FORMATS.map(({ id, name, Icon }) => (
              <Dropdown.Item
                key={id}
                id={id}
                textValue={name}
                href={withQuery("/api/summaries/export", {
                  format: id,
                  ...filter,
                  sort,
                  rows,
                  without: formatColumns(leftOut),
                })}
                download=""
                onAction={() => showNotice(`Your ${name} file is on its way. Large ones take some seconds.`)}
              >
                <Icon aria-hidden className="size-4 text-muted" />
                {name}
              </Dropdown.Item>
            ))}
            <Dropdown.Item id="columns" textValue="Choose columns" onAction={() => setChoosing(true)}>
              <Columns3 aria-hidden className="size-4 text-muted" />
              <span className="flex flex-col">
                Choose columns…
                {chosen.length === all.length ? null : (
                  <span className="text-xs text-muted">
                    {format.number(chosen.length)} of {format.number(all.length)}
                  </span>
                )}
              </span>
            </Dropdown.Item>
          </Dropdown.Menu>
          {note ? (
            <p id={noteId} className="max-w-56 px-3 pb-2 text-xs text-muted">
              {note}
            </p>
          ) : null}
        </Dropdown.Popover>
      </Dropdown>
      <ExportColumnsDialog
        isOpen={isChoosing}
        onClose={() => setChoosing(false)}
        columns={all}
        leftOut={leftOut}
        onChange={setLeftOut}
      />
    </>
  );
}
