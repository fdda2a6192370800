import { describe, expect, it, vi } from "vitest";
import type { UploadUnit } from "#lib/client/uploads/plan";
import { UploadQueue } from "#lib/client/uploads/queue";
import type { SendEvents } from "#lib/client/uploads/send";

const unit = (path: string, size = 10): UploadUnit => {
  const file = new File(["x".repeat(size)], path);
  return { files: [{ path, file }], bytes: size, isBundle: false };
};

/** A queue whose uploads do nothing by themselves: the test says what happens to each. */
function setUp() {
  const begun = new Map<string, SendEvents & { calls: string[] }>();
  const queue = new UploadQueue(async (_datasetId, { files }, events) => {
    const calls: string[] = [];
    begun.set(files[0]?.path ?? "", { ...events, calls });
    return {
      pause: async () => void calls.push("pause"),
      resume: () => void calls.push("resume"),
      cancel: async () => void calls.push("cancel"),
    };
  });
  const states = () => queue.getUploads().map(({ state }) => state);
  const one = (path: string) => {
    const found = begun.get(path);
    if (!found) throw new Error(`${path} was not begun`);
    return found;
  };
  /** Lets what was begun come back. */
  const settle = () => vi.waitFor(() => expect(begun.size).toBeGreaterThan(0));
  return { queue, states, one, settle, begun };
}

describe("UploadQueue", () => {
  it("sends three at once and takes the next when one has arrived", async () => {
    const { queue, states, one, settle } = setUp();
    const arrived: number[] = [];
    queue.onArrived = (datasetId) => arrived.push(datasetId);
    queue.add(
      7,
      ["a", "b", "c", "d"].map((path) => unit(path)),
    );
    expect(states()).toEqual(["sending", "sending", "sending", "waiting"]);
    await settle();
    one("b").onDone();
    expect(states()).toEqual(["sending", "done", "sending", "sending"]);
    expect(queue.getUploads()[1]?.sent).toBe(10);
    expect(arrived).toEqual([7]);
  });

  it("pauses, goes on where it was, and lets others through meanwhile", async () => {
    const { queue, states, one, settle } = setUp();
    queue.add(
      1,
      ["a", "b", "c", "d"].map((path) => unit(path)),
    );
    await settle();
    const [first] = queue.getUploads();
    queue.pause(first?.id ?? "");
    expect(states()).toEqual(["paused", "sending", "sending", "sending"]);
    queue.resume(first?.id ?? "");
    expect(states()[0]).toBe("waiting");
    one("d").onDone();
    expect(states()[0]).toBe("sending");
    expect(one("a").calls).toEqual(["pause", "resume"]);
  });

  it("keeps the reason of a failure until it is tried again, and begins nothing anew", async () => {
    const { queue, states, one, settle, begun } = setUp();
    queue.add(1, [unit("a")]);
    await settle();
    one("a").onFailed("The disk is full.");
    expect(queue.getUploads()[0]).toMatchObject({ state: "failed", problem: "The disk is full." });
    queue.resume(queue.getUploads()[0]?.id ?? "");
    expect(queue.getUploads()[0]).toMatchObject({ state: "sending", problem: null });
    expect(one("a").calls).toEqual(["resume"]);
    expect(begun.size).toBe(1);
    expect(states()).toEqual(["sending"]);
  });

  it("deletes what had arrived of a cancelled upload, whatever comes in late", async () => {
    const { queue, states, one, settle } = setUp();
    queue.add(1, [unit("a")]);
    await settle();
    queue.cancel(queue.getUploads()[0]?.id ?? "");
    expect(one("a").calls).toEqual(["cancel"]);
    one("a").onFailed("late");
    one("a").onDone();
    expect(states()).toEqual(["cancelled"]);
    queue.add(1, [unit("b")]);
    expect(queue.getUploads().map(({ path }) => path)).toEqual(["b"]);
  });

  it("fails an upload that cannot even begin", async () => {
    const queue = new UploadQueue(async () => {
      throw new Error("no");
    });
    queue.add(1, [unit("a")]);
    await vi.waitFor(() => expect(queue.getUploads()[0]?.state).toBe("failed"));
    expect(queue.getUploads()[0]?.problem).toContain("Try again");
  });
});
