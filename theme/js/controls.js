// @ts-check
// The buttons of a figure, beside its status line.
import { button, el } from "./dom.js";

/**
 * What the buttons do.
 * @typedef {{ run: () => void, stop: () => void, edit: () => void, reset: () => void, hidden: () => void, code: () => string }} Actions
 */

export class Controls {
  /**
   * @param {HTMLElement} figure
   * @param {{ label: string, kind: string, hasHiddenLines: boolean, status: HTMLElement }} about
   * @param {Actions} actions
   */
  constructor(figure, { label, kind, hasHiddenLines, status }, actions) {
    const exercise = kind === "exercise";
    this.start = button(exercise ? "check" : "run", exercise ? "Check" : "Run", actions.run);
    this.stop = button("stop", "Stop", actions.stop);
    this.edit = button("edit", "Edit", actions.edit);
    this.reset = button("reset", "Reset", actions.reset);
    this.copy = button("copy", "Copy", () => void this.copyCode(actions.code()));
    this.hidden = button("hidden-lines", "Show hidden lines", actions.hidden);
    this.stop.hidden = true;
    const group = el("div", { class: "buttons", role: "group", "aria-label": label });
    if (kind !== "python") group.append(this.start, this.stop, this.edit, this.reset);
    group.append(this.copy);
    if (hasHiddenLines) group.append(this.hidden);
    const bar = figure.querySelector(":scope > .controls") ?? figure.appendChild(el("div", { class: "controls" }));
    bar.replaceChildren(group, status);
  }

  /**
   * Stop takes the place of Run, and the focus moves along with it.
   * @param {boolean} running
   */
  showRunning(running) {
    const focused = document.activeElement === this.start || document.activeElement === this.stop;
    this.start.hidden = running;
    this.stop.hidden = !running;
    if (focused) (running ? this.stop : this.start).focus();
  }

  /** @param {{ modified: boolean, editing: boolean }} state */
  settle({ modified, editing }) {
    this.edit.textContent = editing ? "Close editor" : "Edit";
    this.edit.setAttribute("aria-pressed", String(editing));
    if (!modified && document.activeElement === this.reset) this.edit.focus();
    this.reset.hidden = !modified;
  }

  /** @param {boolean} shown */
  showHidden(shown) {
    this.hidden.textContent = shown ? "Hide lines" : "Show hidden lines";
    this.hidden.setAttribute("aria-pressed", String(shown));
  }

  /** @param {boolean} busy while the editor is on its way */
  showLoading(busy) {
    if (busy) this.edit.setAttribute("aria-busy", "true");
    else this.edit.removeAttribute("aria-busy");
  }

  /** @param {string} code */
  async copyCode(code) {
    try {
      await navigator.clipboard.writeText(code);
      this.copy.textContent = "Copied";
    } catch {
      this.copy.textContent = "Not copied";
    }
    setTimeout(() => (this.copy.textContent = "Copy"), 2000);
  }
}
