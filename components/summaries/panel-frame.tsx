"use client";

import { Drawer } from "@heroui/react/drawer";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { type PanelProps, SummaryPanel } from "#components/summaries/summary-panel";

const WIDE = "(min-width: 64rem)";

/** The open summary: beside the list where there is room for both, over it where there is not. */
export function PanelFrame(props: PanelProps) {
  const isWide = useIsWide();
  usePanelKeys(props);
  if (isWide) {
    return (
      <aside
        aria-label="Open summary"
        className="panel sticky top-20 hidden h-[calc(100dvh-6.5rem)] w-[66%] shrink-0 flex-col overflow-hidden lg:flex"
      >
        <SummaryPanel {...props} />
      </aside>
    );
  }
  return (
    <Drawer.Backdrop isOpen onOpenChange={(isOpen) => (isOpen ? undefined : props.onClose())}>
      <Drawer.Content placement="right">
        <Drawer.Dialog aria-label="Open summary" className="w-full max-w-full p-0 sm:w-[min(40rem,92vw)]">
          <SummaryPanel {...props} />
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
  );
}

const NEXT = new Set(["j", "ArrowDown", "ArrowRight"]);
const PREVIOUS = new Set(["k", "ArrowUp", "ArrowLeft"]);
const TAKES_KEYS = "input, textarea, select, [contenteditable], [role=menu], [role=listbox]";

/** j and k, the arrow keys and Esc work wherever the focus is, unless something there needs the key itself. */
function usePanelKeys(props: PanelProps) {
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(TAKES_KEYS)) return;
      const { next, previous, onOpen, onClose } = latest.current;
      const isScrolling = target?.closest("[aria-label='Summary and email']") && /^Arrow(Up|Down)$/.test(event.key);
      if (isScrolling) return;
      if (event.key === "Escape") onClose();
      else if (NEXT.has(event.key)) {
        event.preventDefault();
        if (next) onOpen(next.id);
      } else if (PREVIOUS.has(event.key)) {
        event.preventDefault();
        if (previous) onOpen(previous.id);
      }
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = window.matchMedia(WIDE);
      query.addEventListener("change", onChange);
      return () => query.removeEventListener("change", onChange);
    },
    () => window.matchMedia(WIDE).matches,
    () => true,
  );
}
