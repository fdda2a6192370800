import { CFB } from "@e965/xlsx";

/** A property of an Outlook item: its tag (id and type, [MS-OXPROPS]) and its bytes. */
type Prop = [tag: number, bytes: Buffer];

/** What a made .msg file holds; properties are made by `text`, `narrow`, `bytes`, `number` and `time`. */
export type Item = { props: Prop[]; recipients?: Prop[][]; attachments?: { props: Prop[]; message?: Item }[] };

export const text = (id: number, value: string): Prop => [id * 65_536 + 0x1f, Buffer.from(value, "utf16le")];
/** A text in a code page. */
export const narrow = (id: number, value: Uint8Array): Prop => [id * 65_536 + 0x1e, Buffer.from(value)];
export const bytes = (id: number, value: string | Uint8Array): Prop => [id * 65_536 + 0x102, Buffer.from(value)];
export const number = (id: number, value: number): Prop => {
  const room = Buffer.alloc(8);
  room.writeUInt32LE(value);
  return [id * 65_536 + 3, room];
};
export const time = (id: number, value: string): Prop => {
  const room = Buffer.alloc(8);
  room.writeBigUInt64LE((BigInt(Date.parse(value)) + 11_644_473_600_000n) * 10_000n);
  return [id * 65_536 + 0x40, room];
};

/** An Outlook message file ([MS-OXMSG]). */
export function msgOf(item: Item): Buffer {
  const file = CFB.utils.cfb_new();
  addItem(file, "", item, 32);
  CFB.utils.cfb_add(file, "/__nameid_version1.0/__substg1.0_00020102", Buffer.alloc(0));
  CFB.utils.cfb_del(file, "/\u0001Sh33tJ5");
  return Buffer.from(CFB.write(file, { type: "buffer" }) as Uint8Array);
}

type File = ReturnType<typeof CFB.utils.cfb_new>;

function addItem(file: File, path: string, item: Item, head: number): void {
  addProps(file, path, item.props, head);
  for (const [at, props] of (item.recipients ?? []).entries())
    addProps(file, `${path}/__recip_version1.0_#${hex(at)}`, props, 8);
  for (const [at, { props, message }] of (item.attachments ?? []).entries()) {
    const folder = `${path}/__attach_version1.0_#${hex(at)}`;
    addProps(file, folder, props, 8);
    if (message) addItem(file, `${folder}/__substg1.0_3701000D`, message, 24);
  }
}

/** Fixed values stand in the list of properties, others in streams of their own and with their size in the list. */
function addProps(file: File, path: string, props: Prop[], head: number): void {
  const list = [Buffer.alloc(head)];
  for (const [tag, value] of props) {
    const isFixed = [3, 0x40].includes(tag & 0xffff);
    const row = Buffer.alloc(16);
    row.writeUInt32LE(tag, 0);
    row.writeUInt32LE(6, 4);
    if (isFixed) value.copy(row, 8);
    else {
      row.writeUInt32LE(value.length + ((tag & 0xffff) === 0x1f ? 2 : 1), 8);
      CFB.utils.cfb_add(file, `${path}/__substg1.0_${hex(tag)}`, value);
    }
    list.push(row);
  }
  CFB.utils.cfb_add(file, `${path}/__properties_version1.0`, Buffer.concat(list));
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(8, "0");
}

/** Rich text as Outlook stores it, without packing it ([MS-OXRTFCP] 2.1.3.1.3). */
export function storedRtf(rtf: string): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(rtf.length + 12, 0);
  head.writeUInt32LE(rtf.length, 4);
  head.write("MELA", 8, "latin1");
  return Buffer.concat([head, Buffer.from(rtf, "latin1")]);
}
