"use client";
import { Button } from "@heroui/react/button";
import { Disclosure } from "@heroui/react/disclosure";
import type { PreviewRequest } from "#lib/batches/draft-view";

const ROLES: Record<string, string> = { system: "Instructions", developer: "Instructions", user: "Email" };

/** Requests as people read them. The first is open, the others one click away. */
export function ReadableRequests({ requests }: { requests: PreviewRequest[] }) {
  return (
    <ol className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {requests.map((request, index) => (
        <li key={request.customId} className="min-w-0 rounded-xl border border-border">
          <Disclosure defaultExpanded={index === 0}>
            <Disclosure.Heading>
              <Button
                slot="trigger"
                variant="ghost"
                className="h-auto min-h-11 w-full justify-start rounded-xl py-2 text-left whitespace-normal"
              >
                <span className="numbers shrink-0 text-muted">{request.line}</span>
                <span className="min-w-0 flex-1 truncate">{titleOf(request)}</span>
                <Disclosure.Indicator />
              </Button>
            </Disclosure.Heading>
            <Disclosure.Content>
              <Disclosure.Body className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 pt-1 pb-4">
                {request.messages.map((message, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the messages of one request never move
                  <div key={place}>
                    <p className="mb-1 text-xs font-medium text-muted">{ROLES[message.role] ?? message.role}</p>
                    {/* biome-ignore lint/a11y/useSemanticElements: no form field is meant */}
                    <div
                      // biome-ignore lint/a11y/noNoninteractiveTabindex: long text has to be scrolled by keyboard
                      tabIndex={0}
                      role="group"
                      aria-label={ROLES[message.role] ?? message.role}
                      className="foreign-text max-h-80 overflow-y-auto rounded-lg bg-surface-secondary px-3 py-2.5 text-sm leading-relaxed"
                    >
                      {message.content}
                    </div>
                  </div>
                ))}
              </Disclosure.Body>
            </Disclosure.Content>
          </Disclosure>
        </li>
      ))}
    </ol>
  );
}

/** The subject line of the email inside, else its first words. */
function titleOf(request: PreviewRequest): string {
  const email = request.messages.findLast(({ role }) => role === "user")?.content ?? "";
  const subject = /^\s*subject:[ \t]*(.*)$/im.exec(email.slice(0, 4000))?.[1]?.trim();
  return subject || email.slice(0, 120).trim() || request.customId;
}
