"use client";

import { Button } from "@heroui/react/button";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { Modal } from "@heroui/react/modal";
import { TextField } from "@heroui/react/textfield";
import { type FormEvent, useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import { useChange } from "#components/settings/use-change";
import { FormProblem } from "#components/ui/form-problem";
import { showNotice } from "#components/ui/toast";
import { kindOf, type ProviderId } from "#lib/providers/kinds";
import type { ModelView } from "#lib/settings/view";

export type PriceDraft = { provider: ProviderId; model: string; price: ModelView["price"]; isOwn: boolean };

type Props = { price: PriceDraft | null; onClose: () => void; actions: SettingsActions };

/** Changes what a model costs, or goes back to the price that ships with Mailgist. */
export function PriceDialog({ price, onClose, actions }: Props) {
  return (
    <Modal.Backdrop isOpen={price !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading className="text-lg font-semibold wrap-anywhere">Price of {price?.model}</Modal.Heading>
          </Modal.Header>
          {price ? <PriceForm price={price} onClose={onClose} actions={actions} /> : null}
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

function PriceForm({ price: draft, onClose, actions }: Props & { price: PriceDraft }) {
  const change = useChange();
  const { provider, model } = draft;
  const [input, setInput] = useState(String(draft.price?.input ?? ""));
  const [cached, setCached] = useState(String(draft.price?.cachedInput ?? ""));
  const [output, setOutput] = useState(String(draft.price?.output ?? ""));
  const [problem, setProblem] = useState<string | null>(null);

  async function finish(sentence: string | undefined, notice: string) {
    setProblem(sentence ?? null);
    if (sentence) return;
    showNotice(notice);
    onClose();
  }
  async function save(event: FormEvent) {
    event.preventDefault();
    const price = { input: dollars(input), cachedInput: dollars(cached.trim() || input), output: dollars(output) };
    if (Object.values(price).some(Number.isNaN))
      return setProblem("Type a number of dollars in each field, such as 0.05.");
    const sentence = await change(() => actions.savePrice({ provider, model, ...price }));
    await finish(sentence, `Saved. ${model} counts with this price from now on.`);
  }

  return (
    <form onSubmit={save} autoComplete="off" className="contents">
      <Modal.Body className="flex flex-col gap-4 p-1 pt-3">
        <p className="text-sm text-muted">
          US dollars per million tokens
          {kindOf(provider) === "openai"
            ? " in a batch, which is half of what OpenAI lists for live calls."
            : ", as the provider charges them."}
        </p>
        <div className="grid gap-4 sm:grid-cols-3">
          <Dollars label="In" value={input} onChange={setInput} />
          <Dollars label="In, read before" value={cached} onChange={setCached} />
          <Dollars label="Out" value={output} onChange={setOutput} />
        </div>
        <FormProblem problem={problem} />
      </Modal.Body>
      <Modal.Footer className="mt-5 flex-wrap">
        {draft.isOwn ? (
          <Button
            variant="ghost"
            onPress={async () =>
              finish(await change(() => actions.resetPrice({ provider, model })), "Back to the built-in price.")
            }
          >
            Back to the built-in price
          </Button>
        ) : null}
        <Button variant="tertiary" onPress={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary">
          Save price
        </Button>
      </Modal.Footer>
    </form>
  );
}

function Dollars({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <TextField value={value} onChange={onChange} inputMode="decimal" maxLength={12}>
      <Label>{label}</Label>
      <Input />
    </TextField>
  );
}

const dollars = (text: string) => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")));
