"use client";

import { Button } from "@heroui/react/button";
import { Bell, BellOff, BellRing } from "lucide-react";
import { useTell } from "#lib/client/tell";

/** Asks the browser, on a click and never before, whether it may tell when a batch is done. */
export function TellButton() {
  const { tell, turnOn, turnOff } = useTell();
  switch (tell) {
    case "unknown":
    case "missing":
      return null;
    case "blocked":
      return (
        <p className="flex items-center gap-2 text-sm text-muted">
          <BellOff aria-hidden className="size-4 shrink-0" />
          Notifications of this page are blocked in the browser's settings.
        </p>
      );
    case "off":
      return (
        <Button size="sm" variant="ghost" className="-ms-2 self-start" onPress={turnOn}>
          <Bell aria-hidden />
          Tell me when it is done
        </Button>
      );
    case "on":
      return (
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
          <BellRing aria-hidden className="size-4 shrink-0" />
          You are told when it is done, while Mailgist is open in a tab.
          <Button size="sm" variant="ghost" onPress={turnOff}>
            Do not tell me
          </Button>
        </p>
      );
  }
}
