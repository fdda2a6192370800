"use client";

import { Button } from "@heroui/react/button";
import type { UseQueryResult } from "@tanstack/react-query";
import { ChartColumn, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ErrorState } from "#components/ui/error-state";
import { Panel } from "#components/ui/panel";

type Props<T> = {
  title: string;
  description?: ReactNode;
  query: Pick<UseQueryResult<T>, "data" | "isPlaceholderData" | "isError" | "error" | "refetch">;
  /** What stands there when there is nothing to show; null when there is. */
  empty: (data: T) => ReactNode | null;
  picture: (data: T) => ReactNode;
  table: (data: T) => ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** A picture with a table behind it, and what stands there while it is read, when that fails and when it is empty. */
export function Figure<T>({ title, description, query, empty, picture, table, actions, className }: Props<T>) {
  const [isTable, setTable] = useState(false);
  const { data } = query;
  const nothing = data === undefined ? null : empty(data);
  const hasPicture = data !== undefined && nothing === null;
  return (
    <Panel
      title={title}
      description={description}
      className={className}
      actions={
        hasPicture ? (
          <>
            {actions}
            <Button
              size="sm"
              variant="ghost"
              aria-label={`${title}: show as ${isTable ? "picture" : "table"}`}
              onPress={() => setTable(!isTable)}
            >
              {isTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
              {isTable ? "Show as picture" : "Show as table"}
            </Button>
          </>
        ) : null
      }
    >
      <div className={query.isPlaceholderData ? "stale" : ""} aria-busy={data === undefined || query.isPlaceholderData}>
        {data === undefined ? <Reading query={query} /> : null}
        {nothing}
        {hasPicture && data !== undefined ? (isTable ? table(data) : picture(data)) : null}
      </div>
    </Panel>
  );
}

/** While nothing is there yet, or when it could not be read. */
export function Reading({ query }: { query: Pick<UseQueryResult, "isError" | "error" | "refetch"> }) {
  if (!query.isError) return <div aria-hidden className="h-40 animate-pulse rounded-xl bg-surface-secondary" />;
  return (
    <ErrorState title="This could not be counted" onRetry={() => query.refetch()}>
      {query.error?.message} Nothing is lost.
    </ErrorState>
  );
}

/** Says in a sentence that there is nothing to show, and why. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="py-6 text-sm text-muted">{children}</p>;
}
