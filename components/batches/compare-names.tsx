import type { BatchView } from "#lib/batches/view";

type Named = Pick<BatchView, "id" | "name" | "model" | "promptName" | "promptVersion">;

/** What two batches are called beside each other: by their names and, where those are alike, by what tells them apart. */
export function compareNames(left: Named, right: Named): [string, string] {
  const ways: ((batch: Named) => string)[] = [
    (batch) => batch.name,
    ({ name, promptName, promptVersion: version }) =>
      `${name}, ${promptName}${version === null ? "" : `, version ${version}`}`,
    (batch) => `${batch.name}, ${batch.model}`,
  ];
  const way =
    ways.find((words) => words(left) !== words(right)) ?? ((batch: Named) => `${batch.name}, number ${batch.id}`);
  return [way(left), way(right)];
}
