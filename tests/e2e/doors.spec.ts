import { request as nodeRequest } from "node:http";
import { expect, test } from "#tests/support/browser";

test("every page carries the security headers, with a fresh nonce each time", async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of ["/", "/batches", "/summaries", "/settings", "/nowhere"]) {
    const headers = (await request.get(path)).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toContain("unsafe-eval");
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["x-powered-by"]).toBeUndefined();
  }
  expect(nonces.size).toBe(5);
});

test("another host name is not answered, whatever the path", async ({ app }) => {
  for (const path of ["/", "/api/activity", "/api/batches", "/api/uploads"]) {
    for (const host of ["evil.example", `evil.example:${new URL(app.url).port}`, "127.0.0.1.evil.example"]) {
      expect(await statusFor(app.url + path, "GET", { host })).toBeGreaterThanOrEqual(400);
    }
  }
  expect(await statusFor(`${app.url}/`, "GET", { host: "evil.example" })).toBe(421);
});

test("changes from another origin are refused", async ({ app }) => {
  const host = new URL(app.url).host;
  const evil = { host, origin: "http://evil.example", "tus-resumable": "1.0.0", "upload-length": "1" };
  expect(await statusFor(`${app.url}/api/uploads`, "POST", evil)).toBe(403);
  expect(await statusFor(`${app.url}/api/uploads`, "POST", { ...evil, origin: "null" })).toBe(403);
  expect(await statusFor(`${app.url}/api/activity`, "GET", { host, "sec-fetch-site": "cross-site" })).toBe(403);
});

test("a server action called from another origin changes nothing", async ({ page, app }) => {
  const seen: { url: string; headers: Record<string, string>; body: string }[] = [];
  page.on("request", (request) => {
    const headers = request.headers();
    if (headers["next-action"]) seen.push({ url: request.url(), headers, body: request.postData() ?? "" });
  });
  await page.goto("/");
  await page.getByRole("button", { name: "Try with sample emails" }).click();
  await page.waitForURL(/\/datasets\/\d+/);
  const call = seen[0];
  if (!call) throw new Error("no server action was called");
  const before = ((await (await page.request.get("/api/datasets")).json()) as unknown[]).length;
  const host = new URL(app.url).host;
  const forged: Record<string, string>[] = [
    { host, origin: "http://evil.example" },
    { host },
    { host: "evil.example", origin: "http://evil.example" },
    { host: "evil.example", origin: app.url, "x-forwarded-host": host },
  ];
  for (const headers of forged) {
    await statusFor(
      call.url,
      "POST",
      { ...pick(call.headers, ["next-action", "content-type", "accept"]), ...headers },
      call.body,
    );
  }
  expect((await (await page.request.get("/api/datasets")).json()) as unknown[]).toHaveLength(before);
});

/** A bare request: a browser or fetch would not let Host and Origin be forged. */
function statusFor(url: string, method: string, headers: Record<string, string>, body = ""): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = nodeRequest(
      url,
      { method, headers: { ...headers, "content-length": String(Buffer.byteLength(body)) } },
      (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    call.on("error", reject);
    call.end(body);
  });
}

function pick(from: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (from[name] ? [[name, from[name]]] : [])));
}
