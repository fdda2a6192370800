import type { ReactNode } from "react";

type Props = { title: ReactNode; description?: ReactNode; eyebrow?: ReactNode; actions?: ReactNode };

/** The top of a page: one h1, what it is about, and what can be done here. */
export function PageHeader({ title, description, eyebrow, actions }: Props) {
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-48">
        {eyebrow ? <div className="mb-1 text-sm text-muted">{eyebrow}</div> : null}
        <h1 className="text-2xl font-semibold leading-tight wrap-anywhere sm:text-[1.75rem]">{title}</h1>
        {description ? <div className="mt-1.5 max-w-prose text-muted">{description}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
