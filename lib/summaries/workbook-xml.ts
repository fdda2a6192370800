import type { Cell } from "#lib/summaries/export-columns";

const NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Styles by their number: 0 plain, 1 date and time, 2 header. */
const STYLES = `${HEAD}<styleSheet xmlns="${NAMESPACE}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`;

/** A sheet up to its header, which stays in view. */
export function sheetStart(columns: { name: string; width: number }[]): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const head = columns.map(({ name }, at) => textCell(`${columnLetters(at)}1`, name, 2)).join("");
  return `${HEAD}<worksheet xmlns="${NAMESPACE}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row r="1">${head}</row>`;
}

export const SHEET_END = "</sheetData></worksheet>";

/** A row by its number, 1 the header's. Empty cells are left out. */
export function rowXml(number: number, cells: Cell[]): string {
  return `<row r="${number}">${cells.map((cell, at) => cellXml(`${columnLetters(at)}${number}`, cell)).join("")}</row>`;
}

function cellXml(place: string, cell: Cell): string {
  if (typeof cell === "number") return Number.isFinite(cell) ? `<c r="${place}"><v>${cell}</v></c>` : "";
  if (typeof cell === "string") return cell === "" ? "" : textCell(place, cell, 0);
  const serial = dateSerial(cell.time);
  return serial === null ? "" : `<c r="${place}" s="1"><v>${serial}</v></c>`;
}

const textCell = (place: string, text: string, style: number) =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cellText(text))}</t></is></c>`;

function columnLetters(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnLetters(Math.floor(at / 26) - 1) + letter;
}

/** Excel knows no day before 1900-03-01 for certain, and none after 9999: those are left empty. */
const FIRST_DATE = Date.UTC(1900, 2, 1);
const END_OF_DATES = Date.UTC(10_000, 0, 1);
const DAY_ZERO = Date.UTC(1899, 11, 30);

function dateSerial(time: number | null): number | null {
  return time === null || time < FIRST_DATE || time >= END_OF_DATES ? null : (time - DAY_ZERO) / 86_400_000;
}

/** UTF-16 units that a cell can hold. */
const CELL_LENGTH = 32_767;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 does not allow
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * A cell's text: cut and marked beyond Excel's limit, never half a character, without what XML cannot hold.
 * "_x0041_" would be read as "A" (ECMA-376 22.9.2.19): its underscore is written as such an escape itself.
 */
export function cellText(value: string): string {
  const text = value.replace(/\r\n?/g, "\n").toWellFormed().replace(FORBIDDEN, "");
  return shorten(text).replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_");
}

function shorten(text: string): string {
  if (text.length <= CELL_LENGTH) return text;
  const mark = ` […cut: ${text.length} characters]`;
  return text.slice(0, CELL_LENGTH - mark.length).toWellFormed() + mark;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeXml = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** The files around the sheets: what there is, and how it hangs together. */
export function bookFiles(names: string[]): [path: string, text: string][] {
  const sheets = names.map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const parts = names.map(
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${CONTENT}.worksheet+xml"/>`,
  );
  const links = names.map((_, at) => relation(`rId${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`));
  const package_ = "http://schemas.openxmlformats.org/package/2006";
  const related = (inner: string) => `${HEAD}<Relationships xmlns="${package_}/relationships">${inner}</Relationships>`;
  return [
    [
      "[Content_Types].xml",
      `${HEAD}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>${parts.join("")}</Types>`,
    ],
    ["_rels/.rels", related(relation("rId1", "officeDocument", "xl/workbook.xml"))],
    [
      "xl/workbook.xml",
      `${HEAD}<workbook xmlns="${NAMESPACE}" xmlns:r="${OFFICE}"><sheets>${sheets.join("")}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      related(links.join("") + relation(`rId${names.length + 1}`, "styles", "styles.xml")),
    ],
    ["xl/styles.xml", STYLES],
  ];
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
