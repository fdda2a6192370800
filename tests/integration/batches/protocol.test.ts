import { spawn } from "node:child_process";
import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, test } from "vitest";
import { getBatch } from "#lib/batches/get";
import { isBusy } from "#lib/errors";
import { places } from "#lib/store";
import { startWorld, type World } from "#tests/integration/batches/world";

/** Faults a provider, a network or a computer can have, each with the promise that holds all the same. */
let world: World;
afterEach(() => world.close());

const CREATE_FILE = { method: "POST", path: /\/v1\/files$/ };
const CREATE_BATCH = { method: "POST", path: /\/v1\/batches$/ };
const MINUTE = 60_000;
const YEAR = 365 * 86_400_000;

const done = (count: number) => ({ emails: count, summarised: count, failed: 0, notRun: 0, pending: 0 });
const partOf = (id: number) => getBatch(world.db, id).parts[0];

describe("a reply lost after the vendor acted", () => {
  const LOST = [
    ["cut off", { kind: "reset-after" }],
    ["an error 500", { kind: "body", status: 500, body: JSON.stringify({ error: { message: "Oops" } }) }],
    ["a gateway's page", { kind: "body", status: 502, body: "<html>Bad gateway</html>" }],
    ["half of it", { kind: "truncate" }],
    ["later than anybody waits", { kind: "late" }],
  ] as const;
  test.each(
    LOST.flatMap(([how, fault]) => [
      [how, "the upload", CREATE_FILE, fault] as const,
      [how, "the batch", CREATE_BATCH, fault] as const,
    ]),
  )("%s, of %s: found again, sent once", async (_how, _what, call, fault) => {
    world = await startWorld({ timeoutMs: 400 });
    world.vendor.fault({ ...call, ...fault });
    const view = await world.finish(world.submitted(3));
    world.vendor.release();
    expect(view.ledger).toEqual(done(3));
    expect(world.made()).toBe(1);
    expect(world.vendor.ledger.filter((one) => one.method === "POST" && one.created !== null)).toHaveLength(2);
  });
});

/** A list as it arrives when it does not know the newest yet. */
const withoutNewest = (text: string) => {
  const list = JSON.parse(text) as { data: unknown[] };
  return JSON.stringify({ ...list, data: list.data.slice(1) });
};

describe("lists that lag", () => {
  test("a batch that the list does not show yet is found by the second look, and not sent again", async () => {
    world = await startWorld();
    world.vendor.fault({ ...CREATE_BATCH, kind: "reset-after" });
    world.vendor.fault({ method: "GET", path: /\/v1\/batches\?/, kind: "body", body: withoutNewest });
    expect((await world.finish(world.submitted(3))).ledger).toEqual(done(3));
    expect(world.made()).toBe(1);
  });

  test("a batch that shows up only after it was sent again is cancelled, and that is written down", async () => {
    world = await startWorld();
    world.vendorWorks = false;
    world.vendor.fault({ ...CREATE_BATCH, kind: "reset-after" });
    world.vendor.fault({ method: "GET", path: /\/v1\/batches\?/, kind: "body", body: withoutNewest, times: 2 });
    const id = world.submitted(3);
    await world.until(() => (partOf(id)?.extras.length ?? 0) > 0);
    expect(world.made()).toBe(2);
    world.vendorWorks = true;
    const view = await world.finish(id);
    expect(view.ledger).toEqual(done(3));
    await world.until(() => partOf(id)?.extras[0]?.endedAt !== null);
    expect(partOf(id)?.extras).toMatchObject([{ vendorStatus: "cancelled" }]);
  });

  test("an end is read from the batch itself: a list that says completed before the files are known harms nothing", async () => {
    world = await startWorld();
    const early = (text: string) => {
      const list = JSON.parse(text) as { data: object[] };
      const completed = { status: "completed", output_file_id: null, error_file_id: null };
      return JSON.stringify({ ...list, data: list.data.map((batch) => ({ ...batch, ...completed })) });
    };
    world.vendor.fault({ method: "GET", path: /\/v1\/batches\?/, kind: "body", body: early, times: 4 });
    expect((await world.finish(world.submitted(3))).ledger).toEqual(done(3));
  });
});

