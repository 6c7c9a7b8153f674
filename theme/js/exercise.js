// @ts-check
// An exercise's figure: Check runs the page's tests against the reader's code.
import { el, whenNear } from "./dom.js";
import { Figure } from "./figure.js";
import { tell } from "./progress/tell.js";
import { keep, recall } from "./store.js";

const MARKS = { ok: "✓", failed: "✗", ignored: "–" };
const WORDS = { ok: "passed", failed: "failed", ignored: "left out" };

export class Exercise extends Figure {
  /**
   * @param {HTMLElement} element
   * @param {URL} siteRoot
   */
  constructor(element, siteRoot) {
    super(element, siteRoot);
    this.section = element.closest("section.exercise");
    if (recall(this.key) === true) this.showSolved();
    // The editor stands open, but costs nothing before the reader gets here. Its hint has its place from the start.
    this.view.pre.after(this.editors.hint);
    whenNear(element, () => void this.editors.open(), "400px");
  }

  get key() {
    return `solved:${this.listing.name}`;
  }

  /** @returns {import("./types.js").Job} */
  job() {
    const { code, edition, data } = this.listing;
    return { code: `${code}\n${data.check ?? ""}`, edition, stdin: "", tests: true, modified: true, recorded: null };
  }

  /** @param {import("./run.js").Outcome} outcome */
  conclude(outcome) {
    const { tests, engine, exit } = outcome;
    if (tests.length === 0 || engine === null) {
      super.conclude(outcome);
      return;
    }
    const passed = tests.filter((test) => test.result === "ok").length;
    const failed = tests.filter((test) => test.result === "failed").length;
    this.output.note(el("ul", { class: "tests" }, ...tests.map(row)));
    this.output.finish(exit?.stopped ? (exit.message ?? "") : "");
    const solved = failed === 0 && exit?.success === true;
    if (solved) {
      keep(this.key, true);
      tell(this.element, "solved", this.listing.name);
      this.showSolved();
    }
    const count = solved ? `Solved: ${passed === 1 ? "the test passes" : `all ${passed} tests pass`}.` : `${passed} of ${tests.length} tests pass.`;
    const where = exit?.success && this.runner ? this.runner.verdict(outcome, this.listing).sentence : engine === "local" ? "Ran here." : "Ran on the Rust Playground.";
    this.status.say(solved ? "ok" : "failed", `${count} ${where}`, engine);
  }

  showSolved() {
    this.section?.classList.add("solved");
    const heading = this.section?.querySelector("h3, h2, h4");
    if (heading && !heading.querySelector(".solved-mark")) heading.append(el("span", { class: "solved-mark" }, " ✓ solved"));
  }
}

/** @param {import("./types.js").Test} test */
function row({ name, result, message }) {
  const title = name.replace(/^check::/, "").replaceAll("_", " ");
  const item = el("li", { class: result }, el("span", { class: "test-mark", "aria-hidden": "true" }, MARKS[result]));
  item.append(el("span", { class: "test-name" }, title), " ", el("span", { class: "test-result" }, WORDS[result]));
  const text = lesson(message ?? "");
  if (text !== "") item.append(el("samp", { class: "test-message" }, text));
  return item;
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
