// The theme folders of the book in two languages: each is whole, so that `output.html.theme` names it. theme/ itself is that of
// the book in English alone, and has no switch.
import { join } from "node:path";
import { inTemplate, replaced } from "./templates.js";
import { TEMPLATES, textOf, theme } from "./sources.js";

/**
 * `to` leads from the root of an edition to the other.
 * @typedef {{ language: "en" | "ru", dist: string, other: string, to: string, name: string, says: string, offer: boolean }} Edition
 */

/** @type {Edition[]} */
export const EDITIONS = [
  { language: "en", dist: "js/dist", other: "ru", to: "ru/", name: "Русский", says: "эта страница по-русски", offer: true },
  { language: "ru", dist: "js/dist-ru", other: "en", to: "../", name: "English", says: "this page in English", offer: false },
];

/** What mdBook takes of a theme folder besides templates with words. Without a fonts.css it would add its own fonts. */
const AS_THEY_ARE = ["toc.js.hbs", "highlight.js", "fonts/fonts.css"];
/** Where the template has room for them. */
const [SWITCH, OFFER] = ["{{!-- switch --}}\n", "{{!-- offer --}}\n"];
/** How the template knows the page's script among what was loaded. */
const SCRIPT = "/js/dist/entry";

/**
 * @param {Edition} edition
 * @param {string} head of its pages
 * @param {(message: import("./messages.js").Message) => string} translate
 * @returns {{ path: string, contents: Buffer }[]}
 */
export function themeOf(edition, head, translate) {
  const templates = TEMPLATES.map((file) => {
    const source = textOf(file);
    const text = replaced(source, inTemplate(source, file), translate);
    return { file, text: file === "index.hbs" ? withSwitch(text, edition) : text };
  });
  const others = AS_THEY_ARE.map((file) => ({ file, text: textOf(file) }));
  return [...templates, { file: "head.hbs", text: head }, ...others].map(({ file, text }) => ({ path: join(theme, edition.language, file), contents: Buffer.from(text) }));
}

/** The page's template with the way to the other edition. @param {string} template @param {Edition} edition */
export function withSwitch(template, edition) {
  const parts = new Map([
    [SWITCH, filled(textOf("languages/switch.hbs"), edition)],
    [OFFER, edition.offer ? textOf("languages/offer.hbs") : ""],
    [SCRIPT, `/${edition.dist}/entry`],
  ]);
  for (const [place, part] of parts) {
    if (template.split(place).length !== 2) throw new Error(`theme/index.hbs has not one place for ${place.trim()}`);
    template = template.replace(place, () => part);
  }
  return template;
}

/** @param {string} template @param {Edition} edition */
function filled(template, edition) {
  return template.replace(/%(language|other|to|name|says)%/g, (_, name) => edition[/** @type {"language"} */ (name)]);
}
