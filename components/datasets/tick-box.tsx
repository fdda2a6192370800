"use client";
import { useEffect, useRef } from "react";

type Props = {
  label: string;
  isTicked: boolean;
  isPartly?: boolean;
  onChange: (isTicked: boolean) => void;
  /** -1 inside a grid, whose rows answer to the space bar. */
  tabIndex?: number;
};

/** A native checkbox with a target of 32 px. Light enough for long lists. */
export function TickBox({ label, isTicked, isPartly = false, onChange, tabIndex }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPartly;
  }, [isPartly]);
  return (
    <label className="grid size-8 cursor-pointer place-items-center">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={isTicked}
        onChange={(event) => onChange(event.target.checked)}
        tabIndex={tabIndex}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  );
}
