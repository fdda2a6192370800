/**
 * Where a worker is killed at least once in every long run, in the order in which a batch passes them: before and
 * after each call to the vendor takes effect, and before and after each commit of import, submit, poll and collect.
 * Some only come after another kill (a list of files after an upload whose reply was lost), so the order matters.
 */
const CALLS = [
  "POST /files",
  "GET /files",
  "POST /batches",
  "GET /files/{id}",
  "GET /batches",
  "GET /batches/{id}",
  "GET /files/{id}/content",
  "DELETE /files/{id}",
];

const COMMITS = [
  "datasets/import",
  "batches/expand expandBatch",
  "batches/send buildPart",
  "batches/send uploadPart",
  "batches/step recover",
  "batches/reconcile reconcilePart",
  "batches/send createVendorBatch",
  "batches/send adoptBatch",
  "batches/record recordVendor",
  "batches/collect store",
  "batches/finish finishPart",
  "batches/outbox",
];

const around = (name: string) => [`before ${name}`, `after ${name}`];

export const POINTS = [...COMMITS.flatMap((place) => around(`commit ${place}`)), ...CALLS.flatMap(around)];
