import { join } from "node:path";
import { createChild } from "#lib/child";
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

/** Heap limits of the child in MB (long-lived, and each half of the young part). */
const HEAP = ["--max-old-space-size=128", "--max-semi-space-size=4"];

const FAILED = "The built-in engine could not work on this email: it stopped twice on it.";

type Group = { bodies: Trimmed[]; places: number[]; tries: number };

/** Runs answerChat in one child process, so that the caller's event loop never waits for it. */
export function createAnswerer(options: AnswererOptions = {}): Answerer {
  const { idleMs = IDLE_MS, groupMs = GROUP_MS, niceness = NICENESS } = options;
  const path = options.childPath ?? join(import.meta.dirname, "answer-child.ts");
  const child = createChild<{ answers: Answered[] }>({
    path,
    name: "The built-in engine",
    flags: HEAP,
    idleMs,
    niceness,
  });
  let queue: Promise<unknown> = Promise.resolve();

  async function answerAll(bodies: ChatBody[]): Promise<Answered[]> {
    const answers = bodies.map((): Answered => ({ error: FAILED }));
    const open = groupsOf(bodies);
    for (let group = open.shift(); group; group = open.shift()) {
      const reply = await child.ask({ bodies: group.bodies.map((one) => one.body) }, groupMs);
      if (reply) place(answers, group, reply.answers);
      else if (group.tries < 2) open.unshift(...aloneAgain(group));
    }
    return answers;
  }

  return {
    answer(bodies) {
      const work = queue.then(() => answerAll(bodies)).finally(child.rest);
      queue = work.catch(() => {});
      return work;
    },
    close: child.close,
    pid: child.pid,
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
