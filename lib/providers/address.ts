/**
 * Which addresses a provider may have: https, except on this computer; on the list an admin allowed; and never inside
 * the local network, whatever a name resolves to. Pure.
 */
import { BlockList, isIP } from "node:net";

export type Address = { url: string; host: string; isLocal: boolean };

const LOCAL_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);
const HTTPS_PORT = "443";

/** Every range that is not on the public internet (IANA special-purpose registries for IPv4 and IPv6). */
const SPECIAL: [net: string, prefix: number, family: "ipv4" | "ipv6"][] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.0.2.0", 24, "ipv4"],
  ["192.88.99.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["198.51.100.0", 24, "ipv4"],
  ["203.0.113.0", 24, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
];
/** Of IPv6 only 2000::/3 is public, less the tunnels that could lead back to an IPv4 address inside. */
const PUBLIC_V6 = blockListOf([["2000::", 3, "ipv6"]]);
const SPECIAL_V6 = blockListOf([
  ["2001::", 23, "ipv6"],
  ["2001:db8::", 32, "ipv6"],
  ["2002::", 16, "ipv6"],
  ["3fff::", 20, "ipv6"],
]);
const SPECIAL_V4 = blockListOf(SPECIAL);
const MAPPED_V4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * A provider's base address in one form ("https://api.example.com/v1", no slash at its end), or a sentence on why it
 * may not be one. `allowed`: host names, with a port where only that one is meant; this computer is always allowed
 * when `allowed` is what Settings say, and only where it is listed when the environment says (`isStrict`).
 */
export function checkAddress(typed: string, allowed: string[], isStrict: boolean): Address | string {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`);
  if (!url || url.hostname === "") return "That is not a web address. It should look like https://api.example.com/v1.";
  if (url.username !== "" || url.password !== "") return "Leave the name and password out of the address.";
  if (url.search !== "" || url.hash !== "") return "The address may have no ? or # part.";
  const isLocal = LOCAL_NAMES.has(url.hostname);
  if (url.protocol === "http:" && !isLocal)
    return "The address must begin with https://. Only a program on this computer may be reached by http://.";
  if (url.protocol !== "http:" && url.protocol !== "https:") return "The address must begin with https://.";
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (!isLocal && isIP(literal) !== 0 && !isPublicIp(literal))
    return `${url.hostname} is inside a local network. Only this computer and addresses on the internet can be used.`;
  const isAllowed = allowed.some((entry) => matches(entry, url)) || (isLocal && !isStrict);
  if (!isAllowed) return `${url.host} is not on the list of allowed addresses. ${whoAllows(isStrict)}`;
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, "")}`, host: url.host, isLocal };
}

function whoAllows(isStrict: boolean): string {
  return isStrict
    ? "The list is given by the environment (MAILGIST_ALLOWED_HOSTS)."
    : "Add it under “Allowed addresses” first.";
}

/** Whether an IP address is on the public internet: neither private, link-local, loopback nor otherwise special. */
export function isPublicIp(ip: string): boolean {
  const mapped = MAPPED_V4.exec(ip)?.[1] ?? ip;
  if (isIP(mapped) === 4) return !SPECIAL_V4.check(mapped, "ipv4");
  return isIP(mapped) === 6 && PUBLIC_V6.check(mapped, "ipv6") && !SPECIAL_V6.check(mapped, "ipv6");
}

/** Whether an IP address is this computer's own. */
export function isLoopbackIp(ip: string): boolean {
  const mapped = MAPPED_V4.exec(ip)?.[1] ?? ip;
  return mapped === "::1" || (isIP(mapped) === 4 && mapped.startsWith("127."));
}

/** Whether a base address is on this computer. */
export function isLocalAddress(url: string): boolean {
  return LOCAL_NAMES.has(URL.parse(url)?.hostname ?? "");
}

/** One entry of the list in one form ("api.example.com", "localhost:11434"); null when it is none. */
export function toAllowedHost(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const url = URL.parse(/^https?:\/\//.test(text) ? text : `https://${text}`);
  if (!url || url.hostname === "" || url.hostname.includes("*") || url.username !== "") return null;
  return url.host;
}

function matches(entry: string, url: URL): boolean {
  const known = toAllowedHost(entry);
  if (known === null) return false;
  const hasPort = /:\d+$/.test(known);
  return hasPort ? known === url.host || known === `${url.hostname}:${url.port || HTTPS_PORT}` : known === url.hostname;
}

function blockListOf(ranges: typeof SPECIAL): BlockList {
  const list = new BlockList();
  for (const [net, prefix, family] of ranges) list.addSubnet(net, prefix, family);
  return list;
}
