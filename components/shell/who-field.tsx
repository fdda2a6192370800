"use client";
import { Button } from "@heroui/react/button";
import { Description } from "@heroui/react/description";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { Popover } from "@heroui/react/popover";
import { TextField } from "@heroui/react/textfield";
import { UserRound } from "lucide-react";
import { type FormEvent, useState } from "react";

const YEAR_S = 31_536_000;
const LONGEST_NAME = 80;

/** A name typed once in this browser, written beside what this person submits. Optional; there are no accounts. */
export function WhoField({ name }: { name: string }) {
  const [saved, setSaved] = useState(name);
  const [typed, setTyped] = useState(name);
  const [isOpen, setOpen] = useState(false);

  const save = (event: FormEvent) => {
    event.preventDefault();
    const next = typed.trim().slice(0, LONGEST_NAME);
    writeName(next);
    setSaved(next);
    setTyped(next);
    setOpen(false);
  };

  return (
    <Popover isOpen={isOpen} onOpenChange={setOpen}>
      <Button aria-label={saved ? `Your name: ${saved}` : "Your name"} isIconOnly={!saved} variant="ghost">
        <UserRound aria-hidden />
        {saved ? <span className="hidden max-w-28 truncate md:inline">{saved}</span> : null}
      </Button>
      <Popover.Content placement="bottom end" className="w-72 max-w-[calc(100vw-2rem)]">
        <Popover.Dialog aria-label="Your name">
          <form onSubmit={save} className="grid gap-3">
            <TextField value={typed} onChange={setTyped} maxLength={LONGEST_NAME} autoFocus fullWidth>
              <Label>Your name</Label>
              <Input placeholder="Optional" autoComplete="name" />
              <Description>
                Shown beside the batches you submit and the summaries you correct. Kept in this browser.
              </Description>
            </TextField>
            <Button type="submit" size="sm" className="justify-self-end">
              Save
            </Button>
          </form>
        </Popover.Dialog>
      </Popover.Content>
    </Popover>
  );
}

/** The server reads this cookie beside every change. The Cookie Store API is not in every browser yet. */
function writeName(name: string) {
  const age = name ? YEAR_S : 0;
  // biome-ignore lint/suspicious/noDocumentCookie: CookieStore is missing in Firefox before 140 and Safari before 18.4
  document.cookie = `mailgist_name=${encodeURIComponent(name)}; path=/; max-age=${age}; samesite=strict`;
}
