// @ts-check
// An exercise's figure: Check runs the page's tests against the reader's code.
import { el, whenNear } from "../dom.js";
import { Figure } from "../figure/figure.js";
import { hasTimeline, makeTimeline } from "../timeline/load.js";
import { recall } from "../store.js";
import { t } from "../words.js";

/** For so long after the editor was seen to open by itself a press of Edit was meant to open it: readers have to take it in. In milliseconds. */
const SURPRISE = 700;

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
    this.view.pre.after(this.editors.row);
    /** When the editor that opened by itself was first seen; the browser tells when a press was made, however late it comes here. */
    this.seen = -SURPRISE;
    whenNear(element, () => void this.openItself(), "400px");
  }

  async openItself() {
    this.seen = Infinity;
    await this.editors.open();
    requestAnimationFrame(() => setTimeout(() => (this.seen = performance.now())));
  }

  /** Whoever pressed Edit while the editor was on its way wants it open. */
  /** @param {MouseEvent} press */
  async toggleEditor(press) {
    if (press.timeStamp - this.seen < SURPRISE) (await this.editors.open())?.focus();
    else await super.toggleEditor(press);
  }

  get key() {
    return `solved:${this.listing.name}`;
  }

  /** @returns {import("../types.js").Job} */
  job() {
    const { code, edition, data } = this.listing;
    return { code: `${code}\n${data.check ?? ""}`, language: "rust", threads: false, edition, stdin: "", tests: true, modified: true, recorded: null };
  }

  /** @param {import("../figure/run/run.js").Outcome} outcome */
  conclude(outcome) {
    const { engine, exit, isStopped, failure } = outcome;
    if (!this.runner || engine === null || exit === null || isStopped || failure !== "" || exit.detail === "did not compile") {
      super.conclude(outcome);
      return;
    }
    this.runner.concludeTests(this, outcome, { hasTimeline, makeTimeline });
  }

  showSolved() {
    this.section?.classList.add("solved");
    const heading = this.section?.querySelector("h3, h2, h4");
    if (heading && !heading.querySelector(".solved-mark")) heading.append(el("span", { class: "solved-mark" }, t` ✓ solved`));
  }
}
