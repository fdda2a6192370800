import { type ReactNode, useId } from "react";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Under the heading, across the whole width. */
  below?: ReactNode;
  children: ReactNode;
  /** Without padding, for tables and lists that reach the edges. */
  isFlush?: boolean;
  className?: string;
};

/** A card with a heading (h2): a named region of a page. */
export function Panel({ title, description, actions, below, children, isFlush = false, className = "" }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`panel min-w-0 ${className}`}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-6 sm:pt-5">
        <div className="min-w-0">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          {description ? <div className="mt-0.5 text-sm text-muted">{description}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2 max-sm:w-full">{actions}</div> : null}
      </div>
      {below}
      <div className={isFlush ? "mt-4" : "px-4 pt-4 pb-5 sm:px-6 sm:pb-6"}>{children}</div>
    </section>
  );
}
