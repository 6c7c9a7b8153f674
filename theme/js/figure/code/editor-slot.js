// @ts-check
// Where the editor of a figure stands, in the place of the printed code. It is loaded when the reader first edits.
import { absence } from "../../absent.js";
import { el } from "../../dom.js";
import { compileAhead } from "../run/run-slot.js";
import { t } from "../../words.js";

/** @typedef {import("./editor.js").Editor} Editor */
/**
 * `settled` is told when the editor has opened or closed.
 * @typedef {{ code: () => string, changed: (code: string) => void, siteRoot: URL, job: () => import("../../types.js").Job, run: () => void, settled: () => void, marked: (found: import("../run/ahead.js").Places) => void,
 *   loading: (busy: boolean) => void, failed: (sentence: string) => void, row: (row: HTMLElement) => void }} Owner
 */

const HINT = t`Ctrl-Enter runs. Esc, then Tab, leaves the editor.`;

export class EditorSlot {
  /**
   * @param {HTMLElement} figure
   * @param {import("./code-view.js").CodeView} view the printed code
   * @param {string} label
   * @param {Owner} owner
   */
  constructor(figure, view, label, owner) {
    this.figure = figure;
    this.view = view;
    this.label = label;
    this.owner = owner;
    /** @type {Editor | null} */
    this.editor = null;
    /** @type {Promise<Editor | null> | null} */
    this.opening = null;
    this.hint = el("p", { class: "editor-hint", id: `${figure.id}-hint` }, HINT);
    /** Below the editor: the hint, and what comes with what runs programs. */
    this.row = el("div", { class: "editor-row" }, this.hint);
  }

  /** @returns {Promise<Editor | null>} null where it cannot be had */
  open() {
    this.opening ??= this.load();
    return this.opening;
  }

  /** @returns {Promise<Editor | null>} */
  async load() {
    this.owner.loading(true);
    try {
      const isPython = this.owner.job().language === "python";
      const [loaded, other] = await Promise.all([import("./editor.js"), isPython ? import("./python.js") : null]);
      const editor = this.put(loaded, other?.python ?? null);
      this.editor = editor;
      this.owner.settled();
      return editor;
    } catch {
      this.opening = null;
      this.owner.failed(absence(t`The editor`, t`press Edit again`));
      return null;
    } finally {
      this.owner.loading(false);
    }
  }

  /**
   * @param {typeof import("./editor.js")} loaded
   * @param {typeof import("./python.js").python | null} language
   */
  put({ Editor }, language) {
    const { hint, row, owner, figure, view } = this;
    const frame = el("div", { class: "editor" });
    view.pre.after(frame, row);
    // Out of sight the editor only guesses how high its lines are; until the reader types, it is as high as the code was.
    frame.style.minHeight = `${view.pre.offsetHeight}px`;
    const editor = new Editor({
      parent: frame,
      code: owner.code(),
      language,
      label: t`${this.label}, editor`,
      describedBy: hint.id,
      changed: (code) => {
        frame.style.minHeight = "";
        owner.changed(code);
        compileAhead(owner.siteRoot, owner.job, (found) => this.mark(found));
      },
      run: owner.run,
      leaving: (leaving) => (hint.textContent = leaving ? t`Tab now leaves the editor.` : HINT),
    });
    editor.fold(!figure.classList.contains("show-hidden"));
    view.pre.hidden = true;
    figure.classList.add("editing");
    owner.row(row);
    return editor;
  }

  /**
   * What the compiler says while the reader thinks: marked at its place, and the first of it in words.
   * @param {import("../run/ahead.js").Places} found
   */
  mark(found) {
    this.owner.marked(found);
    const first = found.find(({ level }) => level === "error");
    this.hint.textContent = first ? t`Line ${first.span.line}: ${first.message}` : HINT;
  }

  close() {
    this.editor?.close();
    this.editor = null;
    this.opening = null;
    this.figure.querySelector(":scope > .editor")?.remove();
    this.row.remove();
    this.view.pre.hidden = false;
    this.figure.classList.remove("editing");
    this.view.show(this.owner.code());
    this.owner.settled();
  }
}
