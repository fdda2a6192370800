import type { Format } from "#lib/client/format";
import type { VolumeBar, VolumeUnit } from "#lib/insight/view";

/** What a bar of the volume stands for: "3 Nov 2026", "Week of 2 Nov 2026", "November 2026", "2026". */
export function barWords({ from }: VolumeBar, unit: VolumeUnit, format: Format): string {
  const at = Date.parse(`${from}T00:00:00Z`);
  if (unit === "year") return from.slice(0, 4);
  if (unit === "month") {
    return new Date(at).toLocaleDateString(format.locale, { month: "long", year: "numeric", timeZone: "UTC" });
  }
  return unit === "week" ? `Week of ${format.day(at)}` : format.day(at);
}
