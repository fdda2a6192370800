/** CSS declarations by lower-case property, without "!important". */
export type Style = Map<string, string>;

/** Longest style attribute or sheet that is looked at, in characters. */
const STYLE_LIMIT = 100_000;

/** "display:none; color:#FFF !important" taken apart; values in lower case. */
export function readDeclarations(text: string): Style {
  const style: Style = new Map();
  for (const declaration of text.slice(0, STYLE_LIMIT).split(";")) {
    const colon = declaration.indexOf(":");
    if (colon <= 0) continue;
    const value = declaration
      .slice(colon + 1)
      .toLowerCase()
      .replace("!important", "")
      .trim();
    style.set(declaration.slice(0, colon).trim().toLowerCase(), value);
  }
  return style;
}

/**
 * The rules of a style sheet that name a tag, a class, an id or a tag with a class; other selectors and everything inside
 * "@media" (small screens, dark mode) are passed over.
 */
export function readSheet(text: string): Map<string, Style> {
  const rules = new Map<string, Style>();
  const sheet = dropComments(text.slice(0, STYLE_LIMIT));
  let at = 0;
  while (at < sheet.length) {
    const open = sheet.indexOf("{", at);
    if (open < 0) break;
    const selectors = sheet.slice(at, open).split(";").at(-1)?.trim() ?? "";
    const close = selectors.startsWith("@") ? endOfBlock(sheet, open) : sheet.indexOf("}", open);
    if (close < 0) break;
    if (!selectors.startsWith("@")) addRule(rules, selectors, readDeclarations(sheet.slice(open + 1, close)));
    at = close + 1;
  }
  return rules;
}

function addRule(rules: Map<string, Style>, selectors: string, style: Style): void {
  for (const part of selectors.split(",")) {
    const selector = part.trim().toLowerCase();
    if (!/^[a-z0-9]*(?:[.#][\w-]+)?$/.test(selector)) continue;
    rules.set(selector, new Map([...(rules.get(selector) ?? []), ...style]));
  }
}

function dropComments(text: string): string {
  return text
    .split("/*")
    .map((piece, at) =>
      at === 0 ? piece : piece.slice(piece.indexOf("*/") < 0 ? piece.length : piece.indexOf("*/") + 2),
    )
    .join("")
    .replace(/<!--|-->/g, "");
}

function endOfBlock(sheet: string, open: number): number {
  let depth = 0;
  for (let at = open; at < sheet.length; at += 1) {
    if (sheet[at] === "{") depth += 1;
    else if (sheet[at] === "}") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** Red, green, blue from 0 to 255. */
export type Colour = readonly [number, number, number];

const NAMED: Record<string, Colour> = {
  white: [255, 255, 255],
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
  whitesmoke: [245, 245, 245],
  black: [0, 0, 0],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  navy: [0, 0, 128],
  yellow: [255, 255, 0],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  silver: [192, 192, 192],
};

/** A colour; "none" when it lets everything through; null when it is not known. */
export function readColour(text: string): Colour | "none" | null {
  const value = text.trim().toLowerCase();
  if (value === "transparent") return "none";
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(value)?.[1];
  if (hex) {
    const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
    return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as unknown as Colour;
  }
  const parts = /^rgba?\(([^()]{1,60})\)$/
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean);
  if (!parts) return NAMED[value] ?? null;
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts.map(Number.parseFloat);
  return alpha === 0 ? "none" : [red, green, blue];
}

/** Pixels of a length; NaN when it is no number or its unit depends on the surroundings too much. */
export function readPixels(text: string): number {
  const match = /^(-?\d*\.?\d+)(px|pt|em|rem|ex|%|vw|vh|)$/.exec(text.trim());
  if (!match) return Number.NaN;
  const size = Number(match[1]);
  if (match[2] === "em" || match[2] === "rem") return size * 16;
  if (match[2] === "ex") return size * 8;
  return match[2] === "pt" ? (size * 4) / 3 : match[2] === "%" ? size * 0.16 : size;
}
