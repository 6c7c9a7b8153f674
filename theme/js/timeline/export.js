// @ts-check
// Saves a timeline to a file: a picture that stands alone, or a trace. Loaded when the reader saves.
import { el, svg } from "../dom.js";
import { traceOf } from "./trace.js";
import { t } from "../words.js";

/** @typedef {import("./index.js").Timeline} Timeline */

const MARGIN = 16;
const HEAD = 34;
const ROW = 24;
/** What a style sheet may say of a drawing; a picture that stands alone says it itself. */
const STYLES = [
  "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity",
  "paint-order", "font-family", "font-size", "font-weight",
];

/**
 * @param {Timeline} timeline
 * @param {import("./index.js").Format} format
 * @returns {Promise<string>} why it could not be saved; empty if it was
 */
export async function save(timeline, format) {
  try {
    await write(timeline, format);
    return "";
  } catch (error) {
    const other = format === "png" ? t` Save it as SVG.` : "";
    return t`This could not be saved: ${error instanceof Error ? error.message : error}.${other}`;
  }
}

/**
 * @param {Timeline} timeline
 * @param {import("./index.js").Format} format
 */
async function write(timeline, format) {
  const name = timeline.label.toLowerCase().replace(/[^\p{L}\d.]+/gu, "-");
  if (format === "json") return offer(new Blob([JSON.stringify(timeline.beside?.trace() ?? traceOf(timeline.model, timeline.label))], { type: "application/json" }), `${name}.json`);
  timeline.unfold();
  const picture = standalone(timeline);
  const text = new XMLSerializer().serializeToString(picture);
  if (format === "svg") return offer(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
  offer(await painted(text, picture), `${name}.png`);
}

/**
 * The drawing with its title, its legend and its colours.
 * @param {Timeline} timeline
 */
export function standalone({ stage, legend, label, container }) {
  const title = titleOf(label, container);
  const drawn = /** @type {SVGSVGElement} */ (stage.querySelector("svg"));
  const [width, height] = [Number(drawn.getAttribute("width")), Number(drawn.getAttribute("height"))];
  const colours = getComputedStyle(container);
  const ground = getComputedStyle(/** @type {Element} */ (container.closest("figure, .edit") ?? container)).backgroundColor;
  const words = { "font-family": "system-ui, sans-serif", "font-size": 14, fill: colours.color };
  const lanes = resolved(drawn);
  const keys = keysOf(legend, width, height + HEAD + MARGIN, words);
  const whole = { width: width + 2 * MARGIN, height: keys.bottom + MARGIN };
  const picture = svg("svg", { xmlns: "http://www.w3.org/2000/svg", ...whole, viewBox: `0 0 ${whole.width} ${whole.height}`, role: "img" });
  for (const [name, value] of [["x", MARGIN], ["y", HEAD]]) lanes.setAttribute(String(name), String(value));
  picture.append(
    svg("title", {}, title),
    svg("rect", { ...whole, fill: ground }),
    svg("text", { ...words, x: MARGIN, y: 22, "font-weight": 600 }, title),
    lanes,
    ...keys.items,
  );
  return picture;
}

/**
 * What the picture is of, for who sees it without the page.
 * @param {string} label
 * @param {HTMLElement} container
 */
function titleOf(label, container) {
  const caption = container.closest("figure")?.querySelector("figcaption .caption")?.textContent?.trim();
  const book = document.querySelector(".menu-title")?.textContent?.trim();
  return [caption ? `${label}: ${caption}` : label, book].filter(Boolean).join(" · ");
}

/**
 * The legend's items in rows.
 * @param {HTMLElement} legend
 * @param {number} width
 * @param {number} top
 * @param {Record<string, string | number>} words how text looks
 */
function keysOf(legend, width, top, words) {
  const items = [];
  let [x, y] = [MARGIN, top];
  for (const item of legend.children) {
    // The run before is switched off.
    if (item.querySelector("[aria-pressed='false']")) continue;
    const name = item.textContent ?? "";
    const room = 34 + name.length * 7.5 + 20;
    if (x > MARGIN && x + room > width + MARGIN) [x, y] = [MARGIN, y + ROW];
    const swatch = resolved(/** @type {SVGSVGElement} */ (item.querySelector("svg")));
    for (const [attribute, value] of [["x", x], ["y", y]]) swatch.setAttribute(String(attribute), String(value));
    items.push(swatch, svg("text", { ...words, "font-size": 13, x: x + 34, y: y + 11.5 }, name));
    x += room;
  }
  return { items, bottom: y + ROW - 6 };
}

/**
 * A copy with the style sheet's words written into it, and nothing of the page left.
 * @param {SVGSVGElement} drawn
 */
function resolved(drawn) {
  const copy = /** @type {SVGSVGElement} */ (drawn.cloneNode(true));
  const [from, to] = [[drawn, ...drawn.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  to.forEach((element, index) => {
    const style = getComputedStyle(from[index]);
    const parent = index === 0 ? null : getComputedStyle(/** @type {Element} */ (from[index].parentElement));
    for (const attribute of [...element.attributes]) {
      if (/^(class|style|tabindex|role|aria-.*|data-.*)$/.test(attribute.name)) element.removeAttribute(attribute.name);
    }
    for (const property of STYLES) {
      const value = plain(style.getPropertyValue(property));
      // What is inherited is said once; opacity is not inherited.
      const given = property === "opacity" ? "1" : parent && plain(parent.getPropertyValue(property));
      if (value !== given) element.setAttribute(property, value);
    }
  });
  return copy;
}

/** @param {string} value a style; colours and addresses are written in a way that every viewer knows */
function plain(value) {
  return value.replace(/url\("([^"]*)"\)/, "url($1)");
}

/**
 * @param {string} text of an SVG
 * @param {SVGSVGElement} picture
 * @returns {Promise<Blob>} the same as PNG, in twice the size
 */
async function painted(text, picture) {
  const image = new Image(Number(picture.getAttribute("width")), Number(picture.getAttribute("height")));
  // The page's security policy knows no blob: pictures.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = el("canvas", { width: image.width * 2, height: image.height * 2 });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(t`it is too large for a picture of this kind`))), "image/png"));
}

/**
 * @param {Blob} blob
 * @param {string} name of the file
 */
function offer(blob, name) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
