/**
 * Completes package-lock.json for the other platforms.
 *
 * A registry mirror may hide binaries of other systems; npm then writes a lock that `npm ci` refuses.
 * Every optional dependency that the lock names but does not list gets an entry with its version, os and cpu.
 * Run it after each change of a dependency: `npm run lock`.
 */
import { readFileSync, writeFileSync } from "node:fs";

const OS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const CPU = ["arm64", "x64", "ia32", "arm", "ppc64", "riscv64", "s390x", "wasm32"];

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));

let added = 0;
for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isListed(parent, name)) continue;
    const words = name.split(/[-/]/);
    const os = OS.find((known) => words.includes(known));
    const cpu = CPU.find((known) =>
      words.some((word) => word === known || (known === "arm" && word.startsWith("arm-"))),
    );
    lock.packages[`node_modules/${name}`] = {
      version: range.replace(/^[\^~]/, ""),
      ...(cpu || words.includes("arm") ? { cpu: [cpu ?? "arm"] } : {}),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
    };
    added += 1;
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} entries added to package-lock.json\n`);

/** Whether npm would find `name` when it resolves it from `parent`, walking up the tree. */
function isListed(parent, name) {
  for (let base = parent; ; base = base.slice(0, Math.max(0, base.lastIndexOf("/node_modules/")))) {
    if (lock.packages[`${base ? `${base}/` : ""}node_modules/${name}`]) return true;
    if (!base) return false;
  }
}
