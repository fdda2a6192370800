import { type ChildProcess, spawn } from "node:child_process";
import { setPriority } from "node:os";

/** A helper process that starts when it is asked something, answers one question at a time, and ends when idle. */
export type Child<Reply> = {
  /** The reply to one question, or null when the child died or took longer than `limitMs`. Rejects when it cannot be started or was closed. */
  ask(question: object, limitMs: number): Promise<Reply | null>;
  /** Says that there is no work for now: the child ends after its idle time and keeps nobody alive. */
  rest(): void;
  /** Ends the child; waits until it is gone. */
  close(): Promise<void>;
  /** The running child's process id, or null. */
  pid(): number | null;
};

export type ChildOptions = {
  /** The script; it says `{ready: true}` once and then answers `{id, …}` to `{id, …}`. */
  path: string;
  /** Begins the sentences about it: "The built-in engine". */
  name: string;
  /** Node's own flags, for limits of memory. */
  flags: string[];
  /** Milliseconds without work after which it ends. */
  idleMs: number;
  niceness: number;
};

/** Loading a model takes a second or so; a busy machine may need many. */
const START_MS = 60_000;
/** Starts that may fail in a row before work is given up. */
const MAX_FAILED_STARTS = 3;
/** glibc keeps what was needed only while a large source was parsed; this hands it back. Ignored elsewhere. */
const ALLOCATOR = { MALLOC_ARENA_MAX: "1", MALLOC_TRIM_THRESHOLD_: "65536" };

type Message = { ready?: boolean; id?: number };

/** Makes a child that is not started yet. Questions must be asked one after another. */
export function createChild<Reply extends object>(options: ChildOptions): Child<Reply> {
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  let failedStarts = 0;
  let nextId = 1;

  async function running(): Promise<ChildProcess> {
    clearTimeout(idle);
    while (!child) {
      if (closed) throw new Error(`${options.name} is closed.`);
      if (failedStarts >= MAX_FAILED_STARTS) {
        failedStarts = 0;
        throw new Error(`${options.name} could not start its helper process.`);
      }
      const started = spawnChild(options);
      if ((await firstMessage(started, START_MS)) === null) failedStarts++;
      else {
        failedStarts = 0;
        child = started;
        started.once("exit", () => {
          if (child === started) child = null;
        });
      }
    }
    hold(child, true);
    return child;
  }

  function end(ending: ChildProcess): void {
    if (child === ending) child = null;
    if (ending.connected) ending.disconnect();
  }

  return {
    async ask(question, limitMs) {
      const worker = await running();
      const id = nextId++;
      worker.send({ ...question, id }, () => {});
      const reply = await firstMessage(worker, limitMs, id);
      if (reply === null) child = null;
      return reply as Reply | null;
    },
    rest() {
      clearTimeout(idle);
      const resting = child;
      if (!resting) return;
      hold(resting, false);
      idle = setTimeout(() => end(resting), options.idleMs).unref();
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      const ending = child;
      child = null;
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
      ending.ref();
      const gone = new Promise<void>((resolve) => ending.once("exit", () => resolve()));
      ending.kill("SIGKILL");
      await gone;
    },
    pid: () => child?.pid ?? null,
  };
}

function spawnChild({ path, flags, niceness }: ChildOptions): ChildProcess {
  const args = ["--conditions=react-server", ...flags, path];
  // The child needs no key and no settings, so it gets none.
  const passed = ["PATH", "SystemRoot", "TMPDIR", "TEMP"].map((name) => [name, process.env[name]]);
  const env = { ...Object.fromEntries(passed), ...ALLOCATOR };
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
    env: env as NodeJS.ProcessEnv,
  });
  child.on("error", () => {});
  try {
    if (child.pid) setPriority(child.pid, niceness);
  } catch {
    // Not allowed everywhere; the work is the same without it.
  }
  return child;
}

/** The reply to `id` (or, without one, the word that the child is ready); null when it ends or takes too long. */
function firstMessage(child: ChildProcess, limitMs: number, id?: number): Promise<Message | null> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => done(null, true), limitMs);
    const onMessage = (message: unknown) => {
      const said = message as Message;
      if (said.id === id && (id !== undefined || said.ready)) done(said, false);
    };
    const onEnd = () => done(null, true);
    const done = (result: Message | null, kill: boolean) => {
      clearTimeout(limit);
      child.off("message", onMessage).off("exit", onEnd).off("error", onEnd);
      if (kill) child.kill("SIGKILL");
      resolve(result);
    };
    child.on("message", onMessage).once("exit", onEnd).once("error", onEnd);
    if (child.exitCode !== null || child.signalCode !== null) done(null, true);
  });
}

/** An idle child must not keep its parent alive; a working one must. */
function hold(child: ChildProcess, working: boolean): void {
  if (working) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
