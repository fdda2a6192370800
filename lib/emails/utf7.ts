/** Decodes UTF-7 (RFC 2152), which no decoder in the runtime knows. Bytes outside ASCII pass as Latin-1. */
export function decodeUtf7(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (shifted, encoded: string) => {
    if (encoded === "") return shifted === "+-" ? "+" : shifted;
    const units = Buffer.from(encoded, "base64");
    return units
      .subarray(0, units.length - (units.length % 2))
      .swap16()
      .toString("utf16le");
  });
}
