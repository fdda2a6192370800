"use client";

import { Description } from "@heroui/react/description";
import { Label } from "@heroui/react/label";
import { TextArea } from "@heroui/react/textarea";
import { TextField } from "@heroui/react/textfield";
import { useState } from "react";
import { withoutTwins } from "#lib/prompts/form";

type Props = { label: string; about: string; names: string[]; onChange: (names: string[]) => void };

/** A list of names, one to a line, as it can be pasted from a spreadsheet. */
export function NamesField({ label, about, names, onChange }: Props) {
  const [typed, setTyped] = useState(names.join("\n"));
  const [known, setKnown] = useState(names);
  // Another form came in from outside: what stands here is no longer what was typed.
  if (known !== names && withoutTwins(typed.split("\n")).join("\n") !== names.join("\n")) setTyped(names.join("\n"));
  if (known !== names) setKnown(names);
  const change = (text: string) => {
    setTyped(text);
    onChange(withoutTwins(text.split("\n")));
  };
  return (
    <TextField value={typed} onChange={change} fullWidth>
      <Label>{label}</Label>
      <TextArea rows={Math.min(8, Math.max(3, typed.split("\n").length))} className="resize-y" />
      <Description>{about}</Description>
    </TextField>
  );
}
