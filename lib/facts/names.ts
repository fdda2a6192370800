/** Names of people, companies and places in a text, as far as their writing shows them. Pure. */

export type FoundWord = { start: number; end: number; word: string };

const list = (words: string) => new Set(words.split(" "));

/** Words that begin sentences or stand with a capital without naming anything. */
const COMMON = list(
  "the a an this that these those he she they it we you i his her their its our your my who what when where why how which if as at by for from in into of off on onto out over per to up with without about above after against along among around before behind below between beyond despite during except inside near since through throughout toward towards under until upon via within and but or nor so yet both each either every few many more most much neither no none not only other others same several some such than then there here also all any another because however therefore thus although though while once please thanks thank regarding regards re fwd fw new next last first second third further additional total overall otherwise instead meanwhile currently now today tomorrow yesterday yes ok everyone everybody someone somebody anyone anybody nobody everything something anything nothing others two three four five six seven eight nine ten dozens hundreds thousands jeder jemand niemand us me him them alle alles nichts zwei drei vier tous toutes personne quelqu tout rien todos todas nadie nada tutti der die das ein eine einer einem einen den dem des und oder aber für mit von bei nach zu zum zur im in am an auf aus bis seit wegen ohne gegen sie er es wir ihr ich man es bitte danke themen grund le la les un une des du de et ou mais pour par sur dans avec sans chez il elle ils elles nous vous on ce cette ces son sa ses leur leurs el los las una y o pero para por con sin en del al se lo su sus i il gli uno e ma per di da su con del della het een en of maar voor met van naar op uit bij os as um uma e ou mas para com sem em do da dos das",
);
/** Capitalised on purpose, but generic: titles, roles, kinds of things, abbreviations. */
const GENERIC = list(
  "mr mrs ms miss dr prof sir madam madame monsieur mme mlle herr herrn frau sr sra sig dott ing ceo cfo cto coo cio hr it vp pr pa qa id vat tva ttc ht pdf faq url api sql csv fyi eta asap tbd tbc am pm utc gmt cet q1 q2 q3 q4 h1 h2 eur usd gbp chf ok na nda kpi roi sla rsvp cc bcc po rfq rfp moq eu uk us usa ytd eod eow bios mio mrd tsd mln bn gb mb kb tb pb kg km cm mm ml kw kwh mw mwh mhz ghz hz db est edt cst cdt mst mdt pst pdt bst cest jst ist http https html xml json ssl tls ssh vpn wifi lan usb ssd hdd cpu gpu ram dns ip tcp smtp imap sms id pin cob eob ooo wfh pto fte b2b b2c crm erp poc lh rh letter report survey policy notice memo receipt statement message note reply draft study review audit staff team project phase department office board committee group company customer client sender recipient manager director head report contract agreement meeting email mail street road lane avenue building room tower hall house hotel site plan order invoice ticket claim lot offer quote version release update item line year week month day quarter part section chapter number account service support sales marketing finance management security staff parents board city town work delivery payment production construction training revenue costs prices shipping replacement registration attendance employees customers clients members guests participants volunteers suppliers neighbours residents",
);
/** What only people do, right after a name at the start of a sentence: "Deadline is" names nobody. */
const DOES =
  /^(?:asks?|says?|said|writes?|wrote|wants?|confirms?|informs?|announces?|tells?|told|sends?|suggests?|proposes?|thanks?|invites?|reminds?|warns?|explains?|agrees?|recommends?|expects?|hopes?|complains?|believes?|thinks?|asked|bittet|fragt|meldet|schreibt|teilt|möchte|informiert|lädt|schlägt|bestätigt|dankt|plant|kündigt|sendet|schickt|demande|annonce|informe|propose|écrit|confirme|envoie|remercie|souhaite|rappelle|signale|pide|avisa|informa|propone|necesita|solicita|confirma|comunica|chiede|scrive|ringrazia|vraagt|meldt|schrijft|laat|pede|сообщает|просит|пишет|informuje|prosi|pisze)$/iu;
/** The same verbs also are nouns ("Refund requests rose") or come without a person ("Approval requested"). */
const DOES_SOMETHING =
  /^(?:reports?|requests?|needs?|notes?|plans?|offers?|shares?|looks|offered|reported|requested|confirmed|announced|proposed)$/iu;
const SOMETHING =
  /^(?:that|the|a|an|to|his|her|their|our|its|us|you|him|them|how|why|whether|more|another|two|three)$/iu;
const HELPS = /^(?:is|was|has|had|will|would|can|could|must|should)$/iu;
const DOING =
  /^(?:ask|confirm|inform|announc|tell|suggest|propos|thank|invit|remind|warn|explain|agre|recommend|complain|believ|think|hop)(?:ing|ed|e|ee|eed|eeing)?$/iu;
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
      if (!touchesNext || (isGerman && GERMAN_NOUN.test(one.word))) return false;
      const next = after.word.toLowerCase();
      return (
        (after.isCapital && !GENERIC.has(next) && !COMMON.has(next)) || isDone(after.word, all[at + 2]?.word ?? "")
      );
    }
    if (!isGerman) return true;
    if (GERMAN_NOUN.test(one.word) || !touchesLast || !before) return false;
    const last = before.word.toLowerCase();
    if (TITLES.has(last)) return true;
    return before.isCapital && !MEASURES.has(last) && !COMMON.has(last);
  });
}

/** Every word with a capital that is not common to all texts, of a value that is nothing but a name. */
export function findNameWords(text: string): FoundWord[] {
  return [...text.matchAll(WORD)]
    .map((match) => toWord(text, match))
    .filter(({ word, isCapital }) => {
      const lower = word.toLowerCase();
      return isCapital && word.length > 1 && !COMMON.has(lower) && !GENERIC.has(lower);
    });
}

/** Whether the words after one that begins a sentence say what somebody does. */
function isDone(verb: string, then: string): boolean {
  if (HELPS.test(verb)) return DOING.test(then) && (!/^(?:is|was)$/i.test(verb) || /ing$/i.test(then));
  return DOES.test(verb) || (DOES_SOMETHING.test(verb) && SOMETHING.test(then) && !(/ed$/.test(verb) && then === "to"));
}

/** The "C" of "roof C" and of "towers A and C". */
function isLabel(text: string, { start, end, word }: FoundWord): boolean {
  return /[B-HJ-Z]/.test(word) && /\p{Ll} $/u.test(text.slice(0, start)) && !/^[.'’\p{L}]/u.test(text.slice(end));
}

/** Characters before a word that tell whether it begins a sentence. */
const LOOK_BACK = 40;

function toWord(text: string, match: RegExpExecArray): FoundWord & { isCapital: boolean; isFirst: boolean } {
  const word = match[0].replace(/['’]s?$/u, "");
  const before = text.slice(Math.max(0, match.index - LOOK_BACK), match.index).replace(/["“„«'(\s]+$/u, "");
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
