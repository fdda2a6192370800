"use client";

import { Drawer } from "@heroui/react/drawer";
import { useSyncExternalStore } from "react";
import { usePanelKeys } from "#components/summaries/panel-keys";
import { type PanelProps, SummaryPanel } from "#components/summaries/summary-panel";

const WIDE = "(min-width: 64rem)";

/** The open summary: beside the list where there is room for both, over it where there is not. */
export function PanelFrame(props: PanelProps) {
  const isWide = useIsWide();
  useSteps(props);
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

/** j and k, the arrow keys and Esc work wherever the focus is. Up and down scroll where there is something to scroll. */
function useSteps({ next, previous, onOpen, onClose }: PanelProps) {
  const goTo = (to: PanelProps["next"]) => () => {
    if (to) onOpen(to.id);
  };
  const unlessScrolling = (go: () => void) => (target: Element | null) =>
    target?.closest("[aria-label='Summary and email']") ? false : go();
  usePanelKeys({
    Escape: onClose,
    j: goTo(next),
    ArrowRight: goTo(next),
    ArrowDown: unlessScrolling(goTo(next)),
    k: goTo(previous),
    ArrowLeft: goTo(previous),
    ArrowUp: unlessScrolling(goTo(previous)),
  });
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
