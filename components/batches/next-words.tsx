import type { BatchRow, Phase } from "#lib/batches/view";
import { isKeptHere, kindOf } from "#lib/providers/kinds";

type Next = Pick<BatchRow, "phase" | "now" | "settled">;

/** What happens next, in a sentence or two. The engine on this computer is quick, everybody else has a day. */
export function nextWords(batch: Next): string {
  const kind = kindOf(batch.now.provider);
  const isEngine = kind === "engine";
  const there = batch.now.name;
  const words: Record<Phase, string> = {
    draft: "Nothing has been sent. Go on with it on its dataset's page.",
    waiting: "It starts by itself as soon as it is its turn. You can close this page.",
    checking: `${there} is checking what was sent, which takes a moment. You can close this page.`,
    working: isEngine
      ? "It runs on this computer and takes seconds to minutes. You can close this page."
      : kind === "chat"
        ? `${there} is asked email by email. You can close this page.`
        : "Results come within 24 hours. You can close this page.",
    collecting: "The results are being stored. Summaries appear as they come in.",
    done:
      batch.settled === 0
        ? "Every email has its summary."
        : "The emails have their summaries, but for those that were left as they are. They stand below.",
    "done-with-problems": "The others have their summaries. What went wrong stands below, with what helps.",
    stopping: isKeptHere(batch.now.provider)
      ? "It is being stopped. What is finished is kept."
      : `${there} was asked to stop, which can take ten minutes. What is finished is kept.`,
    stopped: "What was finished before is kept. The others can be tried again.",
    "ran-out-of-time": `${isKeptHere(batch.now.provider) ? "Its time was" : "The 24 hours were"} over before every email had its answer. What came is kept; try the others again.`,
    "could-not-start": "No email was summarised, and none is lost. Mend the cause, then try again.",
    "making-sure": `The connection broke while sending. Mailgist looks at ${there} first, so that nothing is sent or paid twice.`,
    unreachable: batch.now.isRefused
      ? "What was sent goes on there, and nothing is lost. With a key that works, given in Settings, it goes on by itself."
      : kind === "chat"
        ? `Nothing is lost: it goes on by itself as soon as ${there} answers, with the emails that have no answer yet.`
        : "The batch goes on there and nothing is lost. Mailgist keeps trying by itself.",
  };
  return words[batch.phase];
}
