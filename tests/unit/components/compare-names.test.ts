import { expect, it } from "vitest";
import { compareNames } from "#components/batches/compare-names";

const BATCH = { id: 1, name: "Inbox", model: "small", promptName: "Classic", promptVersion: null };

it.each([
  [{ name: "Other" }, ["Inbox", "Other"]],
  [{ promptName: "Brief" }, ["Inbox, Classic", "Inbox, Brief"]],
  [{ model: "large" }, ["Inbox, small", "Inbox, large"]],
  [{}, ["Inbox, number 1", "Inbox, number 2"]],
])("tells batches apart by the first thing that differs: %j", (change, names) => {
  expect(compareNames(BATCH, { ...BATCH, id: 2, ...change })).toEqual(names);
});
