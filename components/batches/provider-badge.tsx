import { Cloud, Laptop, Server } from "lucide-react";
import { kindOf, type ProviderKind } from "#lib/providers/kinds";

const ICONS: Record<ProviderKind, typeof Cloud> = { engine: Laptop, openai: Cloud, batches: Cloud, chat: Server };

/** Who writes or wrote the summaries: this computer, a program that is asked email by email, or somebody out there. */
export function ProviderBadge({ provider, name }: { provider: string; name: string }) {
  const Icon = ICONS[kindOf(provider)];
  return (
    <span className="inline-flex items-center gap-1.5 rounded-full border border-border px-2 py-px text-xs font-medium text-foreground">
      <Icon aria-hidden className="size-3 shrink-0 text-muted" />
      <span className="min-w-0 wrap-anywhere">{name}</span>
    </span>
  );
}
