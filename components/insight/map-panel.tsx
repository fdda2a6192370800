"use client";

import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { PenLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { CountTable } from "#components/insight/count-table";
import { Figure, Nothing } from "#components/insight/figure";
import { listHref } from "#components/insight/hrefs";
import { MapCanvas } from "#components/insight/map-canvas";
import { ButtonLink } from "#components/ui/button-link";
import { Progress } from "#components/ui/progress";
import { useFormat } from "#lib/client/format";
import { mapQuery } from "#lib/client/insight-queries";
import { meaningQuery, summaryQuery } from "#lib/client/summary-queries";
import { useDebounced } from "#lib/client/use-debounced";
import { unpackPoints } from "#lib/insight/points";
import type { MapView } from "#lib/insight/view";
import { areaTest, type Corner, formatArea, parseArea } from "#lib/summaries/area";
import type { SummaryFilter } from "#lib/summaries/view";

const HOVER_MS = 120;

type Props = { filter: SummaryFilter; onArea: (area: string) => void };

/** All summaries as points, near ones near in meaning. An area of it narrows this page or the list. */
export function MapPanel({ filter, onArea }: Props) {
  const format = useFormat();
  const query = useQuery(mapQuery(filter));
  return (
    <Figure
      title="Map by meaning"
      description={query.data?.state === "ready" && query.data.shown > 0 ? <About map={query.data} /> : null}
      query={query}
      empty={(map) => (map.state === "ready" && map.shown > 0 ? null : <Missing map={map} filter={filter} />)}
      picture={(map) => <Ready key={map.map} map={map} filter={filter} onArea={onArea} />}
      table={(map) => (
        <CountTable
          caption="Parts of the map"
          head="Words that tell it from the others"
          rows={map.regions.map(({ words, area, count }, at) => ({
            name: words.join(", ") || `Part ${format.number(at + 1)}`,
            count,
            // In a sample the list has more than are counted here.
            href: listHref(filter, { area: filter.area ?? area }),
          }))}
          total={map.shown}
        />
      )}
    />
  );
}

function About({ map }: { map: MapView }) {
  const format = useFormat();
  const sample = map.isSampled ? `A fair sample of ${format.number(map.shown)} points is shown. ` : "";
  return `${sample}What lies together is near in meaning; directions mean nothing. Draw around points to choose them.`;
}

function Missing({ map, filter }: { map: MapView; filter: SummaryFilter }) {
  const progress = useQuery({ ...meaningQuery(), enabled: map.state === "few" }).data;
  const area = filter.area === undefined ? null : parseArea(filter.area);
  if (map.state === "few" && progress && progress.done < progress.total) {
    return (
      <Nothing>
        The summaries are being read for search by meaning. The map appears once a few of them are through.
      </Nothing>
    );
  }
  if (map.state === "few")
    return <Nothing>A map needs at least eight summaries with words that the search by meaning knows.</Nothing>;
  if (map.state === "off")
    return <Nothing>Search by meaning does not work on this computer, so there is no map.</Nothing>;
  if (map.state === "making") return <Nothing>The map is being laid out. That takes a few seconds.</Nothing>;
  if (area && area.map !== map.map)
    return (
      <Nothing>
        This area was drawn on an earlier map, which was laid out anew since. Remove it and draw it again.
      </Nothing>
    );
  return <Nothing>None of these summaries is on the map yet.</Nothing>;
}

function Ready({ map, filter, onArea }: { map: MapView } & Props) {
  const format = useFormat();
  const router = useRouter();
  const points = useMemo(() => unpackPoints(map.points), [map.points]);
  const [corners, setCorners] = useState<Corner[] | null>(null);
  const [isDrawing, setDrawing] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const area = corners ? formatArea({ map: map.map, corners }) : null;
  // As it stands in the address: there its corners are rounded.
  const kept = useMemo(() => (area ? (parseArea(area)?.corners ?? []) : []), [area]);
  const count = useMemo(() => (kept.length > 0 ? points.filter(areaTest(kept)).length : 0), [points, kept]);
  return (
    <div className="flex flex-col gap-4">
      {map.placed < map.total ? <Progress label="Placed on the map" done={map.placed} total={map.total} /> : null}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <MapCanvas
          points={points}
          regions={filter.area ? [] : map.regions}
          chosen={corners ? kept : null}
          isDrawing={isDrawing}
          onChosen={(next) => {
            setCorners(next);
            setDrawing(false);
          }}
          onHover={setHovered}
          onOpen={(id) => router.push(listHref(filter, { open: id }))}
        />
        <div className="flex min-w-0 flex-col gap-3">
          <Button
            size="sm"
            variant={isDrawing ? "primary" : "outline"}
            className="self-start sm:hidden"
            aria-pressed={isDrawing}
            onPress={() => setDrawing(!isDrawing)}
          >
            <PenLine aria-hidden />
            {isDrawing ? "Now draw around points" : "Draw an area"}
          </Button>
          <div aria-live="polite">
            {area ? (
              <p className="font-medium">
                {format.count(count, "email")} chosen{map.isSampled ? " among the points shown" : ""}
              </p>
            ) : (
              <p className="text-sm text-muted">
                Nothing is chosen. Draw around points, or use the arrow keys and Enter on the map.
              </p>
            )}
          </div>
          {area ? (
            <div className="flex flex-wrap gap-2">
              <ButtonLink size="sm" variant="primary" href={listHref(filter, { area })}>
                Show them in Summaries
              </ButtonLink>
              <Button size="sm" variant="secondary" onPress={() => onArea(area)}>
                Only these on this page
              </Button>
              <Button size="sm" variant="ghost" onPress={() => setCorners(null)}>
                Choose nothing
              </Button>
            </div>
          ) : null}
          <Hovered id={hovered} />
        </div>
      </div>
    </div>
  );
}

/** The summary under the pointer. */
function Hovered({ id }: { id: number | null }) {
  const settled = useDebounced(String(id ?? ""), HOVER_MS);
  const summary = useQuery({ ...summaryQuery(Number(settled)), enabled: settled !== "" }).data;
  if (id === null || settled === "" || !summary) return null;
  return (
    <div aria-hidden className="rounded-xl bg-surface-secondary p-3 text-sm">
      <p dir="auto" className="font-medium wrap-anywhere">
        {summary.subject || "No subject"}
      </p>
      <p dir="auto" className="text-muted">
        {summary.sender}
      </p>
      <p dir="auto" className="mt-1 line-clamp-6 wrap-anywhere">
        {summary.text}
      </p>
    </div>
  );
}
