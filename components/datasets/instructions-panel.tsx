"use client";
import { Button } from "@heroui/react/button";
import { Description } from "@heroui/react/description";
import { FieldError } from "@heroui/react/field-error";
import { Label } from "@heroui/react/label";
import { TextArea } from "@heroui/react/textarea";
import { TextField } from "@heroui/react/textfield";
import { RotateCcw } from "lucide-react";
import type { Draft } from "#components/datasets/use-draft";
import { Choice } from "#components/ui/choice";
import { Panel } from "#components/ui/panel";
import type { DraftView } from "#lib/batches/draft-view";
import { isSameForm } from "#lib/prompts/form";
import type { PromptView } from "#lib/settings/view";

const OWN = "own";
const LONGEST = 20_000;

/** What the model is told to write: shipped or own instructions, editable where they stand. */
export function InstructionsPanel({ draft, view, prompts }: { draft: Draft; view: DraftView; prompts: PromptView[] }) {
  const chosen = prompts.find(
    (one) =>
      one.recipe === view.recipe &&
      one.instructions === draft.instructions &&
      isSameForm(one.form, formOf(draft, view)),
  );
  const base = prompts.find((one) => one.isBuiltIn && one.recipe === view.recipe) ?? prompts[0];
  const items = [
    ...prompts.map(({ id, name, about, isBuiltIn }) => ({ id, name, note: isBuiltIn ? about : "Your own" })),
    ...(chosen ? [] : [{ id: OWN, name: "Own instructions", note: "Edited for this batch" }]),
  ];
  const choose = async (id: string) => {
    if (id === OWN) return;
    await draft.flush();
    await draft.change({ promptId: id });
  };
  return (
    <Panel title="Instructions" description="What to write about each email.">
      <div className="grid gap-4">
        <Choice label="Start from" items={items} value={chosen?.id ?? OWN} onChange={choose} />
        <TextField
          value={draft.instructions}
          onChange={(instructions) => draft.type({ instructions })}
          onBlur={() => draft.flush()}
          isInvalid={draft.instructions.trim() === ""}
          maxLength={LONGEST}
          fullWidth
        >
          <Label>Wording</Label>
          <TextArea rows={12} className="resize-y leading-relaxed" />
          <Description>
            Every email is sent with these words. {view.recipe === "classic" ? "Classic asks for plain text." : ""}
          </Description>
          <FieldError>Write what the summaries should say.</FieldError>
        </TextField>
        {!chosen && base ? (
          <Button className="justify-self-start" size="sm" variant="tertiary" onPress={() => choose(base.id)}>
            <RotateCcw aria-hidden />
            Reset to {base.name}
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}

const formOf = (draft: Draft, view: DraftView) => (view.recipe === "classic" ? null : draft.form);
