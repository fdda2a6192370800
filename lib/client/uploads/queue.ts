import { dropPending, notePending } from "#lib/client/uploads/pending";
import type { UploadUnit } from "#lib/client/uploads/plan";
import { type Sending, sendUnit } from "#lib/client/uploads/send";
import { isUnfinished, startUpload, type Upload, type UploadState } from "#lib/client/uploads/upload";

const AT_ONCE = 3;
/** How often screens are told about bytes; each telling renders every row. */
const TELL_MS = 120;

type Job = { unit: UploadUnit; sending: Sending | null };

/**
 * All uploads of this tab. It lives outside React, so that walking from page to page stops nothing. Screens subscribe
 * to an immutable list.
 */
export class UploadQueue {
  #uploads: Upload[] = [];
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Set<() => void>();
  readonly #sendUnit: typeof sendUnit;
  #nextId = 1;
  #telling: ReturnType<typeof setTimeout> | null = null;
  /** Called when an upload has arrived, with its dataset. */
  onArrived: (datasetId: number) => void = () => {};

  constructor(send: typeof sendUnit = sendUnit) {
    this.#sendUnit = send;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getUploads = (): Upload[] => this.#uploads;

  /** Queues the units of one drop and starts as many as may run at once. */
  add(datasetId: number, units: UploadUnit[]) {
    const added = units.map((unit) => {
      const id = `upload-${this.#nextId++}`;
      this.#jobs.set(id, { unit, sending: null });
      notePending(datasetId, unit);
      return startUpload(id, datasetId, unit);
    });
    // What has arrived or was given up is only history: each drop begins with a clean list.
    const open = this.#uploads.filter((upload) => isUnfinished(upload) || upload.state === "failed");
    this.#set([...open, ...added]);
    this.#fill();
  }

  pause(id: string) {
    this.#change(id, { state: "paused" });
    this.#jobs.get(id)?.sending?.pause();
    this.#fill();
  }

  /** Goes on with a paused upload, or tries a failed one again: what has arrived is not sent twice. */
  resume(id: string) {
    this.#change(id, { state: "waiting", problem: null });
    this.#fill();
  }

  /** Gives an upload up; what had arrived of it is deleted. */
  cancel(id: string) {
    this.#change(id, { state: "cancelled" });
    const upload = this.#uploads.find((one) => one.id === id);
    const job = this.#jobs.get(id);
    if (upload && job) dropPending(upload.datasetId, job.unit);
    // Best effort: an unfinished upload that stays behind is cleared by the server in time.
    job?.sending?.cancel().catch(() => {});
    this.#jobs.delete(id);
    this.#fill();
  }

  #fill() {
    let free = AT_ONCE - this.#uploads.filter(({ state }) => state === "sending").length;
    for (const upload of this.#uploads) {
      if (free <= 0) return;
      if (upload.state !== "waiting") continue;
      free -= 1;
      this.#change(upload.id, { state: "sending" });
      this.#start(upload);
    }
  }

  async #start({ id, datasetId }: Upload) {
    const job = this.#jobs.get(id);
    if (!job) return;
    if (job.sending) {
      job.sending.resume();
      return;
    }
    const events = {
      onSent: (sent: number) => this.#change(id, { sent }, true),
      onDone: () => {
        this.#jobs.delete(id);
        dropPending(datasetId, job.unit);
        this.#end(id, "done", null);
        this.onArrived(datasetId);
      },
      onFailed: (problem: string) => this.#end(id, "failed", problem),
    };
    try {
      job.sending = await this.#sendUnit(datasetId, job.unit, events);
    } catch {
      this.#end(id, "failed", "This file could not be sent. Try again.");
      return;
    }
    // Paused or given up while it was being prepared.
    const state = this.#uploads.find((upload) => upload.id === id)?.state;
    if (state === "paused") job.sending.pause();
    if (state === "cancelled") job.sending.cancel().catch(() => {});
  }

  #end(id: string, state: UploadState, problem: string | null) {
    const upload = this.#uploads.find((one) => one.id === id);
    if (!upload || upload.state === "cancelled") return;
    this.#change(id, { state, problem, sent: state === "done" ? upload.bytes : upload.sent });
    this.#fill();
  }

  #change(id: string, change: Partial<Upload>, canWait = false) {
    const uploads = this.#uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload));
    this.#set(uploads, canWait);
  }

  #set(uploads: Upload[], canWait = false) {
    this.#uploads = uploads;
    if (!canWait) this.#tell();
    else this.#telling ??= setTimeout(() => this.#tell(), TELL_MS);
  }

  #tell() {
    if (this.#telling) clearTimeout(this.#telling);
    this.#telling = null;
    for (const listener of this.#listeners) listener();
  }
}
