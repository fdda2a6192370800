/** Characters of an invitation that are looked at. Stops a calendar of a million lines; an invitation has about fifty. */
const LOOKED_AT = 256 * 1024;

/** People listed. */
const PEOPLE_LIMIT = 50;

/** What an invitation is for (RFC 5546). */
const METHODS: Record<string, string> = {
  REQUEST: "Invitation",
  REPLY: "Answer to an invitation",
  CANCEL: "Cancelled",
  COUNTER: "Another time is proposed",
};

type Property = { name: string; params: string; value: string };

/** The first entry of an iCalendar body (RFC 5545) as people read it; "" when it holds none. Times stay in their own zone. */
export function calendarText(body: string): string {
  const { method, event } = readEvent(body);
  const first = (name: string) => event.find((property) => property.name === name);
  const text = (name: string) => unescapeText(first(name)?.value ?? "");
  const people = event.filter((property) => property.name === "ATTENDEE").slice(0, PEOPLE_LIMIT);
  const start = first("DTSTART");
  const end = first("DTEND") ?? first("DUE");
  const facts: [string, string][] = [
    [METHODS[method] ?? "Calendar entry", text("SUMMARY")],
    [
      "When",
      [start, end]
        .map(timeOf)
        .filter((time, at, all) => time !== "" && time !== all[at - 1])
        .join(" to "),
    ],
    ["Where", text("LOCATION")],
    ["Organizer", personOf(first("ORGANIZER"))],
    ["Attendees", people.map((one) => personOf(one) + answerOf(one)).join(", ")],
  ];
  const lines = facts.filter(([, value]) => value !== "").map(([label, value]) => `${label}: ${value}`);
  return [lines.join("\n"), text("DESCRIPTION"), text("COMMENT")].filter((piece) => piece !== "").join("\n\n");
}

/** The properties of the first event or task, without those of its alarms. */
function readEvent(body: string): { method: string; event: Property[] } {
  const event: Property[] = [];
  const open: string[] = [];
  let method = "";
  for (const line of body
    .slice(0, LOOKED_AT)
    .replace(/\r?\n[ \t]/g, "")
    .split(/\r?\n/)) {
    const property = propertyOf(line);
    if (!property) continue;
    const { name, value } = property;
    const inside = open.at(-1);
    if (name === "BEGIN") open.push(value.toUpperCase());
    else if (name === "END") {
      open.pop();
      if (inside === "VEVENT" || inside === "VTODO") break;
    } else if (inside === "VEVENT" || inside === "VTODO") event.push(property);
    else if (name === "METHOD") method = value.toUpperCase();
  }
  return { method, event };
}

/** `DTSTART;TZID="Europe/Berlin":20260305T100000`: a colon in quotes ends nothing. */
function propertyOf(line: string): Property | null {
  const match = /^([\w-]{1,60})((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line);
  return match && { name: (match[1] ?? "").toUpperCase(), params: match[2] ?? "", value: (match[3] ?? "").trim() };
}

function paramOf(property: Property, name: string): string {
  const match = new RegExp(`;${name}=(?:"([^"]*)"|([^;]*))`, "i").exec(property.params);
  return match?.[1] ?? match?.[2] ?? "";
}

/** "20260305T100000Z" as "2026-03-05 10:00 UTC"; whole days have no time. */
function timeOf(property: Property | undefined): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z)?)?/.exec(property?.value ?? "");
  if (!property || !match) return property?.value ?? "";
  const [, year, month, day, hour, minute, utc] = match;
  const zone = utc ? "UTC" : paramOf(property, "TZID");
  return `${year}-${month}-${day}${hour ? ` ${hour}:${minute}` : ""}${hour && zone ? ` ${zone}` : ""}`;
}

function personOf(property: Property | undefined): string {
  if (!property) return "";
  const address = property.value.replace(/^mailto:/i, "");
  const name = paramOf(property, "CN");
  return name === "" || name === address ? address : `${name} <${address}>`;
}

function answerOf(person: Property): string {
  const answer = paramOf(person, "PARTSTAT").toLowerCase();
  return answer === "" || answer === "needs-action" ? "" : ` (${answer})`;
}

function unescapeText(value: string): string {
  return value.replace(/\\([nN,;\\])/g, (_, sign: string) => (/n/i.test(sign) ? "\n" : sign)).trim();
}
