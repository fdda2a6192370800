import { type ChildProcess, spawn } from "node:child_process";
import { setPriority } from "node:os";
import { join } from "node:path";
import type { ChatAnswer, ChatBody } from "#lib/engine/answer";
import { type Trimmed, trimBody, untrimAnswer } from "#lib/engine/answer-trim";

/** What became of one body: an answer, or why there is none. */
type Answered = ChatAnswer | { error: string };

export type Answerer = {
  /** Answers in the order of the bodies; rejects only when the child cannot be started at all or after close(). */
  answer(bodies: ChatBody[]): Promise<Answered[]>;
  /** Ends the child; waits until it is gone. */
  close(): Promise<void>;
  /** The running child's process id, or null. */
  pid(): number | null;
};

/** `idleMs`: the child ends after so long without work. `groupMs`: time one group may take. `childPath`: for tests. */
export type AnswererOptions = { idleMs?: number; niceness?: number; groupMs?: number; childPath?: string };

/** Bodies sent at once, and their characters: a group takes tens of milliseconds, so little is lost with a child. */
const GROUP_BODIES = 64;
const GROUP_CHARS = 500_000;

/** A group takes far less than a second; a child that needs longer hangs. */
const GROUP_MS = 20_000;
const IDLE_MS = 30_000;

/** Ten steps nicer: pages are served first. */
const NICENESS = 10;

/** Loading the language model and the tokenizer takes a second or so; a busy machine may need many. */
const START_MS = 60_000;

/** Starts that may fail in a row before work is given up. */
const MAX_FAILED_STARTS = 3;

/** Heap limits of the child in MB (long-lived, and each half of the young part). */
const HEAP = ["--max-old-space-size=128", "--max-semi-space-size=4"];

/** glibc keeps what the tokenizer's 8 MB source took while it was parsed; this hands it back. Ignored elsewhere. */
const ALLOCATOR = { MALLOC_ARENA_MAX: "1", MALLOC_TRIM_THRESHOLD_: "65536" };

const FAILED = "The built-in engine could not work on this email: it stopped twice on it.";

type Group = { bodies: Trimmed[]; places: number[]; tries: number };

/** Runs answerChat in one child process, so that the caller's event loop never waits for it. */
export function createAnswerer(options: AnswererOptions = {}): Answerer {
  const { idleMs = IDLE_MS, groupMs = GROUP_MS, niceness = NICENESS } = options;
  const path = options.childPath ?? join(import.meta.dirname, "answer-child.ts");
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;
  let failedStarts = 0;
  let nextId = 1;

  async function running(): Promise<ChildProcess> {
    clearTimeout(idle);
    while (!child) {
      if (closed) throw new Error("The built-in engine is closed.");
      if (failedStarts >= MAX_FAILED_STARTS) {
        failedStarts = 0;
        throw new Error("The built-in engine could not start its helper process.");
      }
      const started = spawnChild(path, niceness);
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

  /** One group through the child; null when the child died or hung on it. */
  async function run(bodies: ChatBody[]): Promise<Answered[] | null> {
    const worker = await running();
    const id = nextId++;
    worker.send({ id, bodies }, () => {});
    const reply = await firstMessage(worker, groupMs, id);
    if (reply === null) child = null;
    return reply;
  }

  async function answerAll(bodies: ChatBody[]): Promise<Answered[]> {
    const answers = bodies.map((): Answered => ({ error: FAILED }));
    const open = groupsOf(bodies);
    for (let group = open.shift(); group; group = open.shift()) {
      const reply = await run(group.bodies.map((one) => one.body));
      if (reply) place(answers, group, reply);
      else if (group.tries < 2) open.unshift(...aloneAgain(group));
    }
    return answers;
  }

  function rest(): void {
    clearTimeout(idle);
    const resting = child;
    if (!resting) return;
    hold(resting, false);
    idle = setTimeout(() => end(resting), idleMs).unref();
  }

  function end(ending: ChildProcess): void {
    if (child === ending) child = null;
    if (ending.connected) ending.disconnect();
  }

  return {
    answer(bodies) {
      const work = queue.then(() => answerAll(bodies)).finally(rest);
      queue = work.catch(() => {});
      return work;
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

function place(answers: Answered[], group: Group, reply: Answered[]): void {
  for (const [i, at] of group.places.entries()) {
    const answer = reply[i];
    if (answer) answers[at] = untrimAnswer(answer, group.bodies[i]?.share ?? 1);
  }
}

/** Cuts work into groups by number and size. */
function groupsOf(bodies: ChatBody[]): Group[] {
  const groups: Group[] = [];
  let chars = 0;
  for (const [at, body] of bodies.entries()) {
    const trimmed = trimBody(body);
    const size = sizeOf(trimmed.body);
    const last = groups.at(-1);
    if (last && last.bodies.length < GROUP_BODIES && chars + size <= GROUP_CHARS) {
      last.bodies.push(trimmed);
      last.places.push(at);
      chars += size;
    } else {
      groups.push({ bodies: [trimmed], places: [at], tries: 1 });
      chars = size;
    }
  }
  return groups;
}

function sizeOf(body: ChatBody): number {
  return body.messages.reduce((sum, { content }) => sum + (typeof content === "string" ? content.length : 1_000), 0);
}

/** After a death each body of the group goes through alone, once. */
function aloneAgain(group: Group): Group[] {
  return group.bodies.map((body, i) => ({ bodies: [body], places: [group.places[i] ?? 0], tries: 2 }));
}

function spawnChild(path: string, niceness: number): ChildProcess {
  const args = ["--conditions=react-server", ...HEAP, path];
  // The child needs no key and no settings, so it gets none.
  const passed = ["PATH", "SystemRoot", "TMPDIR", "TEMP"].map((name) => [name, process.env[name]]);
  const env = { ...Object.fromEntries(passed), ...ALLOCATOR };
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
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

/** The answers to `id` (or, without one, the word that the child is ready); null when it ends or takes too long. */
function firstMessage(child: ChildProcess, limitMs: number, id?: number): Promise<Answered[] | null> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => done(null, true), limitMs);
    const onMessage = (message: { ready?: boolean; id?: number; answers?: Answered[] }) => {
      if (message.id === id && (id !== undefined || message.ready)) done(message.answers ?? [], false);
    };
    const onEnd = () => done(null, true);
    const done = (result: Answered[] | null, kill: boolean) => {
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
