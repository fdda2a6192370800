import { describe, expect, it } from "vitest";
import { checkAddress, isLoopbackIp, isPublicIp, toAllowedHost } from "#lib/providers/address";

const allowed = ["api.example.com", "gpu.example.org:8443", "93.184.216.34", "10.0.0.5", "[2606:4700::1111]"];

describe("checkAddress", () => {
  it.each([
    ["https://api.example.com/v1", "https://api.example.com/v1", false],
    ["https://API.example.com/v1/", "https://api.example.com/v1", false],
    ["api.example.com/v1", "https://api.example.com/v1", false],
    [" https://api.example.com:9000/openai/v1// ", "https://api.example.com:9000/openai/v1", false],
    ["https://gpu.example.org:8443/v1", "https://gpu.example.org:8443/v1", false],
    ["https://93.184.216.34/v1", "https://93.184.216.34/v1", false],
    ["https://[2606:4700::1111]/v1", "https://[2606:4700::1111]/v1", false],
    ["http://localhost:11434/v1", "http://localhost:11434/v1", true],
    ["http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1", true],
    ["http://[::1]:1234/v1", "http://[::1]:1234/v1", true],
    ["http://127.1:8080/v1", "http://127.0.0.1:8080/v1", true],
  ])("takes %s", (typed, url, isLocal) => {
    expect(checkAddress(typed, allowed, false)).toMatchObject({ url, isLocal });
  });

  it.each([
    ["", /not a web address/],
    ["https://", /not a web address/],
    ["http://api.example.com/v1", /must begin with https/],
    ["ftp://api.example.com", /must begin with https/],
    ["file:///etc/passwd", /not a web address|must begin/],
    ["https://user:secret@api.example.com/v1", /name and password/],
    ["https://api.example.com/v1?key=1", /no \? or #/],
    ["https://api.example.com/v1#x", /no \? or #/],
    ["https://other.example.com/v1", /not on the list/],
    ["https://api.example.com.evil.net/v1", /not on the list/],
    ["https://evil-api.example.com/v1", /not on the list/],
    ["https://gpu.example.org/v1", /not on the list/],
    ["https://10.0.0.5/v1", /inside a local network/],
    ["https://192.168.1.20/v1", /inside a local network/],
    ["https://169.254.169.254/latest", /inside a local network/],
    ["https://0x0a000005/v1", /inside a local network/],
    ["https://167772165/v1", /inside a local network/],
    ["https://[fe80::1]/v1", /inside a local network/],
    ["https://[fd00::1]/v1", /inside a local network/],
    ["https://[::ffff:10.0.0.5]/v1", /inside a local network/],
    ["https://[64:ff9b::a00:5]/v1", /inside a local network/],
    ["http://127.0.0.2:8080/v1", /must begin with https/],
    ["https://127.0.0.2/v1", /inside a local network/],
    ["https://0.0.0.0/v1", /inside a local network/],
  ])("refuses %s", (typed, why) => {
    expect(checkAddress(typed, allowed, false)).toMatch(why);
  });

  it("takes this computer only where it is listed when the environment gives the list", () => {
    expect(checkAddress("http://localhost:11434/v1", ["api.example.com"], true)).toMatch(/MAILGIST_ALLOWED_HOSTS/);
    expect(checkAddress("http://localhost:11434/v1", ["localhost:11434"], true)).toMatchObject({ isLocal: true });
    expect(checkAddress("http://localhost:9/v1", ["localhost:11434"], true)).toMatch(/not on the list/);
  });
});

it.each([
  ["8.8.8.8", true],
  ["93.184.216.34", true],
  ["2606:4700:4700::1111", true],
  ["::ffff:8.8.8.8", true],
  ["0.0.0.0", false],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["127.0.0.1", false],
  ["169.254.169.254", false],
  ["172.16.0.1", false],
  ["172.31.255.255", false],
  ["172.32.0.1", true],
  ["192.168.0.1", false],
  ["198.18.0.1", false],
  ["224.0.0.1", false],
  ["240.0.0.1", false],
  ["255.255.255.255", false],
  ["::", false],
  ["::1", false],
  ["::ffff:192.168.0.1", false],
  ["::10.0.0.1", false],
  ["64:ff9b::7f00:1", false],
  ["100::1", false],
  ["2001:db8::1", false],
  ["2001::1", false],
  ["2002:7f00:1::", false],
  ["fc00::1", false],
  ["fd12:3456::1", false],
  ["fe80::1", false],
  ["fec0::1", false],
  ["ff02::1", false],
  ["no address", false],
])("knows whether %s is on the public internet", (ip, isPublic) => {
  expect(isPublicIp(ip)).toBe(isPublic);
});

it.each([
  ["127.0.0.1", true],
  ["127.8.9.10", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["10.0.0.1", false],
  ["8.8.8.8", false],
  ["fe80::1", false],
])("knows whether %s is this computer", (ip, isLocal) => {
  expect(isLoopbackIp(ip)).toBe(isLocal);
});

it.each([
  ["api.example.com", "api.example.com"],
  [" https://API.Example.com/v1 ", "api.example.com"],
  ["localhost:11434", "localhost:11434"],
  ["http://localhost:11434/v1", "localhost:11434"],
  ["*.example.com", null],
  ["user@example.com", null],
  ["", null],
])("writes the entry %s in one form", (typed, host) => {
  expect(toAllowedHost(typed)).toBe(host);
});
