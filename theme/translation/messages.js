// Finds the messages in a script, and writes the script anew without its marks, or with the words of another language.
import { parse } from "acorn";

/**
 * A text that readers see. `id` is the English text with its expressions numbered; `forms` tells that it is a counted word.
 * @typedef {{ id: string, context: string, forms: boolean, file: string, line: number }} Message
 */
/** A marked template in a script. @typedef {{ message: Message, node: any, count: any }} Marked */

/** The name under which a message is known. @param {{ id: string, context: string }} message */
export function keyOf({ id, context }) {
  return context === "" ? id : `${context}\u0004${id}`;
}

/** @param {string} source */
export function parsed(source) {
  return parse(source, { ecmaVersion: 2024, sourceType: "module", locations: true });
}

/** The nodes directly below a node. @param {any} node */
export function below(node) {
  return Object.values(node).flat().filter((one) => typeof one?.type === "string");
}

/**
 * The marked templates of a script, each outer one before those inside of it.
 * @param {string} source
 * @param {string} file
 * @returns {Marked[]}
 */
export function markedIn(source, file) {
  const found = [];
  const visit = (node) => {
    const mark = node.type === "TaggedTemplateExpression" ? markOf(node.tag) : null;
    if (mark) found.push({ node, count: mark.count, message: messageOf(node, mark, file) });
    below(node).forEach(visit);
  };
  visit(parsed(source));
  return found;
}

/** What the tag says: t`…`, heard`…`, sense("…")`…` or plural(…)`…`; null for another tag. */
function markOf(tag) {
  if (tag.type === "Identifier" && /^(t|heard)$/.test(tag.name)) return { context: "", count: null };
  if (tag.type !== "CallExpression" || tag.arguments.length !== 1) return null;
  if (tag.callee.name === "sense") return { context: tag.arguments[0].value, count: null };
  return tag.callee.name === "plural" ? { context: "", count: tag.arguments[0] } : null;
}

function messageOf({ quasi, loc }, { context, count }, file) {
  const id = quasi.quasis.map(({ value }, index) => (index === 0 ? "" : `{${index}}`) + value.cooked).join("");
  const at = { file, line: loc.start.line };
  if (typeof context !== "string") throw new Error(`${file}:${at.line}: a sense is named by a plain text`);
  if (count && quasi.expressions.length > 0) throw new Error(`${file}:${at.line}: a counted word has no expressions in it`);
  if (quasi.quasis.some(({ value }) => /[{}]/.test(value.cooked))) throw new Error(`${file}:${at.line}: a message has no braces`);
  return { id, context, forms: count !== null, ...at };
}

/**
 * The English script: as if it had never been marked.
 * @param {string} source
 * @param {string} file
 */
export function erased(source, file) {
  return rewritten(source, file, ({ message, node, count }, inner) => {
    // The server speaks English.
    if (isHeard(node)) return "0";
    if (!count) return inner(node.quasi);
    const [one, many] = message.id.split("|").map((form) => JSON.stringify(form));
    return `(${inner(count)} === 1 ? ${one} : ${many})`;
  });
}

/**
 * The script in another language.
 * @param {string} source
 * @param {string} file
 * @param {(message: Message) => string} translate
 */
export function translated(source, file, translate) {
  return rewritten(source, file, ({ message, node, count }, inner) => {
    const text = translate(message);
    if (count) return `${inner(node.tag)}\`${escaped(text)}\``;
    if (isHeard(node)) return `[${[JSON.stringify(message.id), JSON.stringify(text), ...node.quasi.expressions.map(inner)].join(", ")}]`;
    const values = node.quasi.expressions.map((one) => `\${${inner(one)}}`);
    return `\`${pieces(text).map((piece, index) => (index % 2 === 1 ? values[Number(piece) - 1] : escaped(piece))).join("")}\``;
  });
}

/** Whether it is what the server says, and so needed in both languages. */
function isHeard({ tag }) {
  return tag.name === "heard";
}

/** A text cut at its placeholders: text, number, text… @param {string} text */
export function pieces(text) {
  return text.split(/\{(\d+)\}/);
}

function escaped(text) {
  return text.replace(/[`\\]|\$\{/g, "\\$&");
}

/** Puts what `write` gives in the place of each marked template; `inner` gives it the text of a node, rewritten as well. */
function rewritten(source, file, write) {
  const marked = markedIn(source, file);
  const between = (start, end) => {
    let [text, at] = ["", start];
    for (const one of marked) {
      const { node } = one;
      if (node.start < at || node.end > end) continue;
      text += source.slice(at, node.start) + write(one, (part) => between(part.start, part.end));
      at = node.end;
    }
    return text + source.slice(at, end);
  };
  return between(0, source.length);
}
