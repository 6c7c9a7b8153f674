// Reads the texts in the server's Rust sources: those that may be sentences for readers.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A text in a source; `skeleton` has {} in the place of each part that varies. @typedef {{ file: string, line: number, text: string, skeleton: string }} Text */

const crates = fileURLToPath(new URL("../../crates/", import.meta.url));
/** Comments, which have no texts; raw texts, texts, and letters. */
const TOKEN = /\/\/[^\n]*|\/\*[^]*?\*\/|b?r(#*)"([^]*?)"\1|(b?)"((?:[^"\\]|\\[^])*)"|'(?:[^'\\]|\\[^][^']{0,6})'/g;
/** Tests stand at the end of a file. */
const TESTS = /^#\[cfg\(test\)\]\n(?:#\[.*\]\n)*mod \w+ \{/m;
/** What is logged, compared, or told to whoever writes Rust. */
const UNSAID = /(?:tracing::\w+!|\bassert\w*!|\.(?:contains|starts_with|ends_with|strip_prefix|split|split_once|replace|expect|has|map_or|remove)|\bexpect|reason =|== )\(?\s*$/;

/** @param {string} folder from crates/ @returns {string[]} the sources in it */
export function sourcesIn(folder) {
  return readdirSync(`${crates}${folder}`, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith(".rs")).map(({ name }) => `${folder}/${name}`).sort();
}

/** @param {string} file from crates/ @returns {Text[]} all of its texts */
export function textsOf(file) {
  return textsIn(readFileSync(`${crates}${file}`, "utf8"), file);
}

/** @param {string} source @param {string} file @returns {Text[]} */
export function textsIn(source, file) {
  const tests = source.search(TESTS);
  const code = tests < 0 ? source : source.slice(0, tests);
  return [...code.matchAll(TOKEN)].flatMap(({ index, 2: raw, 3: bytes, 4: quoted }) => {
    const before = code.slice(0, index);
    if ((raw === undefined && quoted === undefined) || bytes === "b" || UNSAID.test(before)) return [];
    const text = raw ?? plain(quoted);
    return [{ file, line: before.split("\n").length, text, skeleton: text.replace(/\{\{|\}\}|\{[^{}]*\}/g, (part) => ({ "{{": "{", "}}": "}" })[part] ?? "{}") }];
  });
}

/** @param {string} quoted */
function plain(quoted) {
  return quoted.replace(/\\\n\s*|\\(.)/g, (_, sign) => (sign ? ({ n: "\n", t: "\t" }[sign] ?? sign) : ""));
}

/** Whether it looks as if readers were to understand it: two words, or a word and what varies. @param {Text} text */
export function isSentence({ text, skeleton }) {
  const words = skeleton.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return / /.test(text.trim()) && words + Number(skeleton.includes("{}")) > 1;
}
