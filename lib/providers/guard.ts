import { type LookupAddress, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent } from "undici";
import { checkAddress, isLocalAddress, isLoopbackIp, isPublicIp } from "#lib/providers/address";

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** What an address is not allowed to be; its message is a sentence for people. */
export class AddressRefused extends Error {}

const resolveName: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });

/**
 * Makes a fetch for the provider at `baseUrl`. Each call is checked against what is allowed now, and each connection
 * against the addresses its name has at that moment: a name that was public yesterday may point inside today. The
 * connection goes to the very address that was checked. Redirects are refused.
 */
export function guardedFetch(
  baseUrl: string,
  allowed: () => { hosts: string[]; isStrict: boolean },
  resolve: Resolve = resolveName,
): Fetch {
  const agent = agentFor(isLocalAddress(baseUrl), resolve);
  return async (url, init) => {
    const { hosts, isStrict } = allowed();
    const checked = checkAddress(baseUrl, hosts, isStrict);
    if (typeof checked === "string") throw new AddressRefused(checked);
    return fetch(url, { ...init, redirect: "error", dispatcher: agent } as RequestInit);
  };
}

/** Time limits are the caller's: a model on an office computer may think for minutes before its first byte. */
function agentFor(isLocal: boolean, resolve: Resolve): Agent {
  const isFit = isLocal ? isLoopbackIp : isPublicIp;
  const checkedLookup: LookupFunction = (hostname, options, done) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (!first || !found.every((one) => isFit(one.address))) {
          const place = isLocal ? "does not lead to this computer" : "leads into a local network";
          return done(new AddressRefused(`${hostname} ${place}.`), "", 4);
        }
        if (options.all) done(null, found);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, "", 4),
    );
  };
  return new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { lookup: checkedLookup, timeout: 10_000 } });
}