test("an orphan on page 6 of the list, behind 500 batches of others, is adopted within two minutes of a restart", async () => {
  world = await startWorld();
  world.vendorWorks = false;
  world.killAt("createBatch", "after");
  const id = world.submitted(3);
  await world.until(() => world.kills === 1);
  await foreignBatches(500);
  const before = { now: world.vendor.now(), calls: world.vendor.ledger.length };
  await world.until(() => partOf(id)?.state === "submitted");
  expect(world.vendor.now() - before.now).toBeLessThanOrEqual(2 * MINUTE);
  const pages = world.vendor.ledger.slice(before.calls).filter((call) => call.path.startsWith("/v1/batches?"));
  expect(pages.length).toBeGreaterThanOrEqual(6);
  world.vendorWorks = true;
  expect((await world.finish(id)).ledger).toEqual(done(3));
  expect(world.made()).toBe(501);
});

/** Batches of somebody else on the same account. */
async function foreignBatches(count: number): Promise<void> {
  const body = { input_file_id: "file-x", endpoint: "/v1/chat/completions", completion_window: "24h" };
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  await Promise.all(Array.from({ length: count }, () => fetch(`${world.vendor.url}/batches`, init)));
}

describe("the clock is moved by a year", () => {
  test.each([
    ["forward, and back again after the reply was lost", [YEAR, -YEAR]],
    ["back, and forward again after the reply was lost", [-YEAR, YEAR]],
    ["forward for good", [YEAR, 0]],
    ["back for good", [-YEAR, 0]],
  ] as const)("%s: the batch is found among those of others, and sent once", async (_, [first, second]) => {
    world = await startWorld();
    world.vendorWorks = false;
    world.moveClock(first);
    world.vendor.fault({ ...CREATE_BATCH, kind: "reset-after" });
    const id = world.submitted(3);
    await world.until(() => world.made() === 1);
    await foreignBatches(120);
    world.moveClock(second);
    world.vendorWorks = true;
    const before = world.vendor.now();
    expect((await world.finish(id)).ledger).toEqual(done(3));
    expect(world.made()).toBe(121);
    expect(world.vendor.now() - before).toBeLessThan(60 * MINUTE);
  });

  test("a wait that was written down by a wrong clock is not waited for", async () => {
    world = await startWorld();
    world.moveClock(YEAR);
    world.vendor.fault({ ...CREATE_FILE, kind: "retry-after", headers: { "retry-after": "90" } });
    const id = world.submitted(2);
    await world.until(() => partOf(id)?.wait?.until !== null && partOf(id)?.wait?.until !== undefined);
    world.moveClock(-YEAR);
    const before = world.vendor.now();
    expect((await world.finish(id)).ledger).toEqual(done(2));
    expect(world.vendor.now() - before).toBeLessThan(60 * MINUTE);
  });
});

describe("asked too often (429)", () => {
  test.each([
    ["in seconds", () => "90", 90_000, 95_000],
    ["as a date", () => new Date(Date.now() + 90_000).toUTCString(), 30_000, 95_000],
    ["of zero", () => "0", 1000, 10_000],
    ["of eleven days", () => "999999", 3_600_000, 3_700_000],
  ])("with a Retry-After %s", async (_, value, least, most) => {
    world = await startWorld();
    world.vendor.fault({ ...CREATE_FILE, kind: "retry-after", headers: { "retry-after": value() } });
    const id = world.submitted(2);
    const before = world.vendor.now();
    await world.until(() => partOf(id)?.state === "submitted");
    expect(world.vendor.now() - before).toBeGreaterThanOrEqual(least);
    expect(world.vendor.now() - before).toBeLessThanOrEqual(most);
    expect((await world.finish(id)).ledger).toEqual(done(2));
  });
});

describe("every status, and one nobody has seen", () => {
  test.each(["validating", "in_progress", "finalizing", "cancelling", "reticulating"])(
    "%s: goes on watching",
    async (status) => {
      world = await startWorld();
      const say = (text: string) => {
        const value = JSON.parse(text);
        const change = (batch: object) => ({ ...batch, status, output_file_id: null });
        return JSON.stringify(value.data ? { ...value, data: value.data.map(change) } : change(value));
      };
      world.vendor.fault({ method: "GET", path: /\/v1\/batches/, kind: "body", body: say, times: 3 });
      const id = world.submitted(2);
      await world.until(() => partOf(id)?.vendorStatus === status);
      expect(getBatch(world.db, id)).toMatchObject({ isActive: true, ledger: { pending: 2 } });
      expect((await world.finish(id)).ledger).toEqual(done(2));
    },
  );
});

