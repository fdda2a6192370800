"use client";

import { Switch } from "@heroui/react/switch";
import { useId } from "react";

type Props = { name: string; about: string; isOn: boolean; onChange: (isOn: boolean) => void };

/** Something that is on or off, with a line on what it brings. */
export function SwitchRow({ name, about, isOn, onChange }: Props) {
  const id = useId();
  return (
    <Switch isSelected={isOn} onChange={onChange} aria-describedby={id} className="items-start">
      <Switch.Content className="flex items-start gap-3">
        <Switch.Control className="mt-0.5 shrink-0">
          <Switch.Thumb />
        </Switch.Control>
        <span className="flex min-w-0 flex-col text-sm">
          <span className="font-medium">{name}</span>
          <span id={id} className="text-muted">
            {about}
          </span>
        </span>
      </Switch.Content>
    </Switch>
  );
}
