"use client";

import { useEffect, useRef } from "react";

const TAKES_KEYS = "input, textarea, select, [contenteditable], [role=menu], [role=listbox]";

/**
 * Calls what belongs to a key wherever the focus is, unless something there needs the key itself. A handler answers
 * false when it leaves the key to the browser.
 */
export function usePanelKeys(keys: Record<string, (target: Element | null) => unknown>) {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(TAKES_KEYS)) return;
      if (!Object.hasOwn(latest.current, event.key)) return;
      if (latest.current[event.key]?.(target) !== false) event.preventDefault();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
