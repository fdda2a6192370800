const LOOPBACK_NAMES = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whether this installation answers to a Host header. A page elsewhere must not reach it by DNS rebinding. */
export function isAllowedHost(host: string | null): boolean {
  if (!host) return false;
  return LOOPBACK_NAMES.has(host.replace(/:\d+$/, "").toLowerCase());
}
