import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { Upload } from "tus-js-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { datasetFiles } from "#db/schema";
import { createDataset } from "#lib/datasets/create";
import { getDataset } from "#lib/datasets/list";
import { emptyBin, removeDataset } from "#lib/datasets/remove";
import { createUploads, UPLOAD_MAX, UPLOAD_PATH } from "#lib/datasets/uploads";
import { route } from "#lib/http";
import { places } from "#lib/store";
import { serve } from "#tests/integration/datasets/serve";
import { importAll, jsonEmails } from "#tests/integration/datasets/work";
import { type TempStore, tempStore } from "#tests/support/db";

let store: TempStore;
let server: Awaited<ReturnType<typeof serve>>;
let datasetId: number;
let woken: number;

beforeEach(async () => {
  store = await tempStore("web");
  datasetId = createDataset(store.db, { name: "Mail", who: "" });
  woken = 0;
  const receive = createUploads({ ...store, onStored: () => (woken += 1) });
  server = await serve(route((request) => receive(request)) as (request: Request) => Promise<Response>);
});
afterEach(async () => {
  await server.close();
  store.close();
});

const encode = (label: Record<string, string>) =>
  Object.entries(label)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`)
    .join(",");
const tus = (headers: Record<string, string>) => ({ origin: server.origin, "tus-resumable": "1.0.0", ...headers });

function create(size: number, label: Record<string, string> = {}): Promise<Response> {
  const metadata = encode({ filename: "Inbox/a.json", datasetId: String(datasetId), ...label });
  const headers = tus({ "upload-length": String(size), "upload-metadata": metadata });
  return fetch(server.origin + UPLOAD_PATH, { method: "POST", headers });
}

function patch(location: string, offset: number, body: string): Promise<Response> {
  const headers = tus({ "upload-offset": String(offset), "content-type": "application/offset+octet-stream" });
  return fetch(server.origin + location, { method: "PATCH", headers, body });
}

const head = (location: string) => fetch(server.origin + location, { method: "HEAD", headers: tus({}) });
const locationOf = (response: Response) => response.headers.get("location") ?? "";
const files = () => store.db.select().from(datasetFiles).all();
const onDisk = () => readdirSync(places(store.dataDir).uploads);

describe("an upload", () => {
  it("arrives in pieces, is resumed where it stopped, and is added once", async () => {
    const text = jsonEmails(20);
    const created = await create(text.length);
    expect(created.status).toBe(201);
    const location = locationOf(created);
    expect(location).toMatch(/^\/api\/uploads\/[0-9a-f]{32}$/);
    expect((await patch(location, 0, text.slice(0, 100))).headers.get("upload-offset")).toBe("100");
    expect((await head(location)).headers.get("upload-offset")).toBe("100");
    expect((await patch(location, 50, "x")).status).toBe(409);
    expect(files()).toEqual([]);
    expect((await patch(location, 100, text.slice(100))).status).toBe(204);
    expect(files()).toMatchObject([
      { datasetId, name: "Inbox/a.json", length: text.length, state: "waiting", isBundle: false, offset: 0 },
    ]);
    expect(woken).toBe(1);
    await importAll(store);
    expect(getDataset(store.db, datasetId)).toMatchObject({ emailCount: 20, problemCount: 0 });
  });

  it("is added once, however often its last piece is repeated", async () => {
    const location = locationOf(await create(5));
    await Promise.all([patch(location, 0, "[1,2]"), patch(location, 0, "[1,2]")]);
    await patch(location, 5, "");
    await patch(location, 0, "[1,2]");
    await head(location);
    expect(files()).toHaveLength(1);
    expect(woken).toBe(1);
    expect(readFileSync(join(places(store.dataDir).uploads, files()[0]?.storedName ?? ""), "utf8")).toBe("[1,2]");
  });

  it("is added when asked about, if the process ended between its last byte and its row", async () => {
    const location = locationOf(await create(5));
    await patch(location, 0, "[1,2]");
    store.db.delete(datasetFiles).run();
    expect((await head(location)).headers.get("upload-offset")).toBe("5");
    expect(files()).toMatchObject([{ length: 5 }]);
  });

  it("is resumed after its connection broke", async () => {
    const location = locationOf(await create(10));
    const headers = tus({
      "upload-offset": "0",
      "content-type": "application/offset+octet-stream",
      "content-length": "10",
    });
    const path = join(places(store.dataDir).uploads, location.split("/").at(-1) ?? "");
    await new Promise<void>((resolve) => {
      const sending = httpRequest(server.origin + location, { method: "PATCH", headers });
      sending.on("error", () => resolve());
      sending.write("[1,2,", () => void whenSize(path, 5).then(() => sending.destroy(new Error("cut"))));
    });
    const { headers: answered } = await head(location);
    expect(answered.get("upload-offset")).toBe("5");
    expect((await patch(location, 5, "3,4]]")).status).toBe(204);
    expect(files()).toMatchObject([{ length: 10 }]);
  });

  it("works with the client that the page uses", async () => {
    const bytes = Buffer.from(jsonEmails(3000));
    await new Promise<void>((resolve, reject) => {
      new Upload(bytes, {
        endpoint: server.origin + UPLOAD_PATH,
        chunkSize: 100_000,
        metadata: { filename: "Postfach Zoë.json", datasetId: String(datasetId), bundle: "" },
        headers: { Origin: server.origin },
        retryDelays: null,
        onSuccess: () => resolve(),
        onError: reject,
      }).start();
    });
    expect(files()).toMatchObject([{ name: "Postfach Zoë.json", length: bytes.length }]);
    await importAll(store);
    expect(getDataset(store.db, datasetId).emailCount).toBe(3000);
  });

  it("may be empty", async () => {
    expect((await create(0)).status).toBe(201);
    expect(files()).toMatchObject([{ length: 0 }]);
  });

  it("lies on disk for its owner only", async () => {
    await create(5);
    for (const name of onDisk()) expect(statSync(join(places(store.dataDir).uploads, name)).mode & 0o777).toBe(0o600);
    expect(onDisk()).toHaveLength(2);
  });

  it("can be cancelled, unless it is whole", async () => {
    const cancelled = locationOf(await create(5));
    const cancel = (location: string) => fetch(server.origin + location, { method: "DELETE", headers: tus({}) });
    expect((await cancel(cancelled)).status).toBe(204);
    expect(onDisk()).toEqual([]);
    expect((await head(cancelled)).status).toBe(404);
    const whole = locationOf(await create(2));
    await patch(whole, 0, "[]");
    expect((await cancel(whole)).status).toBe(400);
    expect(existsSync(join(places(store.dataDir).uploads, files()[0]?.storedName ?? ""))).toBe(true);
  });
});

describe("an upload is refused", () => {
  const sentence = async (response: Response) => [response.status, (await response.json()).error.message];

  it("for a dataset that is unknown, in the bin or gone", async () => {
    expect(await sentence(await create(5, { datasetId: "99" }))).toEqual([
      404,
      expect.stringContaining("does not exist"),
    ]);
    removeDataset(store.db, datasetId);
    expect(await sentence(await create(5))).toEqual([409, expect.stringContaining("in the bin")]);
    emptyBin(store.db);
    expect(await sentence(await create(5))).toEqual([404, expect.stringContaining("does not exist")]);
    expect(onDisk()).toEqual([]);
  });

  it("in the middle, when its dataset goes into the bin", async () => {
    const location = locationOf(await create(5));
    await patch(location, 0, "[1");
    removeDataset(store.db, datasetId);
    expect(await sentence(await patch(location, 2, ",2]"))).toEqual([409, expect.stringContaining("in the bin")]);
    expect((await head(location)).headers.get("upload-offset")).toBe("2");
  });

  it("without a name, a dataset or a size, and when it is too large", async () => {
    expect((await create(5, { filename: "" })).status).toBe(400);
    expect((await create(5, { datasetId: "" })).status).toBe(400);
    expect((await create(UPLOAD_MAX + 1)).status).toBe(413);
    expect((await create(20_000_000, { bundle: "1" })).status).toBe(400);
    const headers = tus({ "upload-defer-length": "1", "upload-metadata": encode({ filename: "a", datasetId: "1" }) });
    expect((await fetch(server.origin + UPLOAD_PATH, { method: "POST", headers })).status).toBe(400);
    expect(onDisk()).toEqual([]);
  });

  it("when more bytes come than were announced", async () => {
    const location = locationOf(await create(5));
    expect(await sentence(await patch(location, 0, "[1,2,3]"))).toEqual([413, expect.stringContaining("larger")]);
    expect(files()).toEqual([]);
  });

  it("from another site, and without an Origin", async () => {
    const metadata = encode({ filename: "a", datasetId: String(datasetId) });
    for (const origin of ["http://evil.example", ""]) {
      const headers: Record<string, string> = { ...tus({ "upload-length": "1", "upload-metadata": metadata }), origin };
      if (origin === "") delete headers.origin;
      const response = await fetch(server.origin + UPLOAD_PATH, { method: "POST", headers });
      expect(response.status).toBe(403);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
    expect(onDisk()).toEqual([]);
  });

  it("at an address that is no upload", async () => {
    expect((await head(`${UPLOAD_PATH}/..%2f..%2fmailgist.db`)).status).toBe(404);
    expect((await head(`${UPLOAD_PATH}/mailgist.db`)).status).toBe(404);
    expect((await patch(UPLOAD_PATH, 0, "x")).status).toBe(404);
  });
});

/** Waits until a file has a size. */
async function whenSize(path: string, size: number): Promise<void> {
  while (statSync(path).size < size) await new Promise((resolve) => setImmediate(resolve));
}
