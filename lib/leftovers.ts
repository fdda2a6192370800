/** What operating systems and mail programs leave beside mail: it holds no message and nobody means to send it. */
const NAMES = new Set([
  ".ds_store",
  "thumbs.db",
  "desktop.ini",
  // Beside the file "mbox" in a folder "Name.mbox" of Apple Mail.
  "table_of_contents",
  ".mboxcache",
  "popstate.dat",
  "msgfilterrules.dat",
]);

/** Index files of Thunderbird, and Apple's lists of a mailbox. */
const ENDINGS = /\.(?:msf|mbox\/info\.plist)$/;

/** Whether a path, in a dropped folder or in an archive, names such a file. Pure; runs in the page and in the worker. */
export function isLeftover(path: string): boolean {
  const lower = path.toLowerCase().replaceAll("\\", "/");
  const parts = lower.split("/");
  const name = parts.at(-1) ?? "";
  return NAMES.has(name) || name.startsWith("._") || parts.includes("__macosx") || ENDINGS.test(lower);
}
