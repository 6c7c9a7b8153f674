// @ts-check
// A program in the fragment of an address: `#edit=` with the listing's name, a dot, and the code, deflated, in base64url.
// Deflate with its checksum: a link that was cut off or changed is no other program.

const START = "#edit=";
/** No listing of a book has more letters; a few bytes could else become very many. */
const MOST = 64 * 1024;

/**
 * @param {string} name
 * @param {string} code
 * @returns {Promise<string>}
 */
export async function packed(name, code) {
  const bytes = await through(new CompressionStream("deflate"), new TextEncoder().encode(code), Infinity);
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `${START}${encodeURIComponent(name)}.${text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/**
 * @param {string} fragment
 * @returns {Promise<{ name: string, code: string } | null>} null where nobody can read it
 */
export async function unpacked(fragment) {
  const [, name, text] = /^#edit=([^.]+)\.([\w-]+)$/.exec(fragment) ?? [];
  if (!name || !text) return null;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    const code = await through(new DecompressionStream("deflate"), bytes, MOST);
    return { name: decodeURIComponent(name), code: new TextDecoder("utf-8", { fatal: true }).decode(code) };
  } catch {
    return null;
  }
}

/**
 * @param {CompressionStream | DecompressionStream} stream
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} most
 */
async function through(stream, bytes, most) {
  const writer = stream.writable.getWriter();
  // What goes wrong is told where the other end is read.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const parts = [];
  let length = 0;
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) throw new RangeError("more than a program");
    parts.push(value);
  }
  const all = new Uint8Array(length);
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}
