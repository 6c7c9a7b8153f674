// @ts-check
// A listing's figure: one object made of its code, its controls, its output and its timeline.
import { CodeView } from "./code-view.js";
import { Controls } from "./controls.js";
import { reveal } from "./dom.js";
import { EditorSlot } from "./editor-slot.js";
import { addressOf } from "./engines/address.js";
import { Input } from "./input.js";
import { Listing } from "./listing.js";
import { offerOldEdit } from "./old-edit.js";
import { Output } from "./output.js";
import { tell } from "./progress/tell.js";
import { runner } from "./run-slot.js";
import { Status } from "./status.js";
import { follow, hold, release } from "./steady.js";
import { TimelineSlot } from "./timeline-slot.js";

/** @typedef {import("./run.js").Outcome} Outcome */

export class Figure {
  /**
   * @param {HTMLElement} element
   * @param {URL} siteRoot
   */
  constructor(element, siteRoot) {
    this.element = element;
    this.siteRoot = siteRoot;
    this.listing = new Listing(element);
    this.label = element.querySelector("figcaption .number")?.textContent?.trim() || `Listing ${this.listing.name}`;
    this.status = new Status();
    this.view = new CodeView(element);
    this.output = new Output(element, this.label, () => this.timelines.timeline, (line, column) => this.goTo(line, column));
    this.timelines = new TimelineSlot(element, this.label, this.output);
    this.editors = this.makeEditorSlot();
    this.controls = this.makeControls();
    this.input = this.listing.kind === "program" ? new Input(element, this.label, this.listing, () => this.settle()) : null;
    /** What runs programs, once it is loaded. @type {typeof import("./run.js") | null} */
    this.runner = null;
    /** @type {AbortController | null} */
    this.running = null;
    this.mount();
  }

  get editor() {
    return this.editors.editor;
  }

  makeEditorSlot() {
    return new EditorSlot(this.element, this.view, this.label, {
      code: () => this.listing.code,
      changed: (code) => this.changed(code),
      siteRoot: this.siteRoot,
      job: () => this.job(),
      run: () => void this.run(),
      settled: () => this.settle(),
      loading: (busy) => this.controls.showLoading(busy),
      failed: (sentence) => this.status.say("failed", sentence),
    });
  }

  makeControls() {
    const { label, listing, view, status } = this;
    const about = { label, kind: listing.kind, hasHiddenLines: view.hasHiddenLines, status: status.line };
    return new Controls(this.element, about, {
      run: () => void this.run(),
      stop: () => this.stop(),
      edit: () => void this.toggleEditor(),
      reset: () => this.reset(),
      hidden: () => this.toggleHidden(),
      code: () => listing.code,
      playground: () => addressOf(this.job()),
    });
  }

  mount() {
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    if (this.listing.modified) this.view.show(this.listing.code);
    if (this.listing.oldEdit !== null) offerOldEdit(this);
    this.settle();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.listing.kind !== "python") {
      event.preventDefault();
      void this.run();
    }
  }

  // Running

  async run() {
    if (this.running) return;
    const controller = new AbortController();
    this.running = controller;
    hold(this.element);
    this.showRunning(true);
    try {
      this.runner ??= await runner(this.status);
      if (this.listing.kind !== "exercise") await this.timelines.need(this.listing.modified);
      this.output.begin();
      this.timelines.timeline?.begin();
      this.markPlaces([]);
      const stage = { status: this.status, output: this.output, changed: () => follow(this.element), goTo: (/** @type {number} */ line, /** @type {number} */ column) => this.goTo(line, column) };
      this.conclude(await this.runner.run(this.siteRoot, this.job(), stage, controller.signal));
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      this.output.finish("Stopped by you.");
      this.timelines.timeline?.finish();
      this.status.say("stopped", "Stopped.");
    } finally {
      this.running = null;
      this.showRunning(false);
      release(this.element);
    }
  }

  /** @returns {import("./types.js").Job} */
  job() {
    const { code, edition, input, modified, recorded } = this.listing;
    return { code, edition, stdin: input, tests: false, modified, recorded };
  }

  /** @param {Outcome} outcome */
  conclude(outcome) {
    const { ending, places, verdict } = /** @type {typeof import("./run.js")} */ (this.runner);
    const { state, sentence } = verdict(outcome, this.listing);
    if (outcome.engine === null || outcome.engine === "recorded") this.output.restore();
    else this.output.finish(ending(outcome.exit));
    this.timelines.timeline?.finish();
    this.markPlaces(places(outcome.diagnostics));
    this.status.say(state, sentence, outcome.engine ?? "");
    if (outcome.exit && outcome.engine !== "recorded" && this.listing.kind !== "exercise") tell(this.element, "ran", this.listing.name);
  }

  stop() {
    this.running?.abort();
  }

  /** @param {boolean} running */
  showRunning(running) {
    this.element.classList.toggle("running", running);
    this.controls.showRunning(running);
  }

  // Editing

  async toggleEditor() {
    if (this.editor) this.editors.close();
    else (await this.editors.open()).focus();
  }

  /** @param {string} code */
  changed(code) {
    this.listing.change(code);
    this.settle();
  }

  /** Brings buttons and classes in line with the code. */
  settle() {
    const { modified, touched } = this.listing;
    this.element.classList.toggle("modified", modified);
    this.controls.settle({ touched, editing: this.editor !== null });
    this.input?.settle();
  }

  reset() {
    this.stop();
    this.listing.reset();
    this.editor?.replace(this.listing.code);
    this.editor?.markEdits([]);
    this.markPlaces([]);
    this.view.restore();
    this.output.restore();
    this.timelines.restore();
    this.status.say("idle", "The printed code is back.");
    this.settle();
  }

  /**
   * Puts a new text into the figure and shows the changed lines.
   * @param {string} code
   * @param {number} line the first changed line, from 1
   * @param {number} count
   */
  async apply(code, line, count) {
    // At once, and not when the editor is loaded: whoever presses Run meanwhile runs the edited code.
    this.changed(code);
    this.view.show(code);
    const editor = await this.editors.open();
    // Reset, or another edit, may have come first.
    if (this.listing.code !== code) return;
    editor.replace(code);
    editor.markEdits(Array.from({ length: count }, (_, index) => ({ line: line + index, kind: "changed" })));
    editor.goTo(line, 1);
    reveal(this.element.querySelector(".cm-line.changed") ?? this.element);
  }

  // Looking

  /** @param {{ span: import("./types.js").Span, level: string, message: string }[]} found */
  markPlaces(found) {
    this.view.mark(found);
    const kind = (/** @type {string} */ level) => /** @type {"error" | "warning"} */ (level === "error" ? "error" : "warning");
    this.editor?.markMessages(found.map(({ span, level, message }) => ({ ...span, kind: kind(level), title: message })));
  }

  /**
   * @param {number} line
   * @param {number} column
   */
  goTo(line, column) {
    if (this.editor) {
      reveal(this.editor.view.dom);
      this.editor.goTo(line, column);
    } else {
      this.view.goTo(line);
    }
  }

  toggleHidden() {
    const shown = this.element.classList.toggle("show-hidden");
    this.controls.showHidden(shown);
    this.editor?.fold(!shown);
  }
}
