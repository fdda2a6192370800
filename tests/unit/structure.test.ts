import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const MOST_LINES = 300;
/** Files that may be longer, each with its reason. */
const LONG_ON_PURPOSE: Record<string, string> = {
  "db/schema.ts": "every table in one place, read like a page",
  "lib/search/concept-table.ts": "a table, one line for each thing that is meant",
};

/** Which top folder may import which. `components` sees only lib's pure files, checked below. */
const MAY_IMPORT: Record<string, string[]> = {
  db: ["db"],
  lib: ["lib", "db"],
  components: ["components", "lib"],
  app: ["app", "components", "lib"],
};

/** Inside lib: which noun may import which others. Files that lie directly in lib are open to all. */
const LIB_MAY_IMPORT: Record<string, string[]> = {
  emails: [],
  facts: [],
  engine: ["emails", "facts"],
  datasets: ["emails"],
  prompts: ["emails"],
  providers: ["settings"],
  settings: ["providers", "prompts"],
  search: ["worker", "providers"],
  summaries: ["search", "providers", "facts", "emails", "tags"],
  tags: ["search"],
  insight: ["summaries", "search", "tags", "facts", "prompts"],
  batches: ["prompts", "providers", "search", "settings", "summaries", "worker"],
  client: ["datasets"],
  worker: ["datasets", "batches", "summaries", "search", "settings", "providers", "engine", "insight", "tags"],
};

/** lib folders and files that run in a browser too. */
const PURE_LIB =
  /^lib\/(client\/.*|[a-z]+\/view|leftovers|words|format|errors|action|activity|summaries\/(filter|area|export-choice)|insight\/points|search\/(fold|match|rank|why)|datasets\/bundle|batches\/(status|causes)|providers\/kinds|prompts\/(classic|form|mailgist|builtin|built-in))\.tsx?$/;

const files = ["app", "components", "lib", "db"].flatMap(sourceFiles);
const graph = new Map(files.map((file) => [file, importsOf(file)]));

describe("the house", () => {
  it("has files to look at", () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it("imports downwards only: app, components, lib, db", () => {
    expect(edges(([from, to]) => !MAY_IMPORT[folder(from)]?.includes(folder(to)))).toEqual([]);
  });

  it("lets components import only what runs in a browser", () => {
    const wrong = edges(([from, to]) => folder(from) === "components" && folder(to) === "lib" && !PURE_LIB.test(to));
    expect(wrong.filter((edge) => !isTypeOnly(edge))).toEqual([]);
  });

  it("keeps lib's nouns in order", () => {
    const wrong = edges(([from, to]) => {
      const [noun, other] = [nounOf(from), nounOf(to)];
      return noun !== null && other !== null && noun !== other && !LIB_MAY_IMPORT[noun]?.includes(other);
    });
    expect(wrong.filter((edge) => !isTypeOnly(edge))).toEqual([]);
  });

  it("has no import circles", () => {
    expect(circles()).toEqual([]);
  });

  it("has no barrels", () => {
    expect(files.filter((file) => /\/index\.tsx?$/.test(file))).toEqual([]);
  });

  it(`has no file over ${MOST_LINES} lines without a reason`, () => {
    const long = files.filter((file) => readFileSync(join(root, file), "utf8").split("\n").length > MOST_LINES);
    expect(long.filter((file) => !LONG_ON_PURPOSE[file])).toEqual([]);
  });

  it("knows the openai SDK in its own files alone", () => {
    const users = files.filter((file) => /from "openai/.test(readFileSync(join(root, file), "utf8")));
    expect(users.filter((file) => !/^lib\/providers\/openai(-objects|-failures)?\.ts$/.test(file))).toEqual([]);
  });

  it("never renders markup that came from outside", () => {
    expect(files.filter((file) => /dangerouslySetInnerHTML/.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
  });
});

function sourceFiles(path: string): string[] {
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );
}

type Import = { to: string; isType: boolean };

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^;"]*?\sfrom\s+)?"(#[^"]+)"/gm)) {
    const to = resolve(match[2] ?? "");
    if (to) found.push({ to, isType: Boolean(match[1]) });
  }
  return found;
}

function resolve(spec: string): string | null {
  const path = spec.slice(1);
  return [`${path}.ts`, `${path}.tsx`].find((candidate) => files.includes(candidate)) ?? null;
}

function edges(isWrong: (edge: [string, string]) => boolean): string[] {
  return [...graph].flatMap(([from, imports]) =>
    imports.filter(({ to }) => isWrong([from, to])).map(({ to }) => `${from} -> ${to}`),
  );
}

function isTypeOnly(edge: string): boolean {
  const [from = "", to] = edge.split(" -> ");
  return (graph.get(from) ?? []).filter((found) => found.to === to).every((found) => found.isType);
}

function folder(file: string): string {
  return file.split("/")[0] ?? "";
}

function nounOf(file: string): string | null {
  const parts = file.split("/");
  return parts[0] === "lib" && parts.length > 2 ? (parts[1] ?? null) : null;
}

/** Circles of value imports, found by depth-first search; each as "a -> b -> a". */
function circles(): string[] {
  const found: string[] = [];
  const state = new Map<string, "open" | "closed">();
  const path: string[] = [];
  const visit = (file: string): void => {
    state.set(file, "open");
    path.push(file);
    for (const { to, isType } of graph.get(file) ?? []) {
      if (isType) continue;
      if (state.get(to) === "open") found.push([...path.slice(path.indexOf(to)), to].join(" -> "));
      else if (!state.has(to)) visit(to);
    }
    path.pop();
    state.set(file, "closed");
  };
  for (const file of files) if (!state.has(file)) visit(file);
  return found;
}
