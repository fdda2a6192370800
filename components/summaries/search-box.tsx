"use client";

import { SearchField } from "@heroui/react/search-field";
import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 150;

type Props = { value: string; onChange: (value: string) => void; className?: string; placeholder?: string };

/** Searches while it is typed into, a short pause after the last letter, and at once on Enter. */
export function SearchBox({ value, onChange, className, placeholder = "Search summary, subject or sender" }: Props) {
  const [typed, setTyped] = usePause(value, onChange);
  return (
    <SearchField
      aria-label="Search summaries"
      className={className}
      fullWidth
      value={typed.text}
      onChange={setTyped}
      onSubmit={onChange}
    >
      <SearchField.Group>
        <SearchField.SearchIcon />
        <SearchField.Input placeholder={placeholder} maxLength={200} />
        <SearchField.ClearButton aria-label="Clear the search" />
      </SearchField.Group>
    </SearchField>
  );
}

/**
 * What is typed, told on after a pause. A value that changes from outside (Back, a removed filter) replaces it, but
 * the echo of what was told on does not: letters typed meanwhile stay.
 */
export function usePause(value: string, onChange: (value: string) => void) {
  const [typed, setTyped] = useState({ text: value, isOurs: false });
  const told = useRef(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped({ text: value, isOurs: false });
  }, [value]);
  useEffect(() => {
    if (!typed.isOurs) return;
    const timer = setTimeout(() => {
      const text = typed.text.trim();
      if (text === told.current) return;
      told.current = text;
      latest.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, (text: string) => setTyped({ text, isOurs: true })] as const;
}
