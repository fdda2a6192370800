"use client";
import { CloudOff, KeyRound, type LucideIcon, Moon, Unplug } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Time } from "#components/ui/time";
import { useFollowActivity } from "#lib/client/activity";

/**
 * What is wrong right now, on every page: Mailgist itself does not answer, its background worker is silent, or a
 * provider cannot be reached. Each says what it means for the emails.
 */
export function Banners() {
  const { data, error, failureCount } = useFollowActivity();
  return (
    <div aria-live="polite" className="empty:hidden">
      {error && failureCount > 0 ? (
        <Banner icon={Unplug} title="Mailgist does not answer.">
          Is it still running on this computer? What you see may be old. Nothing is lost; this page looks again by
          itself.
        </Banner>
      ) : null}
      {!error && data?.worker.isSilent ? (
        <Banner icon={Moon} title="The background worker is silent.">
          Imports and batches wait until it is back. It is restarted by itself; if this stays, start Mailgist again.
        </Banner>
      ) : null}
      {error
        ? null
        : data?.unreachable.map((one) =>
            one.isRefused ? <Refused key={one.provider} {...one} /> : <Away key={one.provider} {...one} />,
          )}
    </div>
  );
}

type AwayProps = { name: string; since: number };

function Away({ name, since }: AwayProps) {
  return (
    <Banner
      icon={CloudOff}
      title={
        <>
          Cannot reach {name} since <Time at={since} show="time" />.
        </>
      }
    >
      Batches that were sent go on there. Mailgist looks again by itself and collects the results then.
    </Banner>
  );
}

function Refused({ name, since }: AwayProps) {
  return (
    <Banner
      icon={KeyRound}
      title={
        <>
          {name} does not accept the key since <Time at={since} show="time" />.
        </>
      }
    >
      Batches there wait until it does, and nothing is lost. Give a key that works in{" "}
      <Link href="/settings" className="underline underline-offset-2">
        Settings
      </Link>
      .
    </Banner>
  );
}

function Banner({ icon: Icon, title, children }: { icon: LucideIcon; title: ReactNode; children: ReactNode }) {
  return (
    <div className="border-b border-border bg-warning-soft text-warning-soft-foreground">
      <div className="mx-auto flex w-full max-w-6xl items-start gap-3 px-4 py-2.5 text-sm sm:px-6">
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        <p>
          <strong className="font-semibold">{title}</strong> {children}
        </p>
      </div>
    </div>
  );
}
