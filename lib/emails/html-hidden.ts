import { type Colour, readColour, readDeclarations, readPixels, readSheet, type Style } from "#lib/emails/html-style";

/** An element or a text of a page, as the HTML parser gives it. */
export type HtmlNode = {
  type: string;
  name?: string;
  data?: string;
  attribs?: Record<string, string>;
  children?: HtmlNode[];
};

/** Characters of hidden text that are kept. */
export const HIDDEN_LIMIT = 2_000;

/** What holds for a text because of the elements around it; null when it cannot be told. */
type Look = { colour: Colour | "none" | null; background: Colour | null; size: number; visible: boolean };

const PAGE: Look = { colour: [0, 0, 0], background: [255, 255, 255], size: 16, visible: true };
const LINK: Colour = [0, 0, 238];
/** Letters smaller than this many pixels are not read by anyone. */
const SMALLEST_SIZE = 2;
/** Colours whose parts differ by less in sum are one to the eye. */
const SAME_COLOUR = 24;
/** Pixels outside the page that only serve to hide. */
const OFF_SCREEN = -400;

/** What senders fill a preview line up with: blanks, soft hyphens, joiners and marks without a width. */
const PADDING = /(?:[\s\u00ad\u200b-\u200f\u2007\u2060\ufeff]|\u034f)+/g;

/** Never shown by a mail program, and no trick of the sender either. A head is not among them: some never end. */
export const UNSEEN = new Set(["style", "script", "title", "template", "object", "svg", "xml"]);

/**
 * Takes out of a page what a person does not see: display:none, no size, no opacity, clipped, off the screen, in the
 * colour of its background. Returns the start of the words taken out (2,000 characters at most), in one line. When it cannot be told
 * (a picture behind the text, an unknown unit), the text stays. Children may be shown again as CSS allows.
 */
export function takeHidden(root: HtmlNode): string {
  const rules = readSheet(sheetsOf(root));
  const styles = new Map<string, Style>();
  const words: string[] = [];
  let kept = 0;

  const take = (node: HtmlNode): void => {
    if (node.data !== undefined && node.type === "text" && kept < HIDDEN_LIMIT) {
      const text = node.data.slice(0, HIDDEN_LIMIT).replace(PADDING, " ").trim();
      if (text !== "") words.push(text);
      kept += text.length;
    }
    for (const child of node.children ?? []) if (!UNSEEN.has(child.name ?? "")) take(child);
  };

  const walk = (parent: HtmlNode, look: Look): void => {
    let taken = false;
    for (const node of parent.children ?? []) {
      if (node.type === "text") {
        if (isSeen(look)) continue;
      } else if (node.type !== "tag" || UNSEEN.has(node.name ?? "")) continue;
      else {
        const style = styleOf(node, rules, styles);
        if (!isGone(node, style)) {
          walk(node, lookOf(node, style, look));
          continue;
        }
      }
      take(node);
      node.type = "hidden";
      taken = true;
    }
    if (taken) parent.children = parent.children?.filter((node) => node.type !== "hidden");
  };

  walk(root, PAGE);
  return words.join(" ").slice(0, HIDDEN_LIMIT);
}

function sheetsOf(node: HtmlNode): string {
  if (node.name === "style") return (node.children ?? []).map((child) => child.data ?? "").join("");
  return (node.children ?? []).map(sheetsOf).join("");
}

function styleOf(node: HtmlNode, rules: Map<string, Style>, styles: Map<string, Style>): Style {
  const attribs = node.attribs ?? {};
  const written = attribs.style ?? "";
  let own = styles.get(written);
  if (!own) {
    own = readDeclarations(written);
    styles.set(written, own);
  }
  if (rules.size === 0) return own;
  const name = node.name ?? "";
  const classes = (attribs.class ?? "").toLowerCase().split(/\s+/).slice(0, 20);
  const selectors = [name, ...classes.flatMap((one) => [`.${one}`, `${name}.${one}`])];
  if (attribs.id) selectors.push(`#${attribs.id.toLowerCase()}`);
  const matching = selectors.flatMap((selector) => rules.get(selector) ?? []);
  return matching.length === 0 ? own : new Map([...matching.flatMap((rule) => [...rule]), ...own]);
}

