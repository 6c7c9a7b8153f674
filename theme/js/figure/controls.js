// @ts-check
// The buttons of a figure, beside its status line.
import { button, el } from "../dom.js";
import { loadRunner } from "./run/run-slot.js";
import { t } from "../words.js";

/** Fingers are given no count of their taps: two within so many milliseconds are one double tap. */
const DOUBLE_TAP = 500;

/**
 * What the buttons do.
 * @typedef {{ run: (isFree: boolean) => void, stop: () => void, edit: (press: MouseEvent) => void, reset: () => void, hidden: () => void,
 *   code: () => string, playground: () => string }} Actions
 */

export class Controls {
  /**
   * @param {HTMLElement} figure
   * @param {{ label: string, kind: string, hasHiddenLines: boolean, status: HTMLElement }} about
   * @param {Actions} actions
   */
  constructor(figure, { label, kind, hasHiddenLines, status }, actions) {
    const exercise = kind === "exercise";
    this.start = button(exercise ? "check" : "run", exercise ? t`Check` : t`Run`, (event) => this.isSecond(event) || actions.run(/** @type {PointerEvent} */ (event).pointerType === "touch"));
    this.stop = button("stop", t`Stop`, (event) => this.isSecond(event) || actions.stop());
    this.lastPress = -DOUBLE_TAP;
    this.edit = button("edit", t`Edit`, actions.edit);
    this.reset = button("reset", t`Reset`, actions.reset);
    this.hidden = button("quiet hidden-lines", t`Show hidden lines`, actions.hidden);
    this.copy = button("quiet icon copy", t`Copy`, async () => (await loadRunner())?.copyCode(this.copy, actions.code()));
    this.copy.title = t`Copy the code`;
    this.stop.hidden = true;
    const main = el("div", { class: "buttons", role: "group", "aria-label": label });
    const tools = el("div", { class: "buttons tools", role: "group", "aria-label": t`${label}, its code` });
    main.append(this.start, this.stop, this.edit, this.reset);
    if (hasHiddenLines) tools.append(this.hidden);
    tools.append(this.copy);
    if (kind !== "python") tools.append(playgroundLink(label, actions.playground));
    const bar = figure.querySelector(":scope > .controls") ?? figure.appendChild(el("div", { class: "controls" }));
    bar.replaceChildren(main, status, tools);
  }

  /**
   * Whether it is the second press of a double-click: Run and Stop stand in the same place, and it does not undo the first.
   * The browser counts clicks, and says when a press was made, however late it comes here.
   * @param {PointerEvent | any} press
   */
  isSecond({ detail, timeStamp, pointerType }) {
    const before = this.lastPress;
    this.lastPress = timeStamp;
    return detail > 1 || (pointerType === "touch" && timeStamp - before < DOUBLE_TAP);
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

  /** @param {{ touched: boolean, editing: boolean }} state */
  settle({ touched, editing }) {
    this.edit.replaceChildren(...(editing ? [t`Close`, el("span", { class: "wide" }, t` editor`)] : [t`Edit`]));
    this.edit.setAttribute("aria-pressed", String(editing));
    if (!touched && document.activeElement === this.reset) this.edit.focus();
    this.reset.hidden = !touched;
  }

  /** @param {boolean} shown */
  showHidden(shown) {
    this.hidden.textContent = shown ? t`Hide lines` : t`Show hidden lines`;
    this.hidden.title = this.hidden.textContent;
    this.hidden.setAttribute("aria-pressed", String(shown));
  }

  /** @param {boolean} busy while the editor is on its way */
  showLoading(busy) {
    if (busy) this.edit.setAttribute("aria-busy", "true");
    else this.edit.removeAttribute("aria-busy");
  }
}

/**
 * A plain link to the Rust Playground; its address holds the code, and is written when the reader reaches for it.
 * @param {string} label
 * @param {() => string} address
 */
function playgroundLink(label, address) {
  const link = el("a", { class: "button quiet icon playground", target: "_blank", rel: "noopener", title: t`Open in the Rust Playground, a public web site` }, t`Open ${label} in the Rust Playground`);
  const write = () => (link.href = address());
  for (const reach of ["pointerenter", "focus", "pointerdown", "click"]) link.addEventListener(reach, write);
  link.href = "https://play.rust-lang.org/";
  return link;
}
