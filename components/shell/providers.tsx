"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { LocaleContext } from "#lib/client/format";
import { ReadError } from "#lib/client/read";

type Props = { children: ReactNode; locale: string; nonce: string | undefined };

/** What every screen stands on: theme, locale, the query cache and the URL state. */
export function Providers({ children, locale, nonce }: Props) {
  const [client] = useState(makeClient);
  return (
    <ThemeProvider attribute={["class", "data-theme"]} defaultTheme="system" disableTransitionOnChange nonce={nonce}>
      {/* The screens are in English, so is what React Aria says; numbers and dates follow the reader. */}
      <I18nProvider locale="en-US">
        <LocaleContext value={locale}>
          <QueryClientProvider client={client}>
            <NuqsAdapter>{children}</NuqsAdapter>
          </QueryClientProvider>
        </LocaleContext>
      </I18nProvider>
    </ThemeProvider>
  );
}

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The activity's revision tells when something has changed; nothing else needs to look again.
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        // Everything is on this computer: being offline says nothing about whether it answers.
        networkMode: "always",
        retry: (count, error) =>
          count < 2 && !(error instanceof ReadError && error.status >= 400 && error.status < 500),
      },
    },
  });
}
