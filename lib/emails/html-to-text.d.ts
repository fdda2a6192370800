declare module "html-to-text" {
  import type { HtmlNode } from "#lib/emails/html-hidden";

  export type Builder = {
    /** What the call of the converter was given along. */
    metadata: unknown;
    addInline(text: string): void;
    openBlock(options?: { leadingLineBreaks?: number }): void;
    closeBlock(options?: { trailingLineBreaks?: number }): void;
  };
  export type Formatter = (
    element: HtmlNode,
    walk: (children: HtmlNode[], builder: Builder) => void,
    builder: Builder,
    options: Record<string, unknown>,
  ) => void;
  export type Options = {
    wordwrap?: number | false;
    limits?: { maxInputLength?: number; maxDepth?: number; maxChildNodes?: number; ellipsis?: string };
    baseElements?: { selectors: string[] };
    formatters?: Record<string, Formatter>;
    selectors?: { selector: string; format?: string; options?: Record<string, unknown> }[];
  };
  export function compile(options?: Options): (html: string, metadata?: unknown) => string;
}
