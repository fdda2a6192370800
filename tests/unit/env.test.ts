import { describe, expect, it } from "vitest";
import { readEnv } from "#lib/env";

describe("readEnv", () => {
  it("has a default for everything but the key", () => {
    expect(readEnv({})).toEqual({
      port: 3000,
      host: "127.0.0.1",
      dataDir: `${process.cwd()}/data`,
      openaiApiKey: null,
      openaiBaseUrl: "https://api.openai.com/v1",
      pollSeconds: 30,
      allowedHosts: null,
    });
  });

  it("takes an empty value as not given", () => {
    expect(readEnv({ PORT: "", OPENAI_API_KEY: "" })).toMatchObject({ port: 3000, openaiApiKey: null });
  });

  it.each([
    ["PORT", "abc"],
    ["PORT", "0"],
    ["PORT", "70000"],
    ["PORT", "80.5"],
    ["HOST", "0.0.0.0"],
    ["HOST", "192.168.1.4"],
    ["HOST", "mail.example.com"],
    ["OPENAI_API_KEY", "short"],
    ["OPENAI_BASE_URL", "not an address"],
    ["OPENAI_BASE_URL", "http://vendor.example/v1"],
    ["OPENAI_BASE_URL", "ftp://vendor.example/v1"],
    ["MAILGIST_POLL_SECONDS", "0"],
    ["MAILGIST_POLL_SECONDS", "soon"],
  ])("refuses %s=%s in one line that names it", (name, value) => {
    const read = () => readEnv({ [name]: value });
    expect(read).toThrow(new RegExp(`^[^\\n]*${name}[^\\n]*$`));
  });

  it.each(["http://127.0.0.1:4010/v1", "http://localhost:4010/v1/", "https://vendor.example/v1"])("takes %s", (url) => {
    expect(readEnv({ OPENAI_BASE_URL: url }).openaiBaseUrl).toBe(url.replace(/\/$/, ""));
  });
});
