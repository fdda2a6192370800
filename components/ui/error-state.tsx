"use client";
import { Button } from "@heroui/react/button";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

type Props = { title: string; children?: ReactNode; onRetry?: () => void; retryLabel?: string; actions?: ReactNode };

/** Says what happened, what it means for the emails, and offers the one right button. */
export function ErrorState({ title, children, onRetry, retryLabel = "Try again", actions }: Props) {
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-12 text-center">
      <span className="mb-4 grid size-11 place-items-center rounded-xl bg-danger-soft text-danger-soft-foreground">
        <TriangleAlert aria-hidden className="size-5" strokeWidth={1.75} />
      </span>
      <p className="font-semibold">{title}</p>
      {children ? <div className="mt-1 max-w-md text-sm text-muted">{children}</div> : null}
      <div className="mt-5 flex flex-wrap justify-center gap-2 empty:hidden">
        {onRetry ? <Button onPress={onRetry}>{retryLabel}</Button> : null}
        {actions}
      </div>
    </div>
  );
}
