"use client";

import { Button } from "@heroui/react/button";
import { Description } from "@heroui/react/description";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { Modal } from "@heroui/react/modal";
import { TextField } from "@heroui/react/textfield";
import { type FormEvent, useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import { useChange } from "#components/settings/use-change";
import { FormProblem } from "#components/ui/form-problem";
import { showNotice } from "#components/ui/toast";
import type { ProviderId } from "#lib/providers/kinds";

/** What the dialog begins with; without an id it adds a provider. */
export type EndpointDraft = {
  id?: ProviderId;
  name: string;
  baseUrl: string;
  concurrency: number;
  keyLastFour: string | null;
};

type Props = { endpoint: EndpointDraft | null; onClose: () => void; actions: SettingsActions };

/** Programs that run models on one's own computer, with the address each has unless told otherwise. */
const PRESETS = [
  { name: "Ollama", baseUrl: "http://localhost:11434/v1" },
  { name: "LM Studio", baseUrl: "http://localhost:1234/v1" },
  { name: "llama.cpp", baseUrl: "http://localhost:8080/v1" },
  { name: "vLLM", baseUrl: "http://localhost:8000/v1" },
];

/** Adds or changes a provider. */
export function EndpointDialog({ endpoint, onClose, actions }: Props) {
  return (
    <Modal.Backdrop isOpen={endpoint !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Container size="lg" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading className="text-lg font-semibold">
              {endpoint?.id === undefined ? "Add a provider" : `Edit ${endpoint.name}`}
            </Modal.Heading>
          </Modal.Header>
          {endpoint ? <EndpointForm endpoint={endpoint} onClose={onClose} actions={actions} /> : null}
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

function EndpointForm({ endpoint, onClose, actions }: Props & { endpoint: EndpointDraft }) {
  const change = useChange();
  const [name, setName] = useState(endpoint.name);
  const [baseUrl, setBaseUrl] = useState(endpoint.baseUrl);
  const [key, setKey] = useState("");
  const [concurrency, setConcurrency] = useState(String(endpoint.concurrency));
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isNew = endpoint.id === undefined;
  const isWhole = name.trim() !== "" && baseUrl.trim() !== "" && concurrency.trim() !== "";

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isBusy || !isWhole) return;
    setBusy(true);
    setProblem(null);
    const typed = { name, baseUrl, concurrency: Number(concurrency), ...(key.trim() ? { key: key.trim() } : {}) };
    let said = "Saved. Test the connection to see whether it works.";
    const sentence = await change(async () => {
      if (endpoint.id !== undefined) return actions.saveEndpoint({ id: endpoint.id, ...typed });
      const answer = await actions.addEndpoint(typed);
      if (answer.ok) said = answer.value.message;
      return answer;
    });
    setBusy(false);
    setProblem(sentence ?? null);
    if (sentence) return;
    showNotice(said);
    onClose();
  }

  return (
    <form onSubmit={save} autoComplete="off" className="contents">
      <Modal.Body className="flex flex-col gap-4 p-1 pt-3">
        {isNew ? (
          <fieldset className="flex flex-wrap items-center gap-2 text-sm">
            <legend className="mb-2 text-muted">On your own computer? Begin with one of these:</legend>
            {PRESETS.map((preset) => (
              <Button
                key={preset.name}
                size="sm"
                variant="outline"
                onPress={() => {
                  setName(`${preset.name} on this computer`);
                  setBaseUrl(preset.baseUrl);
                }}
              >
                {preset.name}
              </Button>
            ))}
          </fieldset>
        ) : null}
        <TextField value={name} onChange={setName} maxLength={80}>
          <Label>Name</Label>
          <Input placeholder="Ollama on this computer" />
          <Description>Stands on every summary it writes.</Description>
        </TextField>
        <TextField value={baseUrl} onChange={setBaseUrl} maxLength={500}>
          <Label>Address</Label>
          <Input placeholder="https://api.example.com/v1" className="font-mono" spellCheck="false" />
          <Description>
            Anything that speaks OpenAI’s API, as far as /v1. Whether it takes batches is found out.
          </Description>
        </TextField>
        <TextField type="password" value={key} onChange={setKey} maxLength={300}>
          <Label>
            {endpoint.keyLastFour ? `Another key (now ••••${endpoint.keyLastFour})` : "Key, if it needs one"}
          </Label>
          <Input className="font-mono" autoComplete="off" spellCheck="false" />
          <Description>Stored encrypted on this computer and only sent to this address.</Description>
        </TextField>
        <TextField value={concurrency} onChange={setConcurrency} inputMode="numeric" maxLength={2}>
          <Label>Emails at the same time</Label>
          <Input className="max-w-24" />
          <Description>Only where it takes no batches. More is quicker on a strong computer.</Description>
        </TextField>
        <FormProblem problem={problem} />
      </Modal.Body>
      <Modal.Footer className="mt-5 flex-wrap">
        <Button variant="tertiary" onPress={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isPending={isBusy} isDisabled={!isWhole}>
          {isNew ? "Test and add" : "Save"}
        </Button>
      </Modal.Footer>
    </form>
  );
}
