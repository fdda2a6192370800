"use client";

import { Button } from "@heroui/react/button";
import { Description } from "@heroui/react/description";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { Modal } from "@heroui/react/modal";
import { TextArea } from "@heroui/react/textarea";
import { TextField } from "@heroui/react/textfield";
import { type FormEvent, useState } from "react";
import { FormEditor, NoFields } from "#components/prompts/form-editor";
import type { PromptInput } from "#components/settings/actions";
import { Choice } from "#components/ui/choice";
import { FormProblem } from "#components/ui/form-problem";
import { EMPTY_FORM, problemOf } from "#lib/prompts/form";

type Props = {
  /** What is edited; without an id it is a new one, null closes the dialog. */
  prompt: PromptInput | null;
  onClose: () => void;
  /** Answers a sentence that says why not, or undefined when it worked. */
  onSave: (input: PromptInput) => Promise<string | undefined>;
};

const RECIPES = [
  { id: "mailgist", name: "Guarded", note: "The email is fenced off, so that text in it cannot give orders" },
  { id: "classic", name: "Classic", note: "The original way: instructions, then the email as it is" },
];

/** Adds or changes instructions. */
export function PromptDialog({ prompt, onClose, onSave }: Props) {
  return (
    <Modal.Backdrop isOpen={prompt !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Container size="lg" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading className="text-lg font-semibold">
              {prompt?.id === undefined ? "Add instructions" : "Change instructions"}
            </Modal.Heading>
          </Modal.Header>
          {prompt ? <PromptForm prompt={prompt} onClose={onClose} onSave={onSave} /> : null}
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

function PromptForm({ prompt, onClose, onSave }: { prompt: PromptInput } & Omit<Props, "prompt">) {
  const [name, setName] = useState(prompt.name);
  const [recipe, setRecipe] = useState(prompt.recipe);
  const [instructions, setInstructions] = useState(prompt.instructions);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [form, setForm] = useState(prompt.form ?? EMPTY_FORM);
  const isGuarded = recipe === "mailgist";
  const wrong = isGuarded ? problemOf(form) : null;
  const isWhole = name.trim() !== "" && instructions.trim() !== "" && wrong === null;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isBusy || !isWhole) return;
    setBusy(true);
    const sentence = await onSave({
      ...(prompt.id === undefined ? {} : { id: prompt.id }),
      name,
      recipe,
      instructions,
      form: isGuarded ? form : null,
    });
    setBusy(false);
    if (sentence) setProblem(sentence);
    else onClose();
  }

  return (
    <form onSubmit={save} className="contents">
      <Modal.Body className="flex flex-col gap-4 p-1 pt-3">
        <TextField autoFocus value={name} onChange={setName} maxLength={100}>
          <Label>Name</Label>
          <Input />
        </TextField>
        <TextField value={instructions} onChange={setInstructions} maxLength={8000}>
          <Label>Instructions</Label>
          <TextArea rows={7} />
          <Description>In plain words: what to write, how long, and what must not be missing.</Description>
        </TextField>
        <Choice
          label="How the email is handed over"
          items={RECIPES}
          value={recipe}
          onChange={(id) => setRecipe(id === "classic" ? "classic" : "mailgist")}
        />
        <section aria-labelledby="prompt-fields" className="grid gap-3">
          <h3 id="prompt-fields" className="text-sm font-semibold">
            Fields wanted back
          </h3>
          {isGuarded ? <FormEditor form={form} onChange={setForm} /> : <NoFields />}
        </section>
        {wrong ? <p className="text-sm text-danger">{wrong}</p> : null}
        <FormProblem problem={problem} />
      </Modal.Body>
      <Modal.Footer className="mt-5 flex-wrap">
        <Button variant="tertiary" onPress={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isDisabled={isBusy || !isWhole}>
          Save
        </Button>
      </Modal.Footer>
    </form>
  );
}
