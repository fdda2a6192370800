declare module "html-to-text" {
  export type Builder = {
    addInline(text: string): void;
    openBlock(options?: { leadingLineBreaks?: number }): void;
    closeBlock(options?: { trailingLineBreaks?: number }): void;
  };
  export type Formatter = (
    element: { children?: unknown[]; attribs?: Record<string, string> },
    walk: (children: unknown[], builder: Builder) => void,
    builder: Builder,
    options: Record<string, unknown>,
  ) => void;
  export type Options = {
    wordwrap?: number | false;
    limits?: { maxInputLength?: number; maxDepth?: number; maxChildNodes?: number; ellipsis?: string };
    formatters?: Record<string, Formatter>;
    selectors?: { selector: string; format?: string; options?: Record<string, unknown> }[];
  };
  export function compile(options?: Options): (html: string) => string;
}
