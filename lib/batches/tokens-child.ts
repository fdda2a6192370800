/** A child process: counts the tokens of the texts it is sent, answers once. Ends with its parent. */
import { countTokens } from "#lib/tokens";

process.on("disconnect", () => process.exit(0));
process.once("message", (texts: string[]) => {
  process.send?.(texts.map(countTokens));
});
