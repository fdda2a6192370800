import { ExternalLink } from "lucide-react";
import { Marked } from "#components/summaries/marks";

/** A stretch of mail text; `host` is set when it is a web address, and says where that really leads. */
export type MailPiece = { text: string; host: string | null; href: string | null };

const ADDRESS = /https?:\/\/[^\s<>"'`「」『』【】（）、。]+/giu;
const TAIL = /[.,;:!?)\]}*_]+$/u;

/** Splits mail text at its web addresses. The pieces joined are always `text`. */
export function splitAddresses(text: string): MailPiece[] {
  const pieces: MailPiece[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TAIL, "");
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url?.hostname) continue;
    if (match.index > done) pieces.push(plain(text.slice(done, match.index)));
    pieces.push({ text: address, host: url.host, href: url.href });
    done = match.index + address.length;
  }
  if (done < text.length) pieces.push(plain(text.slice(done)));
  return pieces;
}

const plain = (text: string): MailPiece => ({ text, host: null, href: null });

/** The text of a mail as text: nothing in it is markup, nothing is fetched, and a link names its real host. */
export function MailText({ text, terms }: { text: string; terms: readonly string[] }) {
  let offset = 0;
  return (
    <div className="foreign-text text-sm leading-relaxed text-foreground">
      {splitAddresses(text).map((piece) => {
        const key = offset;
        offset += piece.text.length;
        if (piece.href === null) return <Marked key={key} text={piece.text} terms={terms} />;
        return (
          <a
            key={key}
            href={piece.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-link font-normal"
          >
            {piece.text}
            <span className="ms-1 inline-flex items-center gap-1 rounded-md bg-default px-1.5 text-xs text-default-foreground no-underline">
              <ExternalLink aria-hidden className="size-3" />
              {piece.host}
            </span>
          </a>
        );
      })}
    </div>
  );
}
