/** A child process: counts the tokens of the texts it is sent, answers once. Ends with its parent. */
import { Tokenizer } from "ai-tokenizer";
import * as o200k from "ai-tokenizer/encoding/o200k_base";

const tokenizer = new Tokenizer(o200k);

process.on("disconnect", () => process.exit(0));
process.once("message", (texts: string[]) => {
  process.send?.(texts.map((text) => tokenizer.count(text)));
});
