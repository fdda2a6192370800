/** What screens see of insight. Types only: shared by lib, app and components. */

/** How wide a bar of the volume is. */
export type VolumeUnit = "day" | "week" | "month" | "year";

/** One bar: the emails of the days `from` to `to` ("2026-11-23", inclusive, by this computer's clock). */
export type VolumeBar = { from: string; to: string; count: number };

/** Emails over time, without gaps. `total` is everything under the filter, `undated` what has no date. */
export type VolumeView = { unit: VolumeUnit; bars: VolumeBar[]; undated: number; total: number };

/** One row of a ranking: what it is called, what the list is narrowed to for it, how many. */
export type Count = { name: string; value: string; count: number };

/** Who writes most: `top` the first ten, `senders` how many names there are. `isCapped`: of the newest 5,000 only. */
export type SendersView = { top: Count[]; senders: number; isCapped: boolean };

/** What answers say beside the summaries, with how many say it; empty where nobody asked. `isCapped` as above. */
export type JudgementsView = { sentiment: Count[]; urgency: Count[]; category: Count[]; isCapped: boolean };

export type ActionItem = {
  summaryId: number;
  place: number;
  what: string;
  owner: string | null;
  /** As the answer says it. */
  due: string | null;
  /** The day that is meant, "2026-11-23"; null when it cannot be told. */
  dueDay: string | null;
  sender: string;
  subject: string;
  doneAt: number | null;
  doneBy: string;
};

/** `open` is counted up to 1,000. */
export type ActionsView = { items: ActionItem[]; open: number; openIsCapped: boolean; hasDone: boolean };

/** A sentence out of a summary, and the summaries that say it or nearly the same; the first is the one it is taken from. */
export type DigestLine = { text: string; ids: number[]; sender: string; date: number | null };

/** `count` summaries of those that were read. `tag` or `category` name what the list can be narrowed to. */
export type DigestGroup = { title: string; count: number; tag?: number; category?: string; lines: DigestLine[] };

/** How a digest is divided. */
export type DigestBy = "tag" | "category" | "meaning" | "sender";

/** `read` is how many summaries it was made of, the newest under the filter; `isCapped` when there are more. */
export type DigestView = { by: DigestBy; groups: DigestGroup[]; rest: number; read: number; isCapped: boolean };

/** A part of the map that belongs together. `area` narrows the list to it; `count` is of the points that are shown. */
export type MapRegion = { words: string[]; area: string; count: number; x: number; y: number };

/**
 * The map under a filter. "off": vectors cannot be compared on this computer; "few": too few summaries have a vector;
 * "making": there are enough, and it is being laid out. `points` is base64 of four 16- and 32-bit numbers a point, see
 * lib/insight/points; they are a sample when `isSampled`. `placed` of `total` vectors have a place.
 */
export type MapView = {
  state: "ready" | "off" | "few" | "making";
  map: number;
  points: string;
  shown: number;
  isSampled: boolean;
  placed: number;
  total: number;
  regions: MapRegion[];
};
