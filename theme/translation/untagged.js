// Finds texts in a script that look as if readers saw them, and are not marked: no English slips into another edition.
import { below, parsed } from "./messages.js";

/** Two words with a space between them, or one word with a capital. */
const TEXT = /[A-Za-z][a-z’']+[,.:;…]? +(?:[aI] +)?[A-Za-z]{2}|^[A-Z][a-z]{2,}[….]?$/;

/** Calls whose texts are no prose: selectors, media queries, parts of addresses, and errors that nobody is shown. */
const CALLS = /^(querySelector|querySelectorAll|closest|matches|matchMedia|found|count|RegExp|Unavailable|RangeError|get|endsWith|startsWith|sense)$/;
/** Attributes that hold code. */
const KEYS = /^(class|className|d|style|transform|fill|key|tag|"?Content-Type"?|font-family|ph|name|accept)$/;
/** Names of keys on a keyboard, and of sorts of selection. */
const NAMES = /^(Enter|Escape|Backspace|Home|End|Arrow|Arrow(Up|Down|Left|Right)|Range|Ctrl|Key[A-Z]|Mod-\S+)$/;

/** Selectors and styles. */
const CODE = /^[:.#[][\w:[]|^fill: /;

/** What looks like prose, and is none: the file, the text, and why. */
export const ALLOWED = [
  ["js/timeline/replay.js", "{} ms | {} | {}", "a log line as the program prints it"],
  ["js/engines/compiler-text.js", "", "cargo's and rustc's own words"],
  ["js/engines/playground.js", "did not compile", "what the server says as well: compared, and not shown"],
  ["js/engines/recorded.js", "did not compile", "as above"],
  ["js/engines/recorded.js", "exit status: {}", "as the system says it"],
  ["js/page/frame.js", "input, select, textarea, [contenteditable=true], [role=listbox], [role=textbox], svg, pre, .controls, summary, dialog, [popover]", "a selector"],
  ["js/search/words.js", "", "words that are searched, not shown"],
];

/**
 * @param {string} source
 * @param {string} file
 * @returns {{ line: number, text: string }[]}
 */
export function untagged(source, file) {
  if (file.startsWith("js/stock/")) return [];
  const found = [];
  const visit = (node, parents) => {
    if (/^(Import|Export).*Declaration$/.test(node.type) && node.source) return;
    const text = textOf(node);
    if (text !== null && TEXT.test(text) && !isCode(node, text, parents) && !isAllowed(file, text)) found.push({ line: node.loc.start.line, text });
    if (node.type === "TaggedTemplateExpression") return node.quasi.expressions.forEach((one) => visit(one, [node.quasi, node, ...parents]));
    below(node).forEach((one) => visit(one, [node, ...parents]));
  };
  visit(parsed(source), []);
  return found;
}

/** The text of a literal, with signs in the place of its expressions; null for anything else. */
function textOf(node) {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  return node.type === "TemplateLiteral" ? node.quasis.map(({ value }) => value.cooked).join("{}") : null;
}

function isCode(node, text, [parent, ...parents]) {
  if (NAMES.test(text) || CODE.test(text)) return true;
  if (parent.type === "CallExpression" || parent.type === "NewExpression") {
    const name = parent.callee.property?.name ?? parent.callee.name ?? "";
    return CALLS.test(name) || (/^(button|svg|stripe)$/.test(name) && parent.arguments[0] === node);
  }
  if (parent.type === "Property") return parent.value === node && KEYS.test(parent.key.name ?? parent.key.value);
  if (parent.type === "AssignmentExpression") return KEYS.test(parent.left.property?.name ?? "");
  if (parent.type === "BinaryExpression") return /^[!=]==?$/.test(parent.operator);
  // What is chosen, or joined, is as its place is.
  return /^(ConditionalExpression|LogicalExpression|ArrayExpression|TemplateLiteral)$/.test(parent.type) && parents.length > 0 && isCode(parent, "", parents);
}

function isAllowed(file, text) {
  return ALLOWED.some(([where, what]) => where === file && (what === "" || what === text));
}
