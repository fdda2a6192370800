"use client";

import { Button } from "@heroui/react/button";
import { Description } from "@heroui/react/description";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextField } from "@heroui/react/textfield";
import { type FormEvent, useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import { useChange } from "#components/settings/use-change";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { FormProblem } from "#components/ui/form-problem";
import { showNotice } from "#components/ui/toast";
import type { KeyView } from "#lib/settings/view";

type Props = { keyView: KeyView; actions: SettingsActions };

/** The OpenAI key: typed in, replaced, removed, or shown as given by the environment. Never more than four letters of it. */
export function KeyForm({ keyView, actions }: Props) {
  const shown = `••••${keyView.lastFour ?? ""}`;
  if (keyView.source === "environment") {
    return (
      <div className="text-sm">
        <p className="font-medium">OpenAI API key</p>
        <p className="mt-1">
          <span className="font-mono">{shown}</span>, from the environment
        </p>
        <p className="mt-1 text-muted">
          It was given where Mailgist is started, as OPENAI_API_KEY, and can only be changed there.
        </p>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {keyView.source === "settings" ? <StoredKey shown={shown} actions={actions} /> : null}
      <TypeKey hasKey={keyView.source === "settings"} actions={actions} />
    </div>
  );
}

function StoredKey({ shown, actions }: { shown: string; actions: SettingsActions }) {
  const change = useChange();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">OpenAI API key</p>
        <p className="mt-0.5 text-muted">
          <span className="font-mono text-foreground">{shown}</span>, saved here and encrypted
        </p>
      </div>
      <Button size="sm" variant="outline" onPress={() => setOpen(true)}>
        Remove key
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Remove the key ${shown}?`}
        confirmLabel="Remove key"
        isDanger
        onConfirm={() => change(() => actions.removeKey({}))}
      >
        <p className="text-foreground">
          Batches that are at OpenAI go on there, but Mailgist cannot look at them or collect their results until a key
          is back. It cannot be shown again; you would have to type it anew.
        </p>
      </ConfirmDialog>
    </div>
  );
}

function TypeKey({ hasKey, actions }: { hasKey: boolean; actions: SettingsActions }) {
  const change = useChange();
  const [key, setKey] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isBusy || !key.trim()) return;
    setBusy(true);
    const sentence = await change(() => actions.saveKey({ key: key.trim() }));
    setBusy(false);
    setProblem(sentence ?? null);
    if (sentence) return;
    setKey("");
    showNotice("The key is saved. Test the connection to see whether it works.");
  }

  return (
    <form onSubmit={save} className="flex flex-col gap-2" autoComplete="off">
      <TextField type="password" value={key} onChange={setKey} isInvalid={problem !== null} validationBehavior="aria">
        <Label>{hasKey ? "Another OpenAI API key" : "OpenAI API key"}</Label>
        <div className="flex flex-wrap gap-2">
          <Input
            autoComplete="off"
            spellCheck="false"
            placeholder="sk-…"
            className="min-w-0 flex-1 basis-56 font-mono"
          />
          <Button type="submit" variant="primary" isPending={isBusy} isDisabled={!key.trim()}>
            {hasKey ? "Replace key" : "Save key"}
          </Button>
        </div>
        <Description>It is stored encrypted on this computer and only sent to the provider.</Description>
      </TextField>
      <FormProblem problem={problem} />
    </form>
  );
}
