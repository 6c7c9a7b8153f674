// @ts-check
// Compiler messages: their text with links to the code, and one sentence for the status line.
import { el } from "./dom.js";

const PLACE = /((?:src\/)?(?:main|lib)\.rs:(\d+):(\d+))/g;

/**
 * The compiler's own rendering, each place in it a button that leads to the line.
 * @param {import("./types.js").Diagnostic} diagnostic
 * @param {(line: number, column: number) => void} goTo
 * @returns {HTMLElement}
 */
export function show(diagnostic, goTo) {
  const pre = withPlaces(diagnostic.rendered || diagnostic.message, goTo);
  pre.setAttribute("aria-label", `${nameOf(diagnostic)}: ${diagnostic.message}`);
  if (diagnostic.level === "warning") {
    const details = el("details", { class: "diagnostic warning" }, el("summary", {}, `warning: ${diagnostic.message}`), pre);
    return details;
  }
  return el("div", { class: "diagnostic error" }, pre);
}

/**
 * A compiler's text with its places made into buttons.
 * @param {string} text
 * @param {(line: number, column: number) => void} goTo
 */
export function withPlaces(text, goTo) {
  const pre = el("pre", { tabindex: 0, role: "region" });
  let from = 0;
  for (const found of text.matchAll(PLACE)) {
    const [, place, line, column] = found;
    pre.append(...highlightHead(text.slice(from, found.index)));
    pre.append(el("button", { type: "button", class: "goto", click: () => goTo(Number(line), Number(column)) }, place));
    from = found.index + place.length;
  }
  pre.append(text.slice(from).trimEnd());
  return pre;
}

/** @param {string} text */
function highlightHead(text) {
  const head = /^(error|warning)[^\n]*/.exec(text)?.[0];
  return head ? [el("b", {}, head), text.slice(head.length)] : [text];
}

/** @param {import("./types.js").Diagnostic} diagnostic */
export function nameOf({ level, code }) {
  return code ? `${level}[${code}]` : level;
}

/**
 * “Did not compile: 2 errors (E0382, E0308).”
 * @param {import("./types.js").Diagnostic[]} diagnostics
 */
export function summary(diagnostics) {
  const errors = diagnostics.filter((diagnostic) => diagnostic.level === "error");
  const codes = [...new Set(errors.map((error) => error.code).filter(Boolean))].join(", ");
  const count = errors.length === 0 ? "" : `: ${errors.length} ${errors.length === 1 ? "error" : "errors"}${codes ? ` (${codes})` : ""}`;
  return `Did not compile${count}.`;
}

/**
 * The primary spans that lie in the reader's code.
 * @param {import("./types.js").Diagnostic[]} diagnostics
 * @returns {{ span: import("./types.js").Span, level: string, message: string }[]}
 */
export function places(diagnostics) {
  return diagnostics.flatMap(({ spans, level, message }) =>
    spans.filter((span) => span.primary !== false).map((span) => ({ span, level, message })),
  );
}
