"use client";
import { Button } from "@heroui/react/button";
import { Copy } from "lucide-react";
import { showNotice, showProblem } from "#components/ui/toast";
import type { PreviewRequest } from "#lib/batches/draft-view";
import { useFormat } from "#lib/client/format";

/** The lines of the file as they are, with their numbers. */
export function RawLines({ requests }: { requests: PreviewRequest[] }) {
  const format = useFormat();
  const copy = async (text: string, what: string) => {
    try {
      await navigator.clipboard.writeText(text);
      showNotice(`${what} copied`);
    } catch {
      showProblem("The browser did not allow copying. Select the text and copy it by hand.");
    }
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <ol className="overflow-hidden rounded-xl border border-border font-mono text-xs">
        {requests.map((request) => (
          <li key={request.customId} className="flex items-start gap-1 border-b border-separator last:border-b-0">
            <span className="numbers w-12 shrink-0 py-2.5 pr-2 text-right text-muted select-none">
              <span className="sr-only">Line </span>
              {format.number(request.line)}
            </span>
            <code
              // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines have to be scrolled by keyboard
              tabIndex={0}
              className="foreign-text max-h-40 min-w-0 flex-1 overflow-y-auto py-2.5 leading-relaxed"
            >
              {request.raw}
            </code>
            <Button
              aria-label={`Copy line ${request.line}`}
              isIconOnly
              size="sm"
              variant="ghost"
              className="m-1"
              onPress={() => copy(request.raw, `Line ${request.line}`)}
            >
              <Copy aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      <Button
        className="justify-self-start"
        size="sm"
        variant="tertiary"
        onPress={() => copy(`${requests.map(({ raw }) => raw).join("\n")}\n`, "Lines")}
      >
        <Copy aria-hidden />
        Copy these lines
      </Button>
    </div>
  );
}
