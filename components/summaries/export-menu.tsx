"use client";

import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { Download } from "lucide-react";
import { useState } from "react";
import { Text } from "react-aria-components/Text";
import { showNotice } from "#components/ui/toast";
import { withQuery } from "#lib/client/read";
import type { SummaryFilter, SummarySort } from "#lib/summaries/view";

const FORMATS = [
  { id: "xlsx", name: "Excel", note: "One row per email, with real dates" },
  { id: "csv", name: "CSV", note: "For any spreadsheet" },
  { id: "json", name: "JSON", note: "For programs" },
  { id: "jsonl", name: "JSONL", note: "For programs, one email per line" },
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
      <Dropdown.Popover placement="bottom end" className="max-w-72 min-w-56">
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
              <span className="flex flex-col">
                <Text slot="label">{format.name}</Text>
                <Text slot="description" className="text-xs text-muted">
                  {format.note}
                </Text>
              </span>
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
