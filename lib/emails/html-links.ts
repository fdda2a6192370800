import { type HtmlNode, UNSEEN } from "#lib/emails/html-hidden";

/**
 * Takes the addresses from links that hold no words: around pictures they are long, lead to a counter, and say nothing in a
 * text. They stay on a page that has no words at all, because they are all there is to read.
 */
export function dropBareLinks(root: HtmlNode): void {
  const bare: HtmlNode[] = [];
  if (!hasWords(root, bare)) return;
  for (const link of bare) delete link.attribs?.href;
}

/** Whether there are words in a node; links without any are added to `bare`. */
function hasWords(node: HtmlNode, bare: HtmlNode[]): boolean {
  if (node.type === "text") return /\S/.test(node.data ?? "");
  let found = false;
  for (const child of node.children ?? []) {
    if (UNSEEN.has(child.name ?? "")) continue;
    if (hasWords(child, bare)) found = true;
  }
  if (!found && node.name === "a") bare.push(node);
  return found;
}
