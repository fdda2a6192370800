"use client";
import { ChartScatter, House, Layers, type LucideIcon, ScrollText, Settings } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

type Place = { href: string; name: string; icon: LucideIcon; isHere: (path: string) => boolean };

const PLACES: Place[] = [
  { href: "/", name: "Home", icon: House, isHere: (path) => path === "/" || path.startsWith("/datasets") },
  { href: "/batches", name: "Batches", icon: Layers, isHere: (path) => path.startsWith("/batches") },
  { href: "/summaries", name: "Summaries", icon: ScrollText, isHere: (path) => path.startsWith("/summaries") },
  { href: "/insight", name: "Insight", icon: ChartScatter, isHere: (path) => path.startsWith("/insight") },
  { href: "/settings", name: "Settings", icon: Settings, isHere: (path) => path.startsWith("/settings") },
];

/** The five places: in the header on wide screens, under the thumb on small ones. */
export function MainNav() {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="max-sm:order-last max-sm:w-full max-sm:tall:fixed max-sm:tall:inset-x-0 max-sm:tall:bottom-0 max-sm:tall:z-30 max-sm:tall:border-t max-sm:tall:border-border max-sm:tall:bg-surface max-sm:tall:pb-[env(safe-area-inset-bottom)]"
    >
      <ul className="flex items-center max-sm:justify-around sm:gap-1">
        {PLACES.map(({ href, name, icon: Icon, isHere }) => (
          <li key={href} className="max-sm:flex-1">
            <Link
              href={href}
              aria-current={isHere(path) ? "page" : undefined}
              className="flex items-center gap-2 rounded-full text-sm font-medium text-muted transition-colors hover:text-foreground aria-[current=page]:text-accent-soft-foreground max-sm:flex-col max-sm:gap-0.5 max-sm:px-1 max-sm:py-2 max-sm:text-xs sm:px-3.5 sm:py-2 sm:hover:bg-default sm:aria-[current=page]:bg-accent-soft"
            >
              <Icon aria-hidden className="size-5 sm:hidden" strokeWidth={1.75} />
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
