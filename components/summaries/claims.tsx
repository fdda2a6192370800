"use client";

import { Tooltip } from "@heroui/react/tooltip";
import { TriangleAlert } from "lucide-react";
import { Link } from "react-aria-components/Link";
import { claimWords } from "#components/summaries/claim-words";
import { type Segment, Segments, splitMarks } from "#components/summaries/marks";
import type { Claim, ClaimPlace } from "#lib/summaries/view";

/** A stretch of a summary, with what its email does not support, and the searched words inside it. */
export type Piece = { start: number; claim: Claim | null; segments: Segment[] };

/** Splits a text at its claims, and inside them at the words that were searched for. The segments joined are the text. */
export function splitClaims(text: string, terms: readonly string[], claims: readonly Claim[]): Piece[] {
  const pieces: Piece[] = [];
  let rest = splitMarks(text, terms);
  let done = 0;
  const take = (end: number, claim: Claim | null) => {
    if (end <= done) return;
    const [segments, others] = cut(rest, end - done);
    pieces.push({ start: done, claim, segments });
    rest = others;
    done = end;
  };
  for (const claim of claims) {
    if (claim.start < done || claim.end > text.length) continue;
    take(claim.start, null);
    take(claim.end, claim);
  }
  take(text.length, null);
  return pieces;
}

function cut(segments: Segment[], length: number): [Segment[], Segment[]] {
  const before: Segment[] = [];
  let left = length;
  for (const [at, segment] of segments.entries()) {
    if (left === 0) return [before, segments.slice(at)];
    if (segment.text.length <= left) {
      before.push(segment);
      left -= segment.text.length;
      continue;
    }
    before.push({ ...segment, text: segment.text.slice(0, left) });
    return [before, [{ ...segment, text: segment.text.slice(left) }, ...segments.slice(at + 1)]];
  }
  return [before, []];
}

type Props = { text: string; terms: readonly string[]; claims: readonly Claim[] };

const UNDERLINE =
  "underline decoration-warning-soft-foreground decoration-dotted decoration-2 underline-offset-3 [text-decoration-skip-ink:none]";

/** A summary in a row, which is one link: unsupported stretches are underlined and nothing else. */
export function ClaimedText({ text, terms, claims }: Props) {
  return splitClaims(text, terms, claimsIn(claims)).map(({ start, claim, segments }) => (
    <span key={start} className={claim ? UNDERLINE : undefined}>
      <Segments segments={segments} />
    </span>
  ));
}

/** The id of a claim's explanation below the text. */
export const claimId = (id: number, { start, in: place }: Claim) =>
  place ? `claim-${id}-${place.field}-${place.at}-${start}` : `claim-${id}-${start}`;

/** The claims of a summary's own text, or of one value beside it. */
export function claimsIn(claims: readonly Claim[], field?: ClaimPlace["field"], at?: number): Claim[] {
  return claims.filter(({ in: place }) => place?.field === field && place?.at === at);
}

/** A summary to be read: each unsupported stretch explains itself when pointed at, and leads to its line below. */
export function ExplainedText({ id, text, terms, claims }: Props & { id: number }) {
  return splitClaims(text, terms, claims).map(({ start, claim, segments }) =>
    claim ? (
      <Tooltip key={start} delay={150}>
        <Link
          className={`rounded-xs bg-warning-soft px-0.5 text-warning-soft-foreground outline-none focus-visible:ring-2 focus-visible:ring-focus ${UNDERLINE} cursor-help`}
          onPress={() => document.getElementById(claimId(id, claim))?.focus()}
        >
          <Segments segments={segments} />
          <TriangleAlert aria-hidden className="ms-0.5 inline size-3 align-[-0.1em]" />
        </Link>
        <Tooltip.Content className="max-w-72">{claimWords(claim, text)}</Tooltip.Content>
      </Tooltip>
    ) : (
      <span key={start}>
        <Segments segments={segments} />
      </span>
    ),
  );
}
