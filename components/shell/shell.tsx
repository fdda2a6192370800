import Link from "next/link";
import type { ReactNode } from "react";
import { Banners } from "#components/shell/banners";
import { type CreateDataset, DropRoot } from "#components/shell/drop-root";
import { MainNav } from "#components/shell/main-nav";
import { TellWhenDone } from "#components/shell/tell-when-done";
import { ThemeMenu } from "#components/shell/theme-menu";
import { UploadBanner } from "#components/shell/upload-banner";
import { WhoField } from "#components/shell/who-field";
import { Wordmark } from "#components/shell/wordmark";
import { Toasts } from "#components/ui/toast";

type Props = { who: string; createDataset: CreateDataset; children: ReactNode };

/** The frame around every page: the wordmark, the five places, what is wrong right now, the page itself. */
export function Shell({ who, createDataset, children }: Props) {
  return (
    <DropRoot createDataset={createDataset}>
      <a
        href="#main"
        className="sr-only rounded-lg bg-accent px-4 py-2 font-medium text-accent-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        Skip to the page
      </a>
      <header className="z-30 border-b border-border bg-background tall:sticky tall:top-0">
        <div className="mx-auto flex min-h-14 w-full max-w-6xl flex-wrap items-center gap-x-3 px-4 sm:min-h-16 sm:px-6">
          <Link href="/" aria-label="Mailgist, to the home page" className="mr-auto rounded-lg sm:mr-4">
            <Wordmark />
          </Link>
          <MainNav />
          <div className="flex items-center gap-1 sm:ml-auto">
            <WhoField name={who} />
            <ThemeMenu />
          </div>
        </div>
      </header>
      <Banners />
      <UploadBanner />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl flex-1 px-4 pt-6 pb-28 outline-none sm:px-6 sm:pt-10 sm:pb-20"
      >
        {children}
      </main>
      <Toasts />
      <TellWhenDone />
    </DropRoot>
  );
}
