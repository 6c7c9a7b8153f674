// @ts-check
// A listing's figure: one object made of its code, its controls, its output and its timeline.
import { Belonging } from "./belonging.js";
import { CodeView } from "./code/code-view.js";
import { Controls } from "./controls.js";
import { reveal } from "../dom.js";
import { EditorSlot } from "./code/editor-slot.js";
import { addressOf } from "../engines/address.js";
import { hideForetold, showForetold } from "./foretell.js";
import { placeButton } from "./output/diagnostics.js";
import { Listing, readsInput } from "./listing.js";
import { Output } from "./output/output.js";
import { explainAbsence, loadRunner, runner } from "./run/run-slot.js";
import { Status } from "./status.js";
import { TimelineSlot } from "./timeline-slot.js";
import { t } from "../words.js";

/** @typedef {import("./run/run.js").Outcome} Outcome */
/** @typedef {{ code: string, input: string }} Program what was run, and what it was given to read */

export class Figure {
  /**
   * @param {HTMLElement} element
   * @param {URL} siteRoot
   */
  constructor(element, siteRoot) {
    this.element = element;
    hideForetold(element);
    this.siteRoot = siteRoot;
    this.listing = new Listing(element);
    this.label = element.querySelector("figcaption .number")?.textContent?.trim() || t`Listing ${this.listing.name}`;
    this.status = new Status();
    this.view = new CodeView(element);
    this.output = new Output(element, this.label, () => this.timelines.timeline, (line, column) => this.goTo(line, column));
    this.timelines = new TimelineSlot(element, this.label, this.output, { code: () => this.codeShown(), light: (lines) => this.light(lines) }, (timeline) => this.machine?.join(timeline));
    /** What the machine saw, once what runs programs is loaded. @type {import("./run/machine-slot.js").ListingSlot | null} */
    this.machine = null;
    this.editors = this.makeEditorSlot();
    this.controls = this.makeControls();
    /** Its standard input, where it reads one. @type {import("./input.js").Input | null} */
    this.input = null;
    this.belonging = new Belonging(this);
    /** What runs programs, once it is loaded. @type {typeof import("./run/perform.js") | null} */
    this.runner = null;
    /** What shows the last run. @type {import("./output/transcript.js").Transcript | null} */
    this.live = null;
    /** @type {AbortController | null} */
    this.running = null;
    /** How often the printed code was put back: what was asked for before is void. */
    this.resets = 0;
    /** The code that a suggested edit has made, and who is told when it is there no more. @type {{ code: string, gone: () => void } | null} */
    this.made = null;
    this.mount();
  }

