import type { Point } from "#lib/insight/points";
import { type Corner, MAP_SIZE } from "#lib/summaries/area";

/** What is drawn: the points, the area that is chosen or being drawn, and the cross of the keyboard. */
export type MapPicture = {
  points: readonly Point[];
  chosen: ReadonlySet<number>;
  corners: readonly Corner[];
  cross: Corner | null;
  hovered: Point | null;
};

/** The fewer there are, the larger they are drawn; in pixels of the page. */
const SIZES: [most: number, size: number][] = [
  [300, 8],
  [2_000, 5],
  [8_000, 3.5],
  [Number.POSITIVE_INFINITY, 2.5],
];

/** Draws the map into a canvas as large as it stands on the page. Colours come from the canvas' own style. */
export function paintMap(canvas: HTMLCanvasElement, picture: MapPicture): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const ratio = window.devicePixelRatio || 1;
  const side = canvas.clientWidth;
  if (canvas.width !== Math.round(side * ratio)) {
    canvas.width = Math.round(side * ratio);
    canvas.height = canvas.width;
  }
  const scale = side / MAP_SIZE;
  const colourOf = (name: string) => getComputedStyle(canvas).getPropertyValue(name);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, side, side);
  const { points, chosen, corners, cross, hovered } = picture;
  const size = SIZES.find(([most]) => points.length <= most)?.[1] ?? 2;
  const dot = ({ x, y }: Corner, width: number) => {
    if (width < 4) context.rect(x * scale - width / 2, y * scale - width / 2, width, width);
    else {
      context.moveTo(x * scale + width / 2, y * scale);
      context.arc(x * scale, y * scale, width / 2, 0, 2 * Math.PI);
    }
  };
  const fill = (list: readonly Point[], colour: string, alpha: number, width: number) => {
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    // In portions: one path of 20,000 circles is slower than many short ones.
    for (let at = 0; at < list.length; at += 500) {
      context.beginPath();
      for (const point of list.slice(at, at + 500)) dot(point, width);
      context.fill();
    }
    context.globalAlpha = 1;
  };
  fill(points, colourOf("--accent"), chosen.size > 0 ? 0.3 : 0.6, size);
  if (chosen.size > 0)
    fill(
      points.filter((point) => chosen.has(point.id)),
      colourOf("--danger"),
      0.85,
      size,
    );
  if (hovered) fill([hovered], colourOf("--foreground"), 1, size + 5);
  context.strokeStyle = colourOf("--foreground");
  context.lineWidth = 1.5;
  if (corners.length > 1) {
    context.beginPath();
    for (const { x, y } of corners) context.lineTo(x * scale, y * scale);
    context.closePath();
    context.globalAlpha = 0.08;
    context.fillStyle = colourOf("--foreground");
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
  }
  if (cross) {
    context.beginPath();
    context.moveTo(cross.x * scale - 10, cross.y * scale);
    context.lineTo(cross.x * scale + 10, cross.y * scale);
    context.moveTo(cross.x * scale, cross.y * scale - 10);
    context.lineTo(cross.x * scale, cross.y * scale + 10);
    context.stroke();
  }
}

/** The point nearest to a place, no farther than `reach`; null when none is. */
export function nearestPoint(points: readonly Point[], { x, y }: Corner, reach: number): Point | null {
  let best: Point | null = null;
  let least = reach * reach;
  for (const point of points) {
    const squared = (point.x - x) ** 2 + (point.y - y) ** 2;
    if (squared <= least) [best, least] = [point, squared];
  }
  return best;
}
