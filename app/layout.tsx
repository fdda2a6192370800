import "@fontsource-variable/inter";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { createDatasetAction } from "#app/datasets/actions";
import { Providers } from "#components/shell/providers";
import { Shell } from "#components/shell/shell";
import { readLocale } from "#lib/format";

export const metadata: Metadata = {
  title: { default: "Mailgist", template: "%s · Mailgist" },
  description: "Turn a pile of emails into short summaries.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f7" },
    { media: "(prefers-color-scheme: dark)", color: "#11131a" },
  ],
};

/** The frame of every page. Reading the request's headers makes all pages dynamic, which the nonce needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  const nonce = head.get("x-nonce") ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning>
      <head>{nonce ? <meta name="csp-nonce" content={nonce} /> : null}</head>
      <body>
        <Providers locale={readLocale(head.get("accept-language"))} nonce={nonce}>
          <Shell who={jar.get("mailgist_name")?.value ?? ""} createDataset={createDatasetAction}>
            {children}
          </Shell>
        </Providers>
      </body>
    </html>
  );
}
