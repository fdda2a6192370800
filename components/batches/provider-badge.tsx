import { Cloud, Laptop } from "lucide-react";

/** Who writes or wrote the summaries: this computer, or somebody out there. */
export function ProviderBadge({ provider, name }: { provider: string; name: string }) {
  const Icon = provider === "engine" ? Laptop : Cloud;
  return (
    <span className="inline-flex items-center gap-1.5 rounded-full border border-border px-2 py-px text-xs font-medium whitespace-nowrap text-foreground">
      <Icon aria-hidden className="size-3 text-muted" />
      {name}
    </span>
  );
}
