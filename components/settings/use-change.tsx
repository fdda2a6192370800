"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { ActionResult } from "#lib/action";
import { STORED } from "#lib/client/stored";

/** Runs a change and reads everything again. Answers the sentence that says why not, or undefined when it worked. */
export function useChange() {
  const client = useQueryClient();
  return useCallback(
    async (work: () => Promise<ActionResult<unknown>>): Promise<string | undefined> => {
      const result = await work().catch(() => null);
      await client.invalidateQueries({ queryKey: [STORED] });
      if (result === null) return "Mailgist did not answer. Please try again.";
      return result.ok ? undefined : result.message;
    },
    [client],
  );
}
