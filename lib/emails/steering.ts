/** Longer texts are looked at to here; what should steer a summary stands where a model reads first or last. */
const LONGEST = 200_000;

const MODEL =
  "(?:ai|a\\.i\\.|llm|gpt|chatgpt|copilot|claude|gemini|language model|ai model|ai assistant|ai agent|summari[sz]er|chatbot|sprachmodell|ki(?:-assistent)?|ia|modèle de langage|modelo de lenguaje|modello linguistico|taalmodel)";
const EARLIER = "(?:previous|prior|above|earlier|preceding|foregoing|your|system|original)";
const RULES = "(?:instructions?|prompts?|directions?|rules|guidelines|commands?|context|task)";

/** Sentences that only make sense when said to a model. Bounded repetitions: time grows with the text. */
const SIGNS: RegExp[] = [
  new RegExp(
    `\\b(?:ignore|disregard|forget|override|bypass)\\b[^.!?\\n]{0,40}\\b${EARLIER}\\b[^.!?\\n]{0,20}\\b${RULES}\\b`,
    "iu",
  ),
  /\bignorier\w*\b[^.!?\n]{0,40}\b(?:anweisungen|vorgaben|instruktionen|regeln)\b/iu,
  /\bignore[zr]?\b[^.!?\n]{0,40}\binstructions\b[^.!?\n]{0,20}\b(?:précédentes|antérieures|ci-dessus)/iu,
  /\bignor[ae]\w*\b[^.!?\n]{0,40}\b(?:instrucciones|istruzioni|instruções)\b/iu,
  /\bnegeer\b[^.!?\n]{0,40}\binstructies\b/iu,
  /(?:игнорируй\p{L}*|забудь\p{L}*)[^.!?\n]{0,40}(?:инструкци|указани)/iu,
  /(?:忽略|无视|忘记)[^。！？\n]{0,20}(?:指令|指示|提示)|(?:以前|上記|これまで)の(?:指示|命令)[^。\n]{0,10}(?:無視|忘れ)/u,
  new RegExp(
    `\\b(?:dear|attention|note (?:to|for)|hey|instructions? (?:to|for)|message (?:to|for)) (?:the |any |all )?${MODEL}\\b`,
    "iu",
  ),
  new RegExp(
    `\\b(?:you are|act as|pretend to be|du bist|tu es|eres)\\b[^.!?\\n]{0,20}\\b(?:now|jetzt|an?)\\b[^.!?\\n]{0,20}\\b${MODEL}\\b`,
    "iu",
  ),
  new RegExp(`\\bif you are (?:an? |the )?${MODEL}\\b`, "iu"),
  /\b(?:when|while|if) (?:you are )?summari[sz]ing this (?:e-?mail|message|text|thread)\b/iu,
  /\b(?:your|the) summary (?:must|should|shall|has to) (?:only |always |not )?(?:say|state|contain|include|mention|read|be)\b/iu,
  /\bsummari[sz]e this (?:e-?mail|message) (?:as|by saying|with the words)\b/iu,
  /\b(?:reveal|print|repeat|output|show)\b[^.!?\n]{0,20}\b(?:system prompt|your (?:system )?(?:prompt|instructions))\b/iu,
  /<\|(?:im_start|im_end|system|endoftext)\|>|\[\/?INST\]|<<SYS>>|<\/?(?:system|assistant)>/u,
  /^[ \t>*#]{0,6}(?:system|assistant|developer)[ \t]*(?:prompt|message)?[ \t]*:[ \t]*(?:you|ignore|from now)\b/imu,
];

/**
 * Where a text addresses a language model instead of its reader ("Ignore all previous instructions …"): the place of
 * the first such sentence, or null. Pure. It cannot find every trick; it finds those that say what they want.
 */
export function findSteering(text: string): { start: number; end: number } | null {
  const looked = text.slice(0, LONGEST);
  let first: { start: number; end: number } | null = null;
  for (const sign of SIGNS) {
    const match = sign.exec(looked);
    if (match && (first === null || match.index < first.start)) {
      first = { start: match.index, end: match.index + match[0].length };
    }
  }
  return first;
}
