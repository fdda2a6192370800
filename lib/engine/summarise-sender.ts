/** The name to show for a From value: the display name, else the address; with who wrote what was forwarded. */
export function senderOf(from: string, via = ""): string {
  const name = nameOf(from) || "?";
  const original = nameOf(via);
  return original === "" || original === name ? name : `${name} (Fwd: ${original})`;
}

function nameOf(value: string): string {
  const text = value
    .slice(0, 300)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const angle = text.indexOf("<");
  const name = (angle > 0 ? text.slice(0, angle) : text.replace(/[<>]/gu, " "))
    .replace(/\[mailto:[^\]]*\]?|mailto:/giu, "")
    .trim()
    .replace(/^["'“(]+|["'”)]+$/gu, "")
    .trim();
  const turned = /^(\p{Lu}[\p{L}'-]+), (\p{Lu}[\p{L}' -]+)$/u.exec(name);
  return (turned ? `${turned[2]} ${turned[1]}` : name).slice(0, 80);
}

/** A subject without "Re:", "Fwd:", "AW:" and list tags. */
export function subjectOf(subject: string): string {
  let text = subject
    .slice(0, 300)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  for (let n = 0; n < 6; n++) {
    const shorter = text.replace(
      /^(?:re|fwd?|aw|wg|tr|rv|rif|res|enc|sv|vs|antw|doorst|odp|回复|转发|\[external\]|\[ext\])(?:\[\d{1,3}\])? ?[:：] ?|^\[[^\][]{1,30}\] ?(?=\S)/iu,
      "",
    );
    if (shorter === text) break;
    text = shorter;
  }
  return text.trim();
}

const NOTHING: Readonly<Record<string, { empty: string; bare: string; none: string }>> = {
  en: {
    empty: "no text, only the subject",
    bare: "nothing beyond the subject",
    none: "no text and no subject",
  },
  de: {
    empty: "kein Text, nur der Betreff",
    bare: "nichts außer dem Betreff",
    none: "kein Text und kein Betreff",
  },
  fr: {
    empty: "pas de texte, seulement l'objet",
    bare: "rien d'autre que l'objet",
    none: "ni texte ni objet",
  },
  es: { empty: "sin texto, solo el asunto", bare: "nada más que el asunto", none: "sin texto ni asunto" },
  ja: { empty: "本文なし、件名のみ", bare: "件名のほかに内容なし", none: "本文も件名もありません" },
};

/** The honest sentence for a mail without content: what there is, and the subject in quotation marks. */
export function nothingToSay(subject: string, language: string, hasText: boolean): string {
  const words = NOTHING[language] ?? NOTHING.en;
  if (subject === "") return `(${words?.none})`;
  const ja = language === "ja";
  return `${hasText ? words?.bare : words?.empty}${ja ? "「" : ' "'}${subject}${ja ? "」" : '"'}`;
}
