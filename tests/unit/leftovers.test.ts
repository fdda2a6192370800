import { expect, it } from "vitest";
import { isLeftover } from "#lib/leftovers";

it.each([
  ["Board/.DS_Store", true],
  ["Board/Thumbs.db", true],
  ["Board\\desktop.ini", true],
  ["Board/Desktop.ini", true],
  ["__MACOSX/Board/a.eml", true],
  ["Board/._a.eml", true],
  ["._", true],
  ["Sent.mbox/table_of_contents", true],
  ["Sent.mbox/Info.plist", true],
  ["Profile/Mail/Inbox.msf", true],
  ["Sent.mbox/mbox", false],
  ["Board/a.eml", false],
  ["Board/Info.plist", false],
  ["table_of_contents.csv", false],
  ["thumbs.db.eml", false],
])("%s is left over: %s", (path, expected) => expect(isLeftover(path)).toBe(expected));
