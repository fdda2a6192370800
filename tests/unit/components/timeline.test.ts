import { describe, expect, it } from "vitest";
import { timelineOf } from "#components/batches/timeline";

describe("the timeline of a part", () => {
  it("puts the provider's times between ours, oldest first", () => {
    const moments = timelineOf({
      submittedAt: 100,
      finishedAt: 900,
      vendorTimes: { completed: 800, in_progress: 300, created: 200, expires: 5000 },
    });
    expect(moments.map((moment) => moment.key)).toEqual([
      "submitted",
      "created",
      "in_progress",
      "completed",
      "finished",
    ]);
  });

  it("says until when at the latest, while it still runs", () => {
    const moments = timelineOf({ submittedAt: 100, finishedAt: null, vendorTimes: { created: 200, expires: 5000 } });
    expect(moments.at(-1)).toEqual({ key: "expires", words: "ends at the latest", at: 5000, isOurs: false });
  });

  it("has nothing to tell of what was never sent", () => {
    expect(timelineOf({ submittedAt: null, finishedAt: null, vendorTimes: {} })).toEqual([]);
  });
});
