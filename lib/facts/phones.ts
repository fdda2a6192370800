/** Telephone numbers as people write them, made comparable: 0161 496 0877 = +44 (0)161 4960877. Pure. */

/** `digits` without a leading + or 00; `isWhole` when it begins with the code of a country. */
export type Phone = { digits: string; isWhole: boolean };
export type FoundPhone = { start: number; end: number; phone: Phone };

/** Also cards and accounts: digits with signs between them. */
const PHONE = /(?<![\w./-])(?:\+|\(0?\)|\(\d)?\d[\d ()\u00a0./-]{5,24}\d(?![\w-])/gu;
/** Fewer digits are no number that somebody is reached at from elsewhere. */
const FEWEST = 7;
const LONGEST_CODE = 3;
const YEARS = /^(?:19|20)\d{2} ?[-/] ?(?:19|20)\d{2}$/;

/**
 * Every stretch that is written as a telephone number. A plain figure like 1200000, one in groups of thousands and a
 * span of years are none.
 */
export function findPhones(text: string): FoundPhone[] {
  return [...text.matchAll(PHONE)].flatMap(({ 0: written, index: start }) =>
    isFigure(written) ? [] : [{ start, end: start + written.length, phone: readPhone(written) }],
  );
}

/** Whatever digits in a text may be a telephone number, plain figures too. */
export function findPhoneDigits(text: string): Phone[] {
  return [...text.replace(/ \/ /g, " \n ").matchAll(PHONE)].map(([written]) => readPhone(written));
}

export function readPhone(written: string): Phone {
  const isWhole = /^(?:\+|00)/.test(written.trim());
  const digits = written.replace(/\(0\)/g, "").replace(/\D/g, "");
  return { digits: isWhole ? digits.replace(/^00/, "") : digits, isWhole };
}

/**
 * Whether a number is the other one, or the end of it from its area on. Where only one of them has the code of a
 * country, the rest is compared; where both have, so are the codes.
 */
export function isSamePhone(one: Phone, other: Phone): boolean {
  if (one.digits === other.digits) return true;
  if (one.isWhole && other.isWhole) return false;
  const [digits, others] = [withoutTrunk(one), withoutTrunk(other)];
  if (digits === others) return true;
  if (digits.length < FEWEST || others.length < FEWEST) return false;
  if (digits.length < others.length) return others.endsWith(digits);
  return one.isWhole && digits.endsWith(others) && digits.length - others.length <= LONGEST_CODE;
}

/** A country dials a nought before an area; nobody else does. */
const withoutTrunk = ({ digits, isWhole }: Phone) => (isWhole ? digits : digits.replace(/^0/, ""));

function isFigure(written: string): boolean {
  return (
    written.replace(/\D/g, "").length < FEWEST ||
    /^[1-9]\d*$/.test(written) ||
    /^\d{1,3}(?:([ \u00a0.])\d{3})(?:\1\d{3})*$/.test(written) ||
    YEARS.test(written)
  );
}
