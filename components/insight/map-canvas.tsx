"use client";

import { useTheme } from "next-themes";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { nearestPoint, paintMap } from "#components/insight/map-paint";
import { placeOf, useMapArea } from "#components/insight/use-map-area";
import { useFormat } from "#lib/client/format";
import type { Point } from "#lib/insight/points";
import type { MapRegion } from "#lib/insight/view";
import { areaTest, type Corner, MAP_SIZE } from "#lib/summaries/area";

/** How near a pointer has to be to mean a point. */
const REACH = 24;

type Props = {
  points: Point[];
  regions: MapRegion[];
  chosen: Corner[] | null;
  isDrawing: boolean;
  onChosen: (corners: Corner[]) => void;
  onHover: (id: number | null) => void;
  onOpen: (id: number) => void;
};

/** The map itself: a canvas to point at and to draw on, and the same by keyboard, told in words. */
export function MapCanvas({ points, regions, chosen, isDrawing, onChosen, onHover, onOpen }: Props) {
  const format = useFormat();
  const help = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { resolvedTheme } = useTheme();
  const [size, setSize] = useState(0);
  const [hovered, setHovered] = useState<Point | null>(null);
  const area = useMapArea({
    isDrawing,
    onChosen,
    onClick(place) {
      const point = nearestPoint(points, place, REACH);
      if (point) onOpen(point.id);
    },
  });
  const corners = area.drawn ?? chosen;
  const inside = useMemo(
    () => new Set(corners ? points.filter(areaTest(corners)).map((point) => point.id) : []),
    [corners, points],
  );

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    // Theme and size are looked up while painting.
    if (!canvas.current || size === 0 || !resolvedTheme) return;
    paintMap(canvas.current, { points, chosen: inside, corners: corners ?? [], cross: area.cross, hovered });
  }, [points, inside, corners, area.cross, hovered, size, resolvedTheme]);

  function hover(point: Point | null) {
    if (point === hovered) return;
    setHovered(point);
    onHover(point?.id ?? null);
  }

  const told = area.isCornerSet
    ? `${format.count(inside.size, "email")} in the rectangle. Enter chooses it.`
    : area.cross
      ? `At ${regionWords(regions, area.cross) || "an empty place"}. Enter sets a corner.`
      : "";
  return (
    <div
      role="application"
      aria-roledescription="map"
      aria-label={`Map of ${format.count(points.length, "summary", "summaries")}`}
      aria-describedby={help}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: The map is worked by keyboard, as its description says.
      tabIndex={0}
      onKeyDown={area.onKeyDown}
      onBlur={area.leave}
      className="relative aspect-square w-full overflow-hidden rounded-xl border border-border bg-surface-secondary"
    >
      <canvas
        ref={canvas}
        aria-hidden
        {...area.pointer}
        onPointerMove={(event) => {
          area.pointer.onPointerMove(event);
          hover(area.drawn ? null : nearestPoint(points, placeOf(event), REACH));
        }}
        onPointerLeave={() => hover(null)}
        className={`absolute inset-0 size-full ${hovered ? "cursor-pointer" : "cursor-crosshair"} ${isDrawing ? "touch-none" : ""}`}
      />
      {regions.filter(hasWords).map((region) => (
        <span
          key={region.area}
          aria-hidden
          dir="auto"
          className="pointer-events-none absolute max-w-32 -translate-x-1/2 -translate-y-1/2 rounded bg-surface/85 px-1.5 py-0.5 text-center text-xs font-medium leading-tight"
          style={{ left: `${edge(region.x)}%`, top: `${(100 * region.y) / MAP_SIZE}%` }}
        >
          {region.words.join(", ")}
        </span>
      ))}
      <p id={help} className="sr-only">
        Arrow keys move a cross, with Shift by small steps. Enter sets one corner of a rectangle and then the other;
        Escape begins again. The table holds the same as links.
      </p>
      <p
        role="status"
        className={told ? "absolute inset-x-2 bottom-2 rounded bg-surface/90 px-2 py-1 text-sm" : "sr-only"}
      >
        {told}
      </p>
    </div>
  );
}

/** Few summaries may have no word in common that says anything. */
const hasWords = ({ words }: MapRegion) => words.length > 0;

/** A label stays inside the map. */
const edge = (x: number) => Math.max(14, Math.min(86, (100 * x) / MAP_SIZE));

function regionWords(regions: readonly MapRegion[], place: Corner): string {
  const near = [...regions].sort(
    (a, b) => Math.hypot(a.x - place.x, a.y - place.y) - Math.hypot(b.x - place.x, b.y - place.y),
  )[0];
  return near?.words.join(", ") ?? "";
}