describe("the disk is full", () => {
  /** Whatever is written there is refused by the system itself, as on a full disk. */
  const fill = (name: string) => symlinkSync("/dev/full", join(places(world.dataDir).parts, name));

  test.runIf(process.platform === "linux")(
    "while the requests are written: nothing leaves, and it is said",
    async () => {
      world = await startWorld();
      const id = world.submitted(2);
      fill("1.jsonl.tmp");
      await expect(world.until(() => partOf(id)?.state === "submitted")).rejects.toThrow("ENOSPC");
      expect(partOf(id)).toMatchObject({
        state: "waiting",
        reason: "The file could not be written. Is the disk full?",
      });
      expect(world.vendor.ledger).toEqual([]);
      world.free("1.jsonl.tmp");
      expect((await world.finish(id)).ledger).toEqual(done(2));
    },
  );

  test.runIf(process.platform === "linux")(
    "while results are downloaded: they wait at the provider, which is not blamed",
    async () => {
      world = await startWorld();
      const id = world.submitted(2);
      fill("1.output.jsonl.tmp");
      await world.until(() => partOf(id)?.reason?.includes("disk is full") === true);
      expect(getBatch(world.db, id).phase).toBe("collecting");
      world.free("1.output.jsonl.tmp");
      expect((await world.finish(id)).ledger).toEqual(done(2));
    },
  );

  test("while outcomes are stored: nothing is half stored, and it goes on once there is room", async () => {
    world = await startWorld();
    const id = world.submitted(400);
    world.killAt("downloadFile", "before");
    await world.until(() => world.kills === 1);
    const pages = world.db.$client.pragma("page_count", { simple: true }) as number;
    world.db.$client.pragma(`max_page_count = ${pages}`);
    await expect(world.until(() => !getBatch(world.db, id).isActive)).rejects.toThrow("full");
    expect(getBatch(world.db, id).ledger.pending).toBeGreaterThan(0);
    await world.crash();
    expect((await world.finish(id)).ledger).toEqual(done(400));
  });
});

test("another process holds the write lock longer than anybody waits: work goes on after it", async () => {
  world = await startWorld();
  const id = world.submitted(3);
  world.db.$client.pragma("busy_timeout = 50");
  const other = new Database(places(world.dataDir).database);
  other.exec("BEGIN IMMEDIATE");
  for (let n = 0; n < 3; n += 1) {
    const refusal = await world.until(() => false).catch((error: unknown) => error);
    expect(isBusy(refusal)).toBe(true);
  }
  expect(getBatch(world.db, id).ledger.pending).toBe(3);
  other.exec("ROLLBACK");
  other.close();
  expect((await world.finish(id)).ledger).toEqual(done(3));
  expect(world.made()).toBe(1);
});

test("two workers at once: the second waits, does nothing, and takes over within 30 s when the first is killed", async () => {
  world = await startWorld({ vendor: { autoDrive: true, now: Date.now } });
  world.stop();
  const env = {
    ...process.env,
    NODE_OPTIONS: "",
    MAILGIST_DATA_DIR: world.dataDir,
    MAILGIST_POLL_SECONDS: "1",
    OPENAI_API_KEY: "sk-test-1234",
    OPENAI_BASE_URL: world.vendor.url,
  };
  const start = () =>
    spawn(process.execPath, ["--conditions=react-server", "lib/worker/main.ts"], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env,
    });
  const first = start();
  await once(first, "message");
  const second = start();
  let isSecondAtWork = false;
  second.on("message", () => {
    isSecondAtWork = true;
  });
  try {
    const one = world.submitted(40);
    await ended(one);
    expect(isSecondAtWork).toBe(false);
    expect(world.made()).toBe(1);
    const killedAt = Date.now();
    first.kill("SIGKILL");
    const two = world.submitted(40);
    if (!isSecondAtWork) await once(second, "message");
    expect(Date.now() - killedAt).toBeLessThan(30_000);
    await ended(two);
    expect(world.made()).toBe(2);
  } finally {
    for (const worker of [first, second]) {
      if (worker.exitCode !== null || worker.signalCode !== null) continue;
      worker.kill("SIGKILL");
      await once(worker, "exit");
    }
  }
});

async function ended(id: number): Promise<void> {
  while (getBatch(world.db, id).isActive) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(getBatch(world.db, id).ledger).toEqual(done(40));
}
