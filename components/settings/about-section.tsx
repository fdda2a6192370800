import { Panel } from "#components/ui/panel";

/** What leaves this computer and what does not. */
export function AboutSection({ openaiHost }: { openaiHost: string }) {
  return (
    <Panel title="About and privacy">
      <div className="flex max-w-prose flex-col gap-2 text-sm">
        <p>
          Mailgist runs on this computer and keeps everything here. It has no accounts, counts nothing and calls nobody
          by itself.
        </p>
        <p>
          Emails leave this computer only when you submit a batch to OpenAI: what its preview shows goes to {openaiHost}
          , and nothing else does. With the built-in engine nothing leaves at all.
        </p>
        <p className="text-muted">Mailgist is free software under the MIT licence.</p>
      </div>
    </Panel>
  );
}
