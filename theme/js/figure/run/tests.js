// @ts-check
// The results of an exercise's tests: how many there are, and the list of them.
import { el } from "../../dom.js";
import { parseLine } from "../../timeline/parse.js";
import { t } from "../../words.js";

/** @typedef {import("../../types.js").Test} Test */
/** What loads and makes timelines. @typedef {Pick<typeof import("../../timeline/load.js"), "hasTimeline" | "makeTimeline">} Draws */

const MARKS = { ok: "✓", failed: "✗", ignored: "–" };
const WORDS = { ok: t`passed`, failed: t`failed`, ignored: t`left out` };

/**
 * The tests of a check, as the harness names them.
 * @param {string} check
 */
export function namesIn(check) {
  const tests = check.matchAll(/#\[(?:\w+::)*test\b[^\]]*\]\s*(?:#\[[^\]]*\]\s*)*(?:pub\s+)?(?:async\s+)?fn\s+(\w+)/g);
  return [...tests].map(([, name]) => `check::${name}`);
}

/**
 * What the results come to; `missing` are the tests that were asked for and have none.
 * @param {Test[]} tests
 * @param {string[]} asked
 */
export function tally(tests, asked) {
  const passes = (/** @type {string} */ name) => tests.some((test) => test.name === name && test.result === "ok");
  const missing = asked.filter((name) => !tests.some((test) => test.name === name));
  const passed = tests.filter((test) => test.result === "ok").length;
  const areAllPassed = passed > 0 && asked.every(passes) && !tests.some((test) => test.result === "failed");
  return { passed, all: tests.length + missing.length, missing, areAllPassed };
}

/**
 * The lines that each failed test has printed: the server puts them below a line with the test's name.
 * @param {string} output
 * @returns {Map<string, string[]>}
 */
export function printedBy(output) {
  /** @type {Map<string, string[]>} */
  const printed = new Map();
  /** @type {string[]} */
  let lines = [];
  for (const line of output.split("\n")) {
    const name = /^(check::\S+) printed:$/.exec(line)?.[1];
    if (name) printed.set(name, (lines = []));
    else lines.push(line);
  }
  return printed;
}

/**
 * @param {Test[]} tests
 * @param {string[]} missing
 * @param {Map<string, string[]>} printed
 * @param {Draws} draws
 */
export function report(tests, missing, printed, draws) {
  return el("ul", { class: "tests" }, ...tests.map((test) => row(test, printed.get(test.name) ?? [], draws)), ...missing.map((name) => item("failed", "?", name, t`no result`)));
}

/**
 * @param {Test} test
 * @param {string[]} printed
 * @param {Draws} draws
 */
function row({ name, result, message }, printed, draws) {
  const listed = item(result, MARKS[result], name, WORDS[result]);
  const text = lesson(message ?? "");
  if (text !== "") listed.append(el("samp", { class: "test-message" }, text));
  const lines = [...printed, ...text.split("\n")].filter(parseLine);
  if (lines.length > 1) {
    const place = el("div", { class: "timeline" });
    listed.append(place);
    void draw(place, name, lines, draws);
  }
  return listed;
}

/**
 * The picture of what a failed test has printed.
 * @param {HTMLElement} place
 * @param {string} name
 * @param {string[]} lines
 * @param {Draws} draws
 */
async function draw(place, name, lines, { hasTimeline, makeTimeline }) {
  if (!(await hasTimeline(place))) return;
  const timeline = makeTimeline(place, t`Timeline of the test ${name}`, () => {});
  lines.forEach((line, number) => timeline?.push(line, number));
  timeline?.finish();
}

/**
 * @param {string} kind
 * @param {string} mark
 * @param {string} name
 * @param {string} word
 */
function item(kind, mark, name, word) {
  const title = name.replace(/^check::/, "").replaceAll("_", " ");
  const listed = el("li", { class: kind }, el("span", { class: "test-mark", "aria-hidden": "true" }, mark));
  listed.append(el("span", { class: "test-name" }, title), " ", el("span", { class: "test-result" }, word));
  return listed;
}

/**
 * The part of a panic's message that teaches: without the thread's name, the place and the hint on backtraces.
 * @param {string} message
 */
function lesson(message) {
  return message
    .split("\n")
    .filter((line) => !/^(note: run with `RUST_BACKTRACE|thread '[^']*'( \(\d+\))? panicked at )/.test(line))
    .join("\n")
    .trim();
}
