// Everything in theme/ that has words for readers.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { markedIn } from "./messages.js";
import { inStyles, inTemplate } from "./templates.js";
import { untagged } from "./untagged.js";

export const theme = dirname(dirname(fileURLToPath(import.meta.url)));
/** The translations, from theme/. */
export const TRANSLATIONS = "po/ru.po";
/** The templates whose words are translated: mdBook's, and what the build puts into them. */
export const TEMPLATES = ["index.hbs", "toc.html.hbs"];

/** @typedef {import("./messages.js").Message} Message */

/** A file's path from theme/, for reports. @param {string} path */
export function nameOf(path) {
  return relative(theme, path).replaceAll("\\", "/");
}

/** @param {string} file from theme/ */
export function textOf(file) {
  return readFileSync(join(theme, file), "utf8");
}

/** Whether the build marks, or translates, this script: what is made, and what others wrote, has no marks. @param {string} file */
export function isOurs(file) {
  return /^js\/(?!dist(?:-ru)?\/|vendor\/|words\.js$)[^]*\.js$/.test(file);
}

function scripts() {
  return readdirSync(join(theme, "js"), { recursive: true }).map((file) => `js/${String(file).replaceAll("\\", "/")}`).filter(isOurs).sort();
}

/** The style sheets of the page. What scripts bring along has no words. */
function styles() {
  return readdirSync(join(theme, "css")).filter((file) => file.endsWith(".css")).map((file) => `css/${file}`).sort();
}

/** @returns {Message[]} */
export function messages() {
  return [
    ...TEMPLATES.flatMap((file) => inTemplate(textOf(file), file)),
    ...styles().flatMap((file) => inStyles(textOf(file), file)),
    ...scripts().flatMap((file) => markedIn(textOf(file), file)),
  ].map(({ message }) => message);
}

/** What looks like words for readers, and is not marked: each with file and line. @returns {string[]} */
export function unmarked() {
  return scripts().flatMap((file) => untagged(textOf(file), file).map(({ line, text }) => `${file}:${line}: “${text}” is not marked: write t\`…\` if readers see it, or allow it in translation/untagged.js`));
}
