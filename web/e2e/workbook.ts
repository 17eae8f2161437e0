import { crc32 } from "node:zlib";

type Cell = string | number;
export type Sheets = Readonly<Record<string, readonly (readonly Cell[])[]>>;

const column = (index: number): string => String.fromCharCode(65 + index);

const cellOf = (cell: Cell, place: string): string =>
  typeof cell === "number" ? `<c r="${place}"><v>${String(cell)}</v></c>` : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`;

const sheetOf = (rows: readonly (readonly Cell[])[]): string => {
  const written = rows.map((row, at) => `<row r="${String(at + 1)}">${row.map((cell, index) => cellOf(cell, `${column(index)}${String(at + 1)}`)).join("")}</row>`);
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${written.join("")}</sheetData></worksheet>`;
};

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

const relation = (id: string, kind: string, target: string): string => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
const relations = (inner: string): string => `<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;

const entriesOf = (sheets: Sheets): [name: string, content: string][] => {
  const names = Object.keys(sheets);
  const parts = names.map((_, index) => `worksheets/sheet${String(index + 1)}.xml`);
  const types = parts.map((part) => `<Override PartName="/xl/${part}" ContentType="${TYPE}.worksheet+xml"/>`).join("");
  return [
    ["[Content_Types].xml", `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${types}</Types>`],
    ["_rels/.rels", relations(relation("book", "officeDocument", "xl/workbook.xml"))],
    ["xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${String(index + 1)}" r:id="s${String(index)}"/>`).join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", relations(parts.map((part, index) => relation(`s${String(index)}`, "worksheet", part)).join(""))],
    ...Object.values(sheets).map((rows, index): [string, string] => [`xl/${parts[index] ?? ""}`, sheetOf(rows)]),
  ];
};

/** What the directory of an archive says of an entry, and nearly all that stands before the entry itself. */
const facts = (name: Buffer, content: Buffer): Buffer => {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(0x0021, 8);
  head.writeUInt32LE(crc32(content), 10);
  head.writeUInt32LE(content.length, 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
};

/** An Excel workbook with these sheets, as any spreadsheet writes it, but not compressed. */
export const workbook = (sheets: Sheets): Buffer => {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [named, written] of entriesOf(sheets)) {
    const [name, content] = [Buffer.from(named), Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${written}`)];
    const about = facts(name, content);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), about, name, content]);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), about, tail, name]));
    bodies.push(body);
    offset += body.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(bodies.length, 8);
  end.writeUInt16LE(bodies.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
};
