"use client";

import { useCallback, useSyncExternalStore } from "react";

const NAME = "mailgist_export_without";
const CHANGED = "mailgist-export-columns";

/**
 * The columns that this browser's exports go without, by their keys. What is left out is remembered, not what is chosen:
 * fields that later instructions ask for are in by themselves.
 */
export function useLeftOut(): [leftOut: string[], change: (leftOut: string[]) => void] {
  const stored = useSyncExternalStore(listen, read, () => "[]");
  const change = useCallback((leftOut: string[]) => {
    try {
      localStorage.setItem(NAME, JSON.stringify(leftOut));
    } catch {
      // A browser that stores nothing exports every column.
    }
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [parse(stored), change];
}

function listen(onChange: () => void): () => void {
  for (const name of [CHANGED, "storage"]) window.addEventListener(name, onChange);
  return () => {
    for (const name of [CHANGED, "storage"]) window.removeEventListener(name, onChange);
  };
}

function read(): string {
  try {
    return localStorage.getItem(NAME) ?? "[]";
  } catch {
    return "[]";
  }
}

function parse(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}
