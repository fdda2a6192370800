import type { ExportRow } from "#lib/summaries/export-rows";
import { EXPORT_COLUMNS, statusText } from "#lib/summaries/export-text";
import { writeZip, type ZipEntry } from "#lib/summaries/export-zip";

/** Excel's own limits: rows of a sheet, UTF-16 units of a cell. */
const SHEET_ROWS = 1_048_576;
const CELL_LENGTH = 32_767;
/** A sheet's XML stays well below what a plain zip entry can hold. */
const SHEET_BYTES = 2_000_000_000;

const WIDTHS = [32, 32, 17, 44, 80, 22, 24, 24, 18];
const LAST_COLUMN = String.fromCharCode(64 + EXPORT_COLUMNS.length);
const BOLD = 1;
const DATE = 2;

/**
 * An Excel workbook as a stream (ECMA-376 part 1): a bold header that stays in view, a filter on every column, real
 * dates, and every text a text, never a formula. A new sheet begins where one is full. Memory does not grow with rows.
 */
export function writeXlsx(slices: AsyncGenerator<ExportRow[]>, sheetRows = SHEET_ROWS): AsyncGenerator<Buffer> {
  return writeZip(entries(slices, sheetRows));
}

async function* entries(slices: AsyncGenerator<ExportRow[]>, sheetRows: number): AsyncGenerator<ZipEntry> {
  const source = new RowSource(slices);
  let sheets = 0;
  try {
    do {
      sheets += 1;
      yield { name: `xl/worksheets/sheet${sheets}.xml`, data: sheet(source, sheetRows) };
    } while (await source.hasMore());
  } finally {
    await slices.return(undefined);
  }
  yield part("xl/styles.xml", STYLES);
  yield part("xl/workbook.xml", workbook(sheets));
  yield part("xl/_rels/workbook.xml.rels", workbookRelations(sheets));
  yield part("_rels/.rels", relations([`Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"`]));
  yield part("[Content_Types].xml", contentTypes(sheets));
}

/** Rows one slice after another; what a full sheet leaves over begins the next. */
class RowSource {
  readonly slices: AsyncGenerator<ExportRow[]>;
  rows: ExportRow[] = [];

  constructor(slices: AsyncGenerator<ExportRow[]>) {
    this.slices = slices;
  }

  async hasMore(): Promise<boolean> {
    while (this.rows.length === 0) {
      const next = await this.slices.next();
      if (next.done) return false;
      this.rows = next.value;
    }
    return true;
  }

  take(most: number): ExportRow[] {
    return this.rows.splice(0, most);
  }
}

async function* sheet(source: RowSource, sheetRows: number): AsyncGenerator<Buffer> {
  let row = 1;
  let bytes = 0;
  yield Buffer.from(SHEET_HEAD + headerRow());
  while (row < sheetRows && bytes < SHEET_BYTES && (await source.hasMore())) {
    const lines: string[] = [];
    for (const one of source.take(sheetRows - row)) {
      row += 1;
      lines.push(rowXml(row, one));
    }
    const chunk = Buffer.from(lines.join(""));
    bytes += chunk.length;
    yield chunk;
  }
  yield Buffer.from(`</sheetData><autoFilter ref="A1:${LAST_COLUMN}${row}"/></worksheet>`);
}

function rowXml(row: number, one: ExportRow): string {
  const { from, to, date, subject, summary, dataset, batch, model } = one;
  const texts = [from, to, null, subject, summary, statusText(one), dataset, batch, model];
  const cells = texts.map((value, column) => (value === null ? dateCell(row, date) : textCell(row, column, value)));
  return `<row r="${row}">${cells.join("")}</row>`;
}

const headerRow = () =>
  `<row r="1">${EXPORT_COLUMNS.map((name, column) => textCell(1, column, name, BOLD)).join("")}</row>`;

const place = (row: number, column: number) => `${String.fromCharCode(65 + column)}${row}`;

function textCell(row: number, column: number, value: string, style = 0): string {
  if (value === "") return "";
  const look = style ? ` s="${style}"` : "";
  return `<c r="${place(row, column)}"${look} t="inlineStr"><is><t xml:space="preserve">${cellText(value)}</t></is></c>`;
}

/** Days since 1899-12-30, UTC. Excel knows no day before 1900-03-01 for certain: those are left empty. */
function dateCell(row: number, date: number | null): string {
  if (date === null || date < Date.UTC(1900, 2, 1) || date >= Date.UTC(10_000, 0, 1)) return "";
  return `<c r="${place(row, 2)}" s="${DATE}"><v>${date / 86_400_000 + 25_569}</v></c>`;
}

/** A cell's text as XML: cut and marked beyond Excel's limit, without what XML cannot hold. */
export function cellText(value: string): string {
  return escapeXml(shorten(value.replace(/\r\n?/g, "\n")));
}

function shorten(text: string): string {
  if (text.length <= CELL_LENGTH) return text;
  const mark = ` […cut: ${text.length} characters]`;
  return text.slice(0, CELL_LENGTH - mark.length).toWellFormed() + mark;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 does not allow
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** "_x0041_" would be read as "A" (ECMA-376 22.9.2.19): its underscore is written as one such escape itself. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, "")
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_")
    .replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const COLUMNS = WIDTHS.map((width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`);
const SHEET_HEAD = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${COLUMNS.join("")}</cols><sheetData>`;

const FONT = '<sz val="11"/><name val="Calibri"/>';
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const part = (name: string, text: string): ZipEntry => ({ name, data: [Buffer.from(text)] });
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

function workbook(sheets: number): string {
  const list = numbers(sheets).map(
    (n) => `<sheet name="Summaries${n > 1 ? ` ${n}` : ""}" sheetId="${n}" r:id="rId${n}"/>`,
  );
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join("")}</sheets></workbook>`;
}

function workbookRelations(sheets: number): string {
  const list = numbers(sheets).map((n) => `Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"`);
  return relations([...list, `Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"`]);
}

function relations(list: string[]): string {
  const all = list.map((one) => `<Relationship ${one}/>`).join("");
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const list = numbers(sheets).map((n) => [`worksheets/sheet${n}`, "worksheet"]);
  const parts = [["workbook", "sheet.main"], ["styles", "styles"], ...list]
    .map(([name, type]) => `<Override PartName="/xl/${name}.xml" ContentType="${SHEET_TYPE}.${type}+xml"/>`)
    .join("");
  const rels = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`;
  return `${XML}<Types xmlns="${PACKAGE}/content-types">${rels}<Default Extension="xml" ContentType="application/xml"/>${parts}</Types>`;
}
