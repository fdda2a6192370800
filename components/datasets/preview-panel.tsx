"use client";
import { Tabs } from "@heroui/react/tabs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DownloadFiles } from "#components/datasets/download-files";
import { RawLines } from "#components/datasets/raw-lines";
import { ReadableRequests } from "#components/datasets/readable-requests";
import { ErrorState } from "#components/ui/error-state";
import { Pager } from "#components/ui/pager";
import { Panel } from "#components/ui/panel";
import type { DraftView } from "#lib/batches/draft-view";
import { previewQuery } from "#lib/client/batch-queries";

const PER_PAGE = 5;

/** Exactly what would be sent: to read, as the lines themselves, and as the file. */
export function PreviewPanel({ view }: { view: DraftView }) {
  const [offset, setOffset] = useState(0);
  const start = offset < view.emailCount ? offset : 0;
  const { data, error, refetch, isPlaceholderData } = useQuery(previewQuery(view, start, PER_PAGE));
  return (
    <Panel title="Preview" description="Exactly what would be sent, one request for each email.">
      {error && !data ? (
        <ErrorState title="The preview could not be made" onRetry={() => refetch()}>
          {error.message}
        </ErrorState>
      ) : null}
      {!data && !error ? <p className="text-sm text-muted">Writing the requests…</p> : null}
      {data ? (
        <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "stale" : ""}>
          <Tabs variant="secondary" className="gap-4">
            <Tabs.ListContainer className="w-fit">
              <Tabs.List aria-label="How to show it">
                <Tabs.Tab
                  id="readable"
                  className="whitespace-nowrap data-selected:shadow-[inset_0_-2px_0_var(--accent)]"
                >
                  To read
                </Tabs.Tab>
                <Tabs.Tab id="raw" className="whitespace-nowrap data-selected:shadow-[inset_0_-2px_0_var(--accent)]">
                  Raw lines
                </Tabs.Tab>
              </Tabs.List>
            </Tabs.ListContainer>
            <Tabs.Panel id="readable" className="p-0">
              <ReadableRequests requests={data.requests} />
            </Tabs.Panel>
            <Tabs.Panel id="raw" className="p-0">
              <RawLines requests={data.requests} />
            </Tabs.Panel>
          </Tabs>
          <Pager className="mt-4" offset={start} perPage={PER_PAGE} total={data.total} onOffset={setOffset} />
        </div>
      ) : null}
      <DownloadFiles view={view} />
    </Panel>
  );
}
