"use client";

import { Button } from "@heroui/react/button";
import { Disclosure } from "@heroui/react/disclosure";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextField } from "@heroui/react/textfield";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import { useChange } from "#components/settings/use-change";
import type { SettingsView } from "#lib/settings/view";

type Props = { allowed: SettingsView["allowedHosts"]; actions: SettingsActions };

/** The addresses that added providers may have: emails can go nowhere else. */
export function AllowedHosts({ allowed, actions }: Props) {
  return (
    <Disclosure className="mt-5 border-t border-separator pt-3">
      <Disclosure.Heading>
        <Button slot="trigger" size="sm" variant="ghost" className="-ml-3">
          Allowed addresses ({allowed.hosts.length})
          <Disclosure.Indicator />
        </Button>
      </Disclosure.Heading>
      <Disclosure.Content>
        <Disclosure.Body className="flex flex-col gap-3 p-0 pt-2 text-sm">
          <p className="text-muted">
            Providers that are added may only be at these addresses{allowed.isStrict ? "" : ", or on this computer"}.
            Others are refused, and so is anything inside the local network.
          </p>
          {allowed.isStrict ? (
            <p className="text-muted">
              The list was given where Mailgist is started, as MAILGIST_ALLOWED_HOSTS, and can only be changed there.
            </p>
          ) : null}
          <HostList allowed={allowed} actions={actions} />
        </Disclosure.Body>
      </Disclosure.Content>
    </Disclosure>
  );
}

function HostList({ allowed, actions }: Props) {
  const change = useChange();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (hosts: string[]) => {
    const sentence = await change(() => actions.saveAllowed({ hosts }));
    setProblem(sentence ?? null);
    return sentence === undefined;
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== "" && (await save([...allowed.hosts, typed]))) setTyped("");
  };
  return (
    <>
      <ul className="flex flex-wrap gap-2 empty:hidden">
        {allowed.hosts.map((host) => (
          <li
            key={host}
            className="flex items-center gap-1 rounded-full border border-border py-0.5 pr-1 pl-3 font-mono"
          >
            {host}
            {allowed.isStrict ? null : (
              <Button
                isIconOnly
                size="sm"
                variant="ghost"
                className="size-6"
                aria-label={`Remove ${host}`}
                onPress={() => save(allowed.hosts.filter((one) => one !== host))}
              >
                <X aria-hidden className="size-3.5" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {allowed.isStrict ? null : (
        <form onSubmit={add} className="flex flex-wrap items-end gap-2">
          <TextField value={typed} onChange={setTyped} maxLength={300} className="min-w-0 flex-1 basis-56">
            <Label>Address to allow</Label>
            <Input placeholder="api.example.com" className="font-mono" spellCheck="false" />
          </TextField>
          <Button type="submit" variant="outline" isDisabled={typed.trim() === ""}>
            Allow
          </Button>
        </form>
      )}
      {problem ? (
        <p role="alert" className="text-danger-soft-foreground">
          {problem}
        </p>
      ) : null}
    </>
  );
}
