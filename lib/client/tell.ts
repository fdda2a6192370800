"use client";
import { useCallback, useSyncExternalStore } from "react";

/** Whether this browser tells when a batch is done. Kept here, not on the server: each person's browser is their own. */
const WISH = "mailgist.tell";
/** Ends that were told already, newest last, so that of five open tabs one speaks. */
const TOLD = "mailgist.told";
/** Batches that were seen running, so that one that ends while no tab is open is told at the next look. */
const AWAITED = "mailgist.awaited";
const MOST_TOLD = 100;
const LOCK = "mailgist-tell";
const CHANGED = "mailgist-tell-changed";

/** "off" until a person asked for it; "blocked" when the browser does not allow it; "unknown" on the server. */
export type Tell = "unknown" | "missing" | "blocked" | "off" | "on";

/** Whether a batch's end is told, and the switch. Turning it on asks the browser, so only a click may do it. */
export function useTell(): { tell: Tell; turnOn: () => Promise<void>; turnOff: () => void } {
  const tell = useSyncExternalStore<Tell>(subscribe, readTell, () => "unknown");
  const turnOn = useCallback(async () => {
    const answer = await Notification.requestPermission();
    if (answer === "granted") localStorage.setItem(WISH, "on");
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  const turnOff = useCallback(() => {
    localStorage.removeItem(WISH);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return { tell, turnOn, turnOff };
}

function readTell(): Tell {
  if (typeof Notification === "undefined") return "missing";
  if (Notification.permission === "denied") return "blocked";
  return Notification.permission === "granted" && localStorage.getItem(WISH) === "on" ? "on" : "off";
}

function subscribe(onChange: () => void): () => void {
  for (const event of ["storage", CHANGED, "focus"]) window.addEventListener(event, onChange);
  return () => {
    for (const event of ["storage", CHANGED, "focus"]) window.removeEventListener(event, onChange);
  };
}

/** Takes note of what runs now; answers the batches that ran at the last look, of any tab, and do no more. */
export function endedSince(running: number[]): Promise<number[]> {
  return locked(() => {
    const before = readList<number>(AWAITED);
    writeList(AWAITED, running);
    return before.filter((id) => !running.includes(id));
  });
}

/** Runs `show` in one tab only, once for each key, however many tabs and reloads there are. */
export function tellOnce(key: string, show: () => void): Promise<void> {
  return locked(() => {
    const told = readList<string>(TOLD);
    if (told.includes(key)) return;
    writeList(TOLD, [...told, key].slice(-MOST_TOLD));
    show();
  });
}

/** One tab at a time. Without locks (an old browser) tabs may at worst both speak. */
async function locked<T>(run: () => T): Promise<T> {
  if (!("locks" in navigator)) return run();
  return (await navigator.locks.request(LOCK, async () => run())) as T;
}

function readList<T>(name: string): T[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? "[]");
    return Array.isArray(value) ? (value as T[]) : [];
  } catch {
    return [];
  }
}

const writeList = (name: string, list: unknown[]) => localStorage.setItem(name, JSON.stringify(list));
