// @ts-check
// Compiler messages: their text with links to the code, and one sentence for the status line.
import { el } from "../../dom.js";
import { plural, t } from "../../words.js";

const PLACE = /((?:src\/)?(?:main|lib)\.rs:(\d+):(\d+))/g;

/**
 * The compiler's own rendering, each place in it a button that leads to the line.
 * @param {import("../../types.js").Diagnostic} diagnostic
 * @param {(line: number, column: number) => void} goTo
 * @returns {HTMLElement}
 */
export function show(diagnostic, goTo) {
  const pre = el("pre", { tabindex: 0, role: "region", "aria-label": `${nameOf(diagnostic)}: ${diagnostic.message}` });
  pre.append(...withPlaces((diagnostic.rendered || diagnostic.message).trimEnd(), goTo));
  if (diagnostic.level === "warning") {
    const details = el("details", { class: "diagnostic warning" }, el("summary", {}, `warning: ${diagnostic.message}`), pre);
    return details;
  }
  return el("div", { class: "diagnostic error" }, pre);
}

/**
 * A text with its places in the code made into buttons.
 * @param {string} text
 * @param {(line: number, column: number) => void} goTo
 * @returns {(Node | string)[]}
 */
export function withPlaces(text, goTo) {
  /** @type {(Node | string)[]} */
  const pieces = [];
  let from = 0;
  for (const found of text.matchAll(PLACE)) {
    const [, place, line, column] = found;
    pieces.push(...highlightHead(text.slice(from, found.index)), placeButton(place, () => goTo(Number(line), Number(column))));
    from = found.index + place.length;
  }
  return [...pieces, text.slice(from)];
}

/**
 * A button that reads like a link, and leads to a place in the code.
 * @param {string} name
 * @param {() => void} go
 */
export function placeButton(name, go) {
  return el("button", { type: "button", class: "goto", click: go }, name);
}

/** @param {string} text */
function highlightHead(text) {
  const head = /^(error|warning)[^\n]*/.exec(text)?.[0];
  return head ? [el("b", {}, head), text.slice(head.length)] : [text];
}

/** @param {import("../../types.js").Diagnostic} diagnostic */
export function nameOf({ level, code }) {
  return code ? `${level}[${code}]` : level;
}

/**
 * “Did not compile: 2 errors (E0382, E0308).” An error that stands alone and has no code is named by its words.
 * @param {import("../../types.js").Diagnostic[]} diagnostics
 */
export function summary(diagnostics) {
  const errors = diagnostics.filter((diagnostic) => diagnostic.level === "error");
  if (errors.length === 0) return t`Did not compile.`;
  const codes = new Set(errors.map(({ code }) => code).filter(Boolean));
  const names = codes.size === 0 && errors.length === 1 ? errors[0].message.split("\n")[0] : [...codes].join(", ");
  return t`Did not compile: ${errors.length} ${plural(errors.length)`error|errors`}${names === "" ? "" : ` (${names})`}.`;
}

/**
 * The primary spans that lie in the reader's code.
 * @param {import("../../types.js").Diagnostic[]} diagnostics
 * @returns {{ span: import("../../types.js").Span, level: string, message: string }[]}
 */
export function places(diagnostics) {
  return diagnostics.flatMap(({ spans, level, message }) =>
    spans.filter((span) => span.primary !== false).map((span) => ({ span, level, message })),
  );
}
