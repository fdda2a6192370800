import { createUploads } from "#lib/datasets/uploads";
import { readEnv } from "#lib/env";
import { route } from "#lib/http";
import { store } from "#lib/store";
import { wakeWorker } from "#lib/worker/spawn";

type Receive = (request: Request) => Promise<Response>;

// One for the whole process: it holds the locks that keep two requests from writing the same upload.
const shared = globalThis as typeof globalThis & { mailgistUploads?: Promise<Receive> };

async function createReceiver(): Promise<Receive> {
  return createUploads({ db: await store(), dataDir: readEnv().dataDir, onStored: wakeWorker });
}

const receive = route(async (request) => {
  shared.mailgistUploads ??= createReceiver();
  return (await shared.mailgistUploads)(request);
});

// GET stays closed: an upload is never given out again.
export { receive as DELETE, receive as HEAD, receive as PATCH, receive as POST };
