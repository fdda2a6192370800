"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { barWords } from "#components/insight/bar-words";
import { CountTable } from "#components/insight/count-table";
import { Figure, Nothing } from "#components/insight/figure";
import { listHref } from "#components/insight/hrefs";
import { VolumeChart } from "#components/insight/volume-chart";
import { useFormat } from "#lib/client/format";
import { volumeQuery } from "#lib/client/insight-queries";
import type { VolumeBar, VolumeView } from "#lib/insight/view";
import type { SummaryFilter } from "#lib/summaries/view";

type Props = { filter: SummaryFilter; first?: VolumeView };

/** When the emails came. */
export function VolumePanel({ filter, first }: Props) {
  const format = useFormat();
  const query = useQuery({ ...volumeQuery(filter), initialData: first });
  const hrefOf = ({ from, to }: VolumeBar) => listHref(filter, { from, to });
  return (
    <Figure
      title="Emails over time"
      description={query.data ? <Totals volume={query.data} filter={filter} /> : null}
      query={query}
      empty={(volume) =>
        volume.bars.length > 0 ? null : (
          <Nothing>
            {volume.total === 0
              ? "There are no emails here."
              : "None of these emails has a date, so nothing can be drawn."}
          </Nothing>
        )
      }
      picture={(volume) => (
        <VolumeChart key={`${volume.unit} ${volume.bars[0]?.from}`} volume={volume} hrefOf={hrefOf} />
      )}
      table={(volume) => (
        <CountTable
          caption={`Emails per ${volume.unit}`}
          head={volume.unit[0]?.toUpperCase() + volume.unit.slice(1)}
          rows={volume.bars.map((bar) => ({
            name: barWords(bar, volume.unit, format),
            count: bar.count,
            href: hrefOf(bar),
          }))}
        />
      )}
    />
  );
}

function Totals({ volume, filter }: { volume: VolumeView; filter: SummaryFilter }) {
  const format = useFormat();
  return (
    <span className="numbers">
      <Link prefetch={false} className="text-link" href={listHref(filter)}>
        {format.count(volume.total, "email")}
      </Link>
      {volume.undated > 0 && volume.bars.length > 0 ? `, ${format.number(volume.undated)} of them without a date` : ""}
    </span>
  );
}
