import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors";
import { isAllowedHost } from "#lib/hosts";
import { assertOurs, idParam, route } from "#lib/http";

const OURS = { host: "127.0.0.1:3000" };

describe("isAllowedHost", () => {
  it.each(["127.0.0.1", "127.0.0.1:3000", "localhost:3000", "LOCALHOST", "[::1]:3000"])("answers to %s", (host) => {
    expect(isAllowedHost(host)).toBe(true);
  });

  it.each([
    null,
    "",
    "evil.example",
    "evil.example:3000",
    "127.0.0.1.evil.example",
    "localhost.evil.example:3000",
    "127.0.0.1:3000:evil",
  ])("does not answer to %s", (host) => {
    expect(isAllowedHost(host)).toBe(false);
  });
});

describe("assertOurs", () => {
  const check = (headers: Record<string, string>, isChange: boolean) => () =>
    assertOurs(new Headers(headers), isChange);

  it.each<[string, Record<string, string>]>([
    ["no Origin", OURS],
    ["another Origin", { ...OURS, origin: "http://evil.example" }],
    ["a null Origin", { ...OURS, origin: "null" }],
    ["our Origin on another port", { ...OURS, origin: "http://127.0.0.1:4000" }],
    ["another site", { ...OURS, origin: "http://127.0.0.1:3000", "sec-fetch-site": "cross-site" }],
    ["the same site only", { ...OURS, origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-site" }],
    ["an evil Host and Origin", { host: "evil.example", origin: "http://evil.example" }],
    [
      "a forged X-Forwarded-Host",
      { host: "evil.example", origin: "http://127.0.0.1:3000", "x-forwarded-host": "127.0.0.1:3000" },
    ],
  ])("refuses a change with %s", (_name, headers) => {
    expect(check(headers, true)).toThrow(AppError);
  });

  it("lets our own pages change things", () => {
    expect(check({ ...OURS, origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" }, true)).not.toThrow();
    expect(check({ host: "localhost:3000", origin: "http://localhost:3000" }, true)).not.toThrow();
  });

  it("lets reads come from our pages, from the address bar and from tools without headers", () => {
    expect(check(OURS, false)).not.toThrow();
    expect(check({ ...OURS, "sec-fetch-site": "none" }, false)).not.toThrow();
    expect(check({ ...OURS, "sec-fetch-site": "same-origin" }, false)).not.toThrow();
  });

  it("refuses reads that another site makes", () => {
    expect(check({ ...OURS, "sec-fetch-site": "cross-site" }, false)).toThrow(AppError);
    expect(check({ ...OURS, origin: "http://evil.example" }, false)).toThrow(AppError);
  });
});

describe("route", () => {
  const request = (method: string, headers: Record<string, string>) =>
    new Request("http://127.0.0.1:3000/api/x", { method, headers });

  it("answers typed errors with their status and sentence", async () => {
    const handler = route(() => {
      throw new AppError("not-found", "There is no such batch.");
    });
    const response = await handler(request("GET", OURS), undefined);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: { code: "not-found", message: "There is no such batch." } });
  });

  it("never runs the handler for a change from elsewhere", async () => {
    let ran = false;
    const handler = route(() => {
      ran = true;
      return new Response();
    });
    for (const method of ["POST", "PATCH", "PUT", "DELETE"]) {
      expect((await handler(request(method, { ...OURS, origin: "http://evil.example" }), undefined)).status).toBe(403);
      expect((await handler(request(method, OURS), undefined)).status).toBe(403);
    }
    expect(ran).toBe(false);
  });
});

describe("idParam", () => {
  it.each(["", "abc", "-1", "1.5", "1e3", "0x10", "99999999999999999999"])("refuses %s", (value) => {
    expect(() => idParam(value)).toThrow(AppError);
  });

  it("reads a whole number", () => {
    expect(idParam("42")).toBe(42);
  });
});
