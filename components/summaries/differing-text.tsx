import type { Stretch } from "#lib/client/word-diff";

/** A text with what only it says marked: underlined and tinted for the eye, named for the ear. */
export function DifferingText({ stretches }: { stretches: Stretch[] }) {
  return (
    <p className="foreign-text text-sm leading-relaxed">
      {stretches.map(({ text, isOnly }, at) =>
        isOnly ? (
          <mark
            // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no other name, and never move
            key={at}
            className="rounded-sm bg-accent-soft text-accent-soft-foreground underline decoration-2 underline-offset-2"
          >
            <span className="sr-only">[only here: </span>
            {text.trimEnd()}
            <span className="sr-only">]</span>
            {text.slice(text.trimEnd().length)}
          </mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span key={at}>{text}</span>
        ),
      )}
    </p>
  );
}