/** The element and all in it are not shown, whatever its children say. */
function isGone(node: HtmlNode, style: Style): boolean {
  if (node.attribs?.hidden !== undefined || style.get("display") === "none") return true;
  if (style.size === 0) return false;
  if (Number.parseFloat(style.get("opacity") ?? "1") <= 0.05) return true;
  const clips = style.get("overflow")?.startsWith("hidden") ?? false;
  if (clips && ["max-height", "height", "max-width", "width"].some((side) => readPixels(style.get(side) ?? "") === 0))
    return true;
  if (/^(?:absolute|fixed)/.test(style.get("position") ?? "")) {
    if (["left", "top", "right", "bottom"].some((side) => readPixels(style.get(side) ?? "") < OFF_SCREEN)) return true;
    if (/^rect\([01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\)$/.test(style.get("clip") ?? ""))
      return true;
  }
  if (/^inset\((?:50|100)%/.test(style.get("clip-path") ?? "") || /scale\(0\)/.test(style.get("transform") ?? ""))
    return true;
  return ["text-indent", "margin-left"].some((side) => readPixels(style.get(side) ?? "") < OFF_SCREEN);
}

function lookOf(node: HtmlNode, style: Style, look: Look): Look {
  const attribs = node.attribs ?? {};
  const colour =
    style.get("color") ?? (node.name === "font" ? attribs.color : node.name === "body" ? attribs.text : undefined);
  const background = style.get("background-color") ?? style.get("background") ?? attribs.bgcolor;
  const size = style.get("font-size");
  const visibility = style.get("visibility");
  if (
    !colour &&
    !background &&
    !size &&
    !visibility &&
    !attribs.background &&
    node.name !== "a" &&
    !style.has("background-image")
  )
    return look;
  return {
    colour: colour ? nextColour(colour, look) : node.name === "a" && attribs.href ? LINK : look.colour,
    background:
      attribs.background || /url\(|gradient/.test(`${style.get("background-image") ?? ""}${background ?? ""}`)
        ? null
        : nextBackground(background, look),
    size: size ? nextSize(size, look) : look.size,
    visible: visibility ? visibility !== "hidden" && visibility !== "collapse" : look.visible,
  };
}

function nextColour(text: string, look: Look): Look["colour"] {
  return text === "inherit" ? look.colour : readColour(text);
}

function nextBackground(text: string | undefined, look: Look): Look["background"] {
  if (!text || /^(?:none|inherit|initial|unset)/.test(text)) return look.background;
  // "background: #fff no-repeat": one of the words is the colour.
  const colours = [text, ...text.split(/\s+/)].map(readColour).filter((colour) => colour !== null);
  const colour = colours[0];
  return colour === "none" ? look.background : (colour ?? null);
}

function nextSize(text: string, look: Look): number {
  if (/^-?[\d.]+%$/.test(text)) return (Number.parseFloat(text) / 100) * look.size;
  if (/^-?[\d.]+em$/.test(text)) return Number.parseFloat(text) * look.size;
  const size = readPixels(text);
  // Words ("small", "inherit") are readable.
  return Number.isNaN(size) ? Math.max(look.size, 16) : size;
}

function isSeen({ colour, background, size, visible }: Look): boolean {
  if (!visible || size < SMALLEST_SIZE || colour === "none") return false;
  if (colour === null || background === null) return true;
  const [red, green, blue] = colour;
  return (
    Math.abs(red - background[0]) + Math.abs(green - background[1]) + Math.abs(blue - background[2]) >= SAME_COLOUR
  );
}
