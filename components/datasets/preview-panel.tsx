"use client";
import { Button } from "@heroui/react/button";
import { Tabs } from "@heroui/react/tabs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DownloadFiles } from "#components/datasets/download-files";
import { RawLines } from "#components/datasets/raw-lines";
import { ReadableRequests } from "#components/datasets/readable-requests";
import { ErrorState } from "#components/ui/error-state";
import { Panel } from "#components/ui/panel";
import type { DraftView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";
import { previewQuery } from "#lib/client/queries";

const PER_PAGE = 5;

/** Exactly what would be sent: to read, as the lines themselves, and as the file. */
export function PreviewPanel({ view }: { view: DraftView }) {
  const format = useFormat();
  const [offset, setOffset] = useState(0);
  const start = offset < view.emailCount ? offset : 0;
  const { data, error, refetch, isPlaceholderData } = useQuery(previewQuery(view, start, PER_PAGE));
  const last = data ? Math.min(start + PER_PAGE, data.total) : 0;
  return (
    <Panel title="Preview" description="Exactly what would be sent, one request for each email.">
      {error && !data ? (
        <ErrorState title="The preview could not be made" onRetry={() => refetch()}>
          {error.message}
        </ErrorState>
      ) : null}
      {!data && !error ? <p className="text-sm text-muted">Writing the requests…</p> : null}
      {data ? (
        <div aria-busy={isPlaceholderData} className={`transition-opacity ${isPlaceholderData ? "opacity-60" : ""}`}>
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
          {data.total > PER_PAGE ? (
            <div className="numbers mt-4 flex flex-wrap items-center gap-2 text-sm text-muted">
              <span className="mr-auto" aria-live="polite">
                {format.number(start + 1)} to {format.number(last)} of {format.number(data.total)}
              </span>
              <Button size="sm" variant="tertiary" isDisabled={start === 0} onPress={() => setOffset(start - PER_PAGE)}>
                Previous
              </Button>
              <Button
                size="sm"
                variant="tertiary"
                isDisabled={last >= data.total}
                onPress={() => setOffset(start + PER_PAGE)}
              >
                Next
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
      <DownloadFiles view={view} />
    </Panel>
  );
}
