/** Names of people, companies and places in a text, as far as their writing shows them. Pure. */

export type FoundWord = { start: number; end: number; word: string };

const list = (words: string) => new Set(words.split(" "));

/** Words that begin sentences or stand with a capital without naming anything. */
const COMMON = list(
  "the a an this that these those he she they it we you i his her their its our your my who what when where why how which if as at by for from in into of off on onto out over per to up with without about above after against along among around before behind below between beyond despite during except inside near since through throughout toward towards under until upon via within and but or nor so yet both each either every few many more most much neither no none not only other others same several some such than then there here also all any another because however therefore thus although though while once please thanks thank regarding regards re fwd fw new next last first second third further additional total overall otherwise instead meanwhile currently now today tomorrow yesterday yes ok der die das ein eine einer einem einen den dem des und oder aber für mit von bei nach zu zum zur im in am an auf aus bis seit wegen ohne gegen sie er es wir ihr ich man es bitte danke themen grund le la les un une des du de et ou mais pour par sur dans avec sans chez il elle ils elles nous vous on ce cette ces son sa ses leur leurs el los las una y o pero para por con sin en del al se lo su sus i il gli uno e ma per di da su con del della het een en of maar voor met van naar op uit bij os as um uma e ou mas para com sem em do da dos das",
);
/** Capitalised on purpose, but generic: titles, roles, kinds of things, abbreviations. */
const GENERIC = list(
  "mr mrs ms miss dr prof sir madam madame monsieur mme mlle herr herrn frau sr sra sig dott ing ceo cfo cto coo cio hr it vp pr pa qa id vat tva ttc ht pdf faq url api sql csv fyi eta asap tbd tbc am pm utc gmt cet q1 q2 q3 q4 h1 h2 eur usd gbp chf ok na nda kpi roi sla rsvp cc bcc po rfq rfp moq eu uk us usa ytd eod eow bios team project phase department office board committee group company customer client sender recipient manager director head report contract agreement meeting email mail street road lane avenue building room tower hall house hotel site plan order invoice ticket claim lot offer quote version release update item line year week month day quarter part section chapter number account service support sales marketing finance management security staff parents board city town work delivery payment production construction training revenue costs prices shipping replacement registration attendance employees customers clients members guests participants volunteers suppliers neighbours residents",
);
/** Verbs that follow a sender's name at the start of a sentence. */
const VERBS =
  /^(?:is|was|has|had|will|would|can|could|may|might|must|should|did|does|asks?|says?|said|reports?|writes?|wants?|needs?|offers?|requests?|confirms?|informs?|announces?|tells?|sends?|shares?|suggests?|proposes?|plans?|thanks?|invites?|reminds?|warns?|notes?|explains?|agrees?|recommends?|expects?|hopes?|complains?|believes?|thinks?|looks?|offered|asked|wrote|reported|requested|confirmed|says|bittet|fragt|meldet|schreibt|teilt|möchte|will|hat|ist|wird|informiert|lädt|schlägt|bestätigt|dankt|plant|kündigt|sendet|schickt|demande|annonce|informe|propose|écrit|confirme|envoie|remercie|souhaite|rappelle|signale|pide|avisa|informa|propone|necesita|solicita|confirma|comunica|chiede|scrive|ringrazia|vraagt|meldt|schrijft|laat|pede|informa|сообщает|просит|пишет|informuje|prosi|pisze)$/iu;
/** German writes every noun with a capital: these endings are never a name's. */
const GERMAN_NOUN =
  /(?:ung|ungen|heit|keit|schaft|tion|tionen|tät|ment|nis|tum|ling|plan|zeit|tag|termin|preis|betrag|kosten|strafe|stand|wagen|schaden|mangel|mangels|modell|frage|fragen|leitung|vertrag|woche|monat|jahr)$/iu;
const GERMAN =
  /\b(?:der|die|das|und|ist|für|mit|wird|nicht|zum|zur|dass|den|ein|eine|einen|bis|vom|beim|auf|werden)\b/giu;
/** Nouns of measure: a capitalised word after one of them is no second part of a name. */
const MEASURES = list("euro euros uhr prozent stück kilo tonnen tage wochen monate jahre stunden minuten mal");
const TITLES = list("herr herrn frau dr prof firma fa familie");

const WORD = /[\p{L}][\p{L}\p{M}'’]*(?:-[\p{Lu}][\p{L}\p{M}'’]*)*/gu;

/** Words that name somebody or something. Meant for plain sentences; each word of a name is found by itself. */
export function findNames(text: string): FoundWord[] {
  const all = [...text.matchAll(WORD)].map((match) => toWord(text, match));
  const isGerman = (text.match(GERMAN)?.length ?? 0) >= Math.max(2, all.length / 12);
  return all.filter((one, at) => {
    if (!one.isCapital || (one.word.length < 2 && !isLabel(text, one))) return false;
    const lower = one.word.toLowerCase();
    if (COMMON.has(lower) || GENERIC.has(lower)) return false;
    const [before, after] = [all[at - 1], all[at + 1]];
    const touchesNext = after !== undefined && /^[ \u00a0]$/.test(text.slice(one.end, after.start));
    const touchesLast = before !== undefined && /^[.]?[ \u00a0]$/.test(text.slice(before.end, one.start));
    if (one.isFirst) {
      const isRun = touchesNext && after.isCapital && !GENERIC.has(after.word.toLowerCase());
      return touchesNext && (isRun || VERBS.test(after.word)) && !(isGerman && GERMAN_NOUN.test(one.word));
    }
    if (!isGerman) return true;
    if (GERMAN_NOUN.test(one.word) || !touchesLast || !before) return false;
    const last = before.word.toLowerCase();
    if (TITLES.has(last)) return true;
    return before.isCapital && !MEASURES.has(last) && !COMMON.has(last);
  });
}

/** The "C" of "roof C" and of "towers A and C". */
function isLabel(text: string, { start, end, word }: FoundWord): boolean {
  return /[B-HJ-Z]/.test(word) && /\p{Ll} $/u.test(text.slice(0, start)) && !/^[.'’\p{L}]/u.test(text.slice(end));
}

function toWord(text: string, match: RegExpExecArray): FoundWord & { isCapital: boolean; isFirst: boolean } {
  const word = match[0].replace(/['’]s?$/u, "");
  const before = text.slice(0, match.index).replace(/["“„«'(\s]+$/u, "");
  const isFirst =
    before === "" || (/[.!?:;…]$/u.test(before) && !/(?<!\p{L})(?:Dr|Mr|Mrs|Ms|Prof|St|No|Nr)\.$/u.test(before));
  return {
    start: match.index,
    end: match.index + word.length,
    word,
    isCapital: /^\p{Lu}|\p{Ll}\p{Lu}/u.test(word),
    isFirst,
  };
}
