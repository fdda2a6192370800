"use client";

import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { Download, FileBraces, FileSpreadsheet, Sheet } from "lucide-react";
import { useState } from "react";
import { showNotice } from "#components/ui/toast";
import { withQuery } from "#lib/client/read";
import type { SummaryFilter, SummarySort } from "#lib/summaries/view";

const FORMATS = [
  { id: "xlsx", name: "Excel", Icon: FileSpreadsheet },
  { id: "csv", name: "CSV", Icon: Sheet },
  { id: "json", name: "JSON", Icon: FileBraces },
  { id: "jsonl", name: "JSONL", Icon: FileBraces },
];

type Props = { filter: SummaryFilter; sort: SummarySort; isDisabled: boolean };

/** Downloads what is filtered, whole: also the rows further down that are not in the page yet. */
export function ExportMenu({ filter, sort, isDisabled }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dropdown isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="secondary" isDisabled={isDisabled}>
        <Download aria-hidden />
        Export
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-44">
        <Dropdown.Menu aria-label="Export as">
          {FORMATS.map((format) => (
            <Dropdown.Item
              key={format.id}
              id={format.id}
              textValue={format.name}
              href={withQuery("/api/summaries/export", { format: format.id, ...filter, sort })}
              download=""
              onAction={() => showNotice(`Your ${format.name} file is on its way. Large ones take some seconds.`)}
            >
              <format.Icon aria-hidden className="size-4 text-muted" />
              {format.name}
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
