import { type ButtonVariants, buttonVariants } from "@heroui/styles";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  href: string;
  children: ReactNode;
  variant?: ButtonVariants["variant"];
  size?: ButtonVariants["size"];
  className?: string;
  /** A file to be saved: a plain link, so that nothing is prefetched. */
  isDownload?: boolean;
};

/** A link that looks like a button. It goes somewhere; a button does something. */
export function ButtonLink({ href, children, variant = "secondary", size, className = "", isDownload = false }: Props) {
  const style = `${buttonVariants({ variant, size })} ${className}`;
  if (isDownload) {
    return (
      <a className={style} download href={href}>
        {children}
      </a>
    );
  }
  return (
    <Link className={style} href={href}>
      {children}
    </Link>
  );
}
