import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { guardedFetch } from "#lib/providers/guard";
import { lookAt } from "#lib/providers/look";
import { openaiClient } from "#lib/providers/openai";
import { startChat } from "#tests/support/chat";
import { startVendor } from "#tests/support/vendor";

let server: Server;
let port: number;
let calls: string[];

beforeEach(async () => {
  calls = [];
  server = createServer((request, response) => {
    calls.push(String(request.url));
    if (request.url === "/moved") response.writeHead(307, { location: `http://127.0.0.1:${port}/stolen` });
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A fetch for a provider of this name, whose name has these addresses. */
function fetchFor(host: string, addresses: string[], hosts = [host]) {
  const protocol = host === "localhost" ? "http" : "https";
  const base = `${protocol}://${host}:${port}/v1`;
  const resolve = async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  const fetch = guardedFetch(base, () => ({ hosts, isStrict: false }), resolve);
  return (path = "/") => fetch(`${protocol}://${host}:${port}${path}`);
}

const causeOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (failure: Error) => failure,
  );
  return String((error?.cause as Error | undefined)?.message ?? error?.message ?? "no error");
};

it.each([
  [["10.0.0.5"]],
  [["169.254.169.254"]],
  [["127.0.0.1"]],
  [["::1"]],
  [["fd00::1"]],
  [["::ffff:192.168.0.1"]],
  [["93.184.216.34", "10.0.0.5"]],
  [[]],
])("refuses a name that leads to %s when it connects", async (addresses) => {
  expect(await causeOf(fetchFor("api.example.com", addresses)())).toBe("api.example.com leads into a local network.");
  expect(calls).toEqual([]);
});

it("refuses a “this computer” that leads elsewhere, and reaches the true one", async () => {
  expect(await causeOf(fetchFor("localhost", ["93.184.216.34"])())).toBe("localhost does not lead to this computer.");
  expect((await fetchFor("localhost", ["127.0.0.1"])("/v1/models")).status).toBe(200);
  expect(calls).toEqual(["/v1/models"]);
});

it("refuses what is no longer on the list", async () => {
  expect(await causeOf(fetchFor("api.example.com", ["127.0.0.1"], [])())).toContain("not on the list");
});

it("follows no redirect", async () => {
  await expect(fetchFor("localhost", ["127.0.0.1"])("/moved")).rejects.toThrow();
  expect(calls).toEqual(["/moved"]);
});

it("tells an endpoint with batches from one without", async () => {
  const [chat, vendor] = [await startChat(), await startVendor()];
  const look = (baseURL: string) => lookAt(openaiClient({ baseURL, apiKey: "none" }));
  expect(await look(chat.url)).toMatchObject({ hasBatches: false, models: [{ id: "llama3.2" }] });
  expect(await look(vendor.url)).toMatchObject({ hasBatches: true });
  vendor.fault({ path: /\/files/, kind: "body", body: JSON.stringify({ error: "Unexpected endpoint" }) });
  expect(await look(vendor.url)).toMatchObject({ hasBatches: false });
  vendor.fault({ path: /\/files/, kind: "status", status: 500, times: 3 });
  await expect(look(vendor.url)).rejects.toMatchObject({ status: 500 });
  await chat.close();
  await vendor.close();
}, 30_000);
