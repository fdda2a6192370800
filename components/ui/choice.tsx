"use client";
import { Label } from "@heroui/react/label";
import { ListBox } from "@heroui/react/list-box";
import { ListBoxItem } from "@heroui/react/list-box-item";
import { Select } from "@heroui/react/select";

export type ChoiceItem = { id: string; name: string; note?: string };

type Props = {
  label: string;
  items: ChoiceItem[];
  value: string;
  onChange: (id: string) => void;
  isDisabled?: boolean;
  className?: string;
  /** The label is heard, not seen. */
  isQuiet?: boolean;
};

/** One of several: a labelled select whose items may carry a second line. */
export function Choice({ label, items, value, onChange, isDisabled, className = "", isQuiet = false }: Props) {
  return (
    <Select
      aria-label={isQuiet ? label : undefined}
      className={`min-w-0 ${className}`}
      isDisabled={isDisabled}
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
    >
      {isQuiet ? null : <Label>{label}</Label>}
      <Select.Trigger>
        <Select.Value className="truncate">
          {({ defaultChildren, isPlaceholder }) =>
            isPlaceholder ? defaultChildren : (items.find((item) => item.id === value)?.name ?? defaultChildren)
          }
        </Select.Value>
        <Select.Indicator />
      </Select.Trigger>
      <Select.Popover>
        <ListBox items={items}>
          {(item: ChoiceItem) => (
            <ListBoxItem id={item.id} textValue={item.name}>
              <span className="flex min-w-0 flex-col">
                <span className="wrap-anywhere">{item.name}</span>
                {item.note ? <span className="text-xs text-muted">{item.note}</span> : null}
              </span>
              <ListBoxItem.Indicator />
            </ListBoxItem>
          )}
        </ListBox>
      </Select.Popover>
    </Select>
  );
}
