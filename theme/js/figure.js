// @ts-check
// A listing's figure: its buttons, its status line, and the parts that they move.
import { CodeView } from "./code-view.js";
import { button, el, reveal, whenNear } from "./dom.js";
import { Listing } from "./listing.js";
import { Output } from "./output.js";
import { ending, places, run, verdict } from "./run.js";
import { offerOldEdit } from "./old-edit.js";
import { Status } from "./status.js";

/** @typedef {import("./timeline/index.js").Timeline} Timeline */
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
    /** @type {Timeline | null} */
    this.timeline = null;
    /** @type {Promise<import("./editor.js").Editor> | null} */
    this.opening = null;
    /** @type {import("./editor.js").Editor | null} */
    this.editor = null;
    /** @type {AbortController | null} */
    this.running = null;
    this.output = new Output(element, this.label, () => this.timeline, (line, column) => this.goTo(line, column));
    this.buttons = this.makeButtons();
    this.hint = el("p", { class: "editor-hint", id: `${element.id}-hint` }, HINT);
    this.mount();
  }

  get isExercise() {
    return this.listing.kind === "exercise";
  }

  get runs() {
    return this.listing.kind !== "python";
  }

  makeButtons() {
    return {
      run: button(this.isExercise ? "check" : "run", this.isExercise ? "Check" : "Run", () => void this.run()),
      stop: button("stop", "Stop", () => this.stop()),
      edit: button("edit", "Edit", () => void this.toggleEditor()),
      reset: button("reset", "Reset", () => this.reset()),
      copy: button("copy", "Copy", () => void this.copy()),
      hidden: button("hidden-lines", "Show hidden lines", () => this.toggleHidden()),
    };
  }

  mount() {
    const { run: start, stop, edit, reset, copy, hidden } = this.buttons;
    const group = el("div", { class: "buttons", role: "group", "aria-label": this.label });
    if (this.runs) group.append(start, stop, edit, reset);
    group.append(copy);
    if (this.view.hasHiddenLines) group.append(hidden);
    stop.hidden = true;
    const controls = this.element.querySelector(":scope > .controls") ?? this.element.appendChild(el("div", { class: "controls" }));
    controls.replaceChildren(group, this.status.line);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    if (this.listing.modified) this.view.show(this.listing.code);
    if (this.listing.oldEdit !== null) offerOldEdit(this);
    this.settle();
    this.mountTimeline();
  }

  mountTimeline() {
    const container = /** @type {HTMLElement | null} */ (this.element.querySelector(":scope > .timeline"));
    if (container) whenNear(container, () => void this.loadTimeline(container));
  }

  /**
   * Makes the timeline and draws what was printed so far.
   * @param {HTMLElement} container
   */
  async loadTimeline(container) {
    const { Timeline } = await import("./timeline/index.js");
    if (this.timeline) return this.timeline;
    const timeline = new Timeline(container, {
      label: `Timeline of ${this.label}`,
      toLine: (line, focus) => this.output.pointAt(line, focus),
    });
    this.output.recordedLines.forEach((text, number) => timeline.push(text, number));
    timeline.finish();
    this.timeline = timeline;
    return timeline;
  }

  /** An edit may make a program print log lines that printed none before. */
  async needTimeline() {
    if (this.timeline || this.isExercise) return;
    let container = /** @type {HTMLElement | null} */ (this.element.querySelector(":scope > .timeline"));
    if (!container && this.listing.modified) {
      container = el("div", { class: "timeline empty" });
      this.output.box.before(container);
    }
    if (container) await this.loadTimeline(container);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.runs) {
      event.preventDefault();
      void this.run();
    }
  }

  // Running

  async run() {
    if (this.running) return;
    const controller = new AbortController();
    this.running = controller;
    this.showRunning(true);
    await this.needTimeline();
    this.output.begin();
    this.timeline?.begin();
    this.markPlaces([]);
    try {
      const stage = { status: this.status, output: this.output, goTo: (/** @type {number} */ line, /** @type {number} */ column) => this.goTo(line, column) };
      const outcome = await run(this.siteRoot, this.job(), stage, controller.signal);
      this.conclude(outcome);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      this.output.finish("Stopped by you.");
      this.timeline?.finish();
      this.status.say("stopped", "Stopped.");
    } finally {
      this.running = null;
      this.showRunning(false);
    }
  }

  /** @returns {import("./types.js").Job} */
  job() {
    const { code, edition, modified, recorded } = this.listing;
    return { code, edition, tests: false, modified, recorded };
  }

  /** @param {Outcome} outcome */
  conclude(outcome) {
    const { state, sentence } = verdict(outcome, this.listing);
    if (outcome.engine === null || outcome.engine === "recorded") this.output.restore();
    else this.output.finish(ending(outcome.exit));
    this.timeline?.finish();
    this.markPlaces(places(outcome.diagnostics));
    this.status.say(state, sentence, outcome.engine ?? "");
  }

  stop() {
    this.running?.abort();
  }

  /** @param {boolean} running */
  showRunning(running) {
    const { run: start, stop } = this.buttons;
    const focused = document.activeElement === start || document.activeElement === stop;
    this.element.classList.toggle("running", running);
    start.hidden = running;
    stop.hidden = !running;
    if (focused) (running ? stop : start).focus();
  }

  // Editing

  async toggleEditor() {
    if (this.editor) this.closeEditor();
    else (await this.openEditor()).focus();
  }

  /** @returns {Promise<import("./editor.js").Editor>} */
  openEditor() {
    this.opening ??= this.makeEditor();
    return this.opening;
  }

  async makeEditor() {
    this.buttons.edit.setAttribute("aria-busy", "true");
    try {
      const { Editor } = await import("./editor.js");
      const { hint } = this;
      const frame = el("div", { class: "editor" });
      this.view.pre.after(frame, hint);
      this.editor = new Editor({
        parent: frame,
        code: this.listing.code,
        label: `${this.label}, editor`,
        describedBy: hint.id,
        changed: (code) => this.changed(code),
        run: () => void this.run(),
        leaving: (leaving) => (hint.textContent = leaving ? "Tab now leaves the editor." : HINT),
      });
      this.editor.fold(!this.element.classList.contains("show-hidden"));
      this.view.pre.hidden = true;
      this.element.classList.add("editing");
      this.settle();
      return this.editor;
    } catch (error) {
      this.opening = null;
      this.status.say("failed", "The editor could not be loaded. Reload the page and try again.");
      throw error;
    } finally {
      this.buttons.edit.removeAttribute("aria-busy");
    }
  }

  closeEditor() {
    this.editor?.close();
    this.editor = null;
    this.opening = null;
    this.element.querySelector(":scope > .editor")?.remove();
    this.hint.remove();
    this.view.pre.hidden = false;
    this.element.classList.remove("editing");
    this.view.show(this.listing.code);
    this.settle();
  }

  /** @param {string} code */
  changed(code) {
    this.listing.change(code);
    this.settle();
  }

  /** Brings buttons and classes in line with the code. */
  settle() {
    const { modified } = this.listing;
    const { edit, reset } = this.buttons;
    this.element.classList.toggle("modified", modified);
    edit.textContent = this.editor ? "Close editor" : "Edit";
    edit.setAttribute("aria-pressed", String(this.editor !== null));
    if (!modified && document.activeElement === reset) edit.focus();
    reset.hidden = !modified;
  }

  reset() {
    this.stop();
    this.listing.reset();
    this.editor?.replace(this.listing.code);
    this.editor?.markEdits([]);
    this.markPlaces([]);
    this.view.restore();
    this.output.restore();
    this.timeline?.clear();
    this.output.recordedLines.forEach((text, number) => this.timeline?.push(text, number));
    this.timeline?.finish();
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
    const editor = await this.openEditor();
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
    const { hidden } = this.buttons;
    hidden.textContent = shown ? "Hide lines" : "Show hidden lines";
    hidden.setAttribute("aria-pressed", String(shown));
    this.editor?.fold(!shown);
  }

  async copy() {
    const { copy } = this.buttons;
    try {
      await navigator.clipboard.writeText(this.listing.code);
      copy.textContent = "Copied";
    } catch {
      copy.textContent = "Not copied";
    }
    setTimeout(() => (copy.textContent = "Copy"), 2000);
  }
}

const HINT = "Ctrl-Enter runs. Esc, then Tab, leaves the editor.";
