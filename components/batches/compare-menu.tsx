"use client";

import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { GitCompareArrows } from "lucide-react";
import type { BatchView } from "#lib/batches/view";
import { promptWords } from "#lib/words";

/** Leads to another batch over the same dataset side by side with this one; nothing where there is no other. */
export function CompareMenu({ batch }: { batch: Pick<BatchView, "id" | "others"> }) {
  if (batch.others.length === 0) return null;
  return (
    <Dropdown>
      <Button variant="secondary">
        <GitCompareArrows aria-hidden />
        Compare with…
      </Button>
      <Dropdown.Popover placement="bottom end" className="max-w-80 min-w-56">
        <Dropdown.Menu aria-label="Compare with">
          {batch.others.map((other) => (
            <Dropdown.Item
              key={other.id}
              id={other.id}
              textValue={other.name}
              href={`/batches/${batch.id}/compare/${other.id}`}
            >
              <span className="flex min-w-0 flex-col">
                <span className="wrap-anywhere">{other.name}</span>
                <span className="text-xs text-muted">
                  {other.model} with {promptWords(other.promptName, null)}
                </span>
              </span>
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
