"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { type Corner, MAP_SIZE } from "#lib/summaries/area";

/** How far an arrow key moves the cross; with Shift, for the last bit. */
const STEP = 48;
const SMALL_STEP = 8;
/** A corner of a drawn line that is nearer to the last one says nothing. */
const NEAR = 6;
/** A line this short was a click. */
const CLICK = 12;

const ARROWS: Record<string, Corner> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

type Options = {
  /** A touch scrolls the page unless drawing was asked for. */
  isDrawing: boolean;
  onChosen: (corners: Corner[]) => void;
  onClick: (place: Corner) => void;
};

/**
 * Choosing an area of the map: with a pointer by drawing around it, by keyboard as a rectangle: arrows move the cross, Enter
 * sets one corner and then the other, Escape begins again. All places are those of the map.
 */
export function useMapArea({ isDrawing, onChosen, onClick }: Options) {
  const [line, setLine] = useState<Corner[] | null>(null);
  const [cross, setCross] = useState<Corner | null>(null);
  const [corner, setCorner] = useState<Corner | null>(null);
  const rectangle = corner && cross ? rectangleOf(corner, cross) : null;

  const pointer = {
    onPointerDown(event: PointerEvent<HTMLCanvasElement>) {
      if (event.button !== 0 || (event.pointerType === "touch" && !isDrawing)) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setCorner(null);
      setLine([placeOf(event)]);
    },
    onPointerMove(event: PointerEvent<HTMLCanvasElement>) {
      if (!line) return;
      const place = placeOf(event);
      if (distance(place, line.at(-1) ?? place) >= NEAR) setLine([...line, place]);
    },
    onPointerUp(event: PointerEvent<HTMLCanvasElement>) {
      if (!line) return;
      setLine(null);
      const farthest = Math.max(...line.map((one) => distance(one, line[0] ?? one)));
      if (line.length < 3 || farthest < CLICK) onClick(placeOf(event));
      else onChosen(line);
    },
    onPointerCancel: () => setLine(null),
  };

  function onKeyDown(event: KeyboardEvent) {
    const arrow = ARROWS[event.key];
    const from = cross ?? { x: MAP_SIZE / 2, y: MAP_SIZE / 2 };
    if (arrow) {
      const step = event.shiftKey ? SMALL_STEP : STEP;
      setCross({ x: clamp(from.x + step * arrow.x), y: clamp(from.y + step * arrow.y) });
    } else if (event.key === "Enter" || event.key === " ") {
      setCross(from);
      if (rectangle && corner && corner.x !== from.x && corner.y !== from.y) {
        setCorner(null);
        onChosen(rectangle);
      } else setCorner(from);
    } else if (event.key === "Escape" && (corner || cross)) {
      setCorner(null);
      setCross(null);
    } else return;
    event.preventDefault();
  }

  return {
    drawn: line ?? rectangle,
    cross,
    isCornerSet: corner !== null,
    pointer,
    onKeyDown,
    leave: () => setCross(null),
  };
}

function rectangleOf(one: Corner, other: Corner): Corner[] {
  return [one, { x: other.x, y: one.y }, other, { x: one.x, y: other.y }];
}

/** Where on the map a pointer is. */
export function placeOf(event: PointerEvent<HTMLCanvasElement>): Corner {
  const box = event.currentTarget.getBoundingClientRect();
  return {
    x: clamp(((event.clientX - box.left) / box.width) * MAP_SIZE),
    y: clamp(((event.clientY - box.top) / box.height) * MAP_SIZE),
  };
}

const clamp = (value: number) => Math.max(0, Math.min(MAP_SIZE, value));
const distance = (one: Corner, other: Corner) => Math.hypot(one.x - other.x, one.y - other.y);
