import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { seeded } from "#lib/random";

/** Bodies are lognormal: median 1.2 kB, mean 2.2 kB, as in real mailboxes. */
const MEDIAN_BYTES = 1200;
const SIGMA = 1.1;

const WORDS =
  `the of to and a in for is on that by this with you it not or be are from at as your all have new more an was we will can us about
  if my has but our one other do no they he up may what which their out use any there see only so his when contract invoice budget
  meeting quarter revenue supplier delay shipment board review proposal deadline renewal customer complaint incident outage hiring
  candidate offer salary audit compliance forecast margin pricing discount launch roadmap migration server backup security access
  password training travel expense approval signature draft legal counsel claim settlement partner agency campaign press article
  interview report figures growth churn retention support ticket escalation response tomorrow Monday Friday urgent please thanks`.split(
    /\s+/,
  );

const SENDERS = [
  "ana.ruiz",
  "tom.becker",
  "mei.tanaka",
  "luc.moreau",
  "sara.lind",
  "omar.haddad",
  "kate.doyle",
  "ivan.petrov",
];

export type GeneratedEmail = { from: string; to: string; date: string; subject: string; body: string };

/** A stream of made-up emails; the same seed gives the same ones. */
export function* generateEmails(count: number, seed = 1): Generator<GeneratedEmail> {
  const random = seeded(seed);
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] ?? "";
  for (let index = 0; index < count; index += 1) {
    const bytes = Math.round(MEDIAN_BYTES * Math.exp(SIGMA * normal(random)));
    const sender = pick(SENDERS);
    let body = "";
    // As in real mailboxes: many mails hold a typographic quote or dash, some an emoji, some are not in English.
    const flavour = random();
    if (flavour < 0.35) body += "Let\u2019s keep it short \u2013 ";
    else if (flavour < 0.45) body += "Great news \u{1F389} ";
    else if (flavour < 0.55) body += "Gr\u00fc\u00dfe aus M\u00fcnchen, \u00e0 bient\u00f4t. ";
    while (body.length < bytes) body += pick(WORDS) + (random() < 0.09 ? ".\n" : random() < 0.01 ? ' "quoted" ' : " ");
    yield {
      from: `${sender.replace(".", " ")} <${sender}@example.com>`,
      to: "chief@example.com",
      date: new Date(Date.UTC(2026, 0, 1) + index * 61_000).toISOString(),
      subject: `${pick(WORDS)} ${pick(WORDS)} ${pick(WORDS)} ${index}`,
      body,
    };
  }
}

/** Writes them as one JSON array, the shape of the original recipe. */
export async function writeEmailsJson(path: string, count: number): Promise<void> {
  const file = createWriteStream(path);
  let isFirst = true;
  for (const email of generateEmails(count)) {
    if (!file.write(`${isFirst ? "[\n" : ",\n"}${JSON.stringify(email)}`)) await once(file, "drain");
    isFirst = false;
  }
  file.end("\n]\n");
  await once(file, "close");
}

/** Box-Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