  /** Shows what was to be foretold. */
  foretell() {
    showForetold(this.element.dataset.of);
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
      run: () => void this.run(true),
      settled: () => this.settle(),
      marked: (found) => this.markPlaces(found),
      loading: (busy) => this.controls.showLoading(busy),
      failed: (sentence) => this.status.say("failed", sentence),
      row: (row) => void loadRunner().then((loaded) => loaded?.fillRow(this, row)),
    });
  }

  makeControls() {
    const { label, listing, view, status } = this;
    const about = { label, kind: listing.kind, hasHiddenLines: view.hasHiddenLines, status: status.line };
    return new Controls(this.element, about, {
      run: (isFree) => void this.run(isFree),
      stop: () => this.stop(),
      edit: (event) => void this.toggleEditor(event),
      reset: () => this.reset(),
      hidden: () => this.toggleHidden(),
      code: () => listing.code,
      playground: () => addressOf(this.job()),
    });
  }

  mount() {
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    if (this.listing.modified) this.view.show(this.listing.code);
    if (this.listing.oldEdit !== null) void loadRunner().then((loaded) => loaded?.offerOldEdit(this));
    this.settle();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.run(true);
    }
  }

  // Running

  /** @param {boolean} [isFree] whether no pointer stays on the button: see sight.js */
  async run(isFree = false) {
    if (this.running) return;
    const controller = new AbortController();
    this.running = controller;
    this.showRunning(true);
    // Who runs it looks.
    this.foretell();
    try {
      this.runner = await runner(this.status);
      this.runner?.hold(this.element);
      if (this.listing.kind !== "exercise") await this.timelines.need(this.listing.modified);
      if (this.runner) await this.runner.perform(this, controller.signal, isFree);
      else explainAbsence(this);
    } finally {
      this.running = null;
      this.showRunning(false);
      this.runner?.release(this.element);
    }
  }

  /** @returns {import("../types.js").Job} */
  job() {
    const { code, language, edition, input, modified, recorded } = this.listing;
    return { code, language, threads: false, edition, stdin: input, tests: false, modified, recorded };
  }

  /** @param {Outcome} outcome */
  conclude(outcome) {
    this.runner?.conclude(this, outcome);
  }

  /** Called when news came: see steady.js. */
  follow() {
    this.runner?.follow(this.element);
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

  /** @param {MouseEvent} _press */
  async toggleEditor(_press) {
    if (this.editor) this.editors.close();
    else (await this.editors.open())?.focus();
  }

  /** @param {string} code */
  changed(code) {
    if (!this.listing.change(code)) void loadRunner().then((loaded) => loaded?.tellLost());
    this.settle();
  }

  async giveInput() {
    const loaded = await loadRunner();
    if (loaded) this.input ??= new loaded.Input(this.element, this.label, this.listing, () => this.settle());
    this.input?.settle();
  }

  /** Brings buttons and classes in line with the code. */
  settle() {
    const { modified, touched } = this.listing;
    this.element.classList.toggle("modified", modified);
    this.controls.settle({ touched, editing: this.editor !== null });
    if (this.input) this.input.settle();
    else if (this.listing.kind === "program" && (this.listing.input !== "" || readsInput(this.listing.code))) void this.giveInput();
    this.belonging.settle();
    if (!this.made || this.made.code === this.listing.code) return;
    this.made.gone();
    this.made = null;
  }

  /** @param {Program} program the one that the picture and the output are of, from now on */
  showsRunOf({ code, input }) {
    this.belonging.of = { code, input };
    this.settle();
  }

  /** Puts the printed program's picture and output back. */
  showRecorded() {
    this.output.restore();
    this.timelines.restore();
    this.machine?.show(null);
    this.showsRunOf({ code: this.listing.source, input: "" });
  }

  reset() {
    const { code, input } = this.listing;
    this.resets += 1;
    this.stop();
    this.live = null;
    this.listing.reset();
    this.editor?.replace(this.listing.code);
    this.editor?.markEdits([]);
    this.markPlaces([]);
    this.view.restore();
    this.showRecorded();
    this.status.say("idle", t`The printed code is back.`);
    this.status.line.append(" ", placeButton(t`Undo`, () => this.takeBack(code, input)));
  }

  /**
   * Reset is taken back.
   * @param {string} code
   * @param {string} input
   */
  takeBack(code, input) {
    this.listing.giveInput(input);
    this.listing.change(code);
    this.view.show(code);
    this.editor?.replace(code);
    this.status.say("idle", t`Your edit is back.`);
    this.settle();
    this.controls.start.focus();
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
    // It may be absent; and Reset, or another edit, may have come first.
    if (!editor || this.listing.code !== code) return;
    editor.replace(code);
    editor.markEdits(Array.from({ length: count }, (_, index) => ({ line: line + index, kind: "changed" })));
  }

  // Looking

  /** The code that is seen, if what is drawn is of it. */
  codeShown() {
    return this.belonging.of.code === this.listing.code ? this.listing.code : null;
  }

  /** @param {number[]} lines that a moment of the run is about */
  light(lines) {
    this.view.light(lines);
    this.editor?.light(lines);
  }

  /** @param {{ span: import("../types.js").Span, level: string, message: string }[]} found */
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
