import { EyeOff, ScrollText } from "lucide-react";

const BOX = "flex gap-3 rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning-soft-foreground";

/** Says that an email hides text from its reader, and how that begins. */
export function HiddenNotice({ text }: { text: string }) {
  return (
    <div className={BOX}>
      <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p>This email contains text that a reader cannot see. It is left out of the text below and of what is sent.</p>
        <details className="mt-1">
          <summary className="w-fit cursor-pointer py-1 font-medium">Show how it begins</summary>
          <p className="foreign-text mt-1 max-h-48 overflow-y-auto text-sm">{text}</p>
        </details>
      </div>
    </div>
  );
}

/** Says that the model may not have seen all of an email. */
export function LongNotice() {
  return (
    <div className={BOX}>
      <ScrollText aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0 flex-1">This email is very long. Instructions may cut it, so that its end was not read.</p>
    </div>
  );
}
