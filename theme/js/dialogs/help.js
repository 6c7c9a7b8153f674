// @ts-check
// The keys, all of them, in one window. Loaded when the reader asks for it.
import { button, el } from "../dom.js";
import { openDialog } from "./dialog.js";
import { t } from "../words.js";

const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";

/** A key is written between brackets. @type {[string, [string, string][]][]} */
const KEYS = [
  [t`On every page`, [[t`[s] or [/]`, t`search the book`], ["[←] [→]", t`the page before, the page after`], ["[?]", t`this list`]]],
  [t`In a listing`, [[`[${MOD}] [Enter]`, t`run it, or check the exercise`], ["[Tab]", t`to Run, Edit, Reset, the timeline and the output`]]],
  [t`In the editor`, [[t`[Esc], then [Tab]`, t`leave it`], [`[${MOD}] [/]`, t`comment the line out, or in`], [`[${MOD}] [z]`, t`undo`]]],
  [t`On a timeline`, [
    ["[←] [→]", t`along the lane`], ["[↑] [↓]", t`from lane to lane`], ["[Home] [End]", t`the lane's first and last mark`],
    ["[Enter]", t`to the mark's line in the output`], ["[+] [−] [0]", t`zoom in, zoom out, show the whole run`],
  ]],
  [t`In the output`, [["[↑] [↓]", t`from line to line`], [t`[Enter] or [Esc]`, t`to the line's mark on the timeline`]]],
];

/** @param {() => void} openProgress */
export function showHelp(openProgress) {
  const parts = KEYS.flatMap(([title, keys]) => [
    el("h3", {}, title),
    el("dl", { class: "keys" }, ...keys.flatMap(([key, what]) => [el("dt", {}, ...written(key)), el("dd", {}, what)])),
  ]);
  const progress = button("progress-open", t`Your progress`, () => {
    dialog.close();
    openProgress();
  });
  const note = el("p", { class: "dialog-note" }, t`While you type, keys write; none of them is a shortcut of the page.`);
  const dialog = openDialog("help-dialog", t`Keys`, el("div", { class: "key-lists" }, ...sections(parts)), note, el("div", { class: "buttons" }, progress));
}

/**
 * Each heading with its list, so that they stay together.
 * @param {HTMLElement[]} parts
 */
function sections(parts) {
  return parts.flatMap((part, index) => (index % 2 === 0 ? [el("section", {}, part, parts[index + 1])] : []));
}

/** @param {string} text */
function written(text) {
  return text.split(/[[\]]/).map((piece, index) => (index % 2 === 1 ? el("kbd", {}, piece) : piece)).filter((piece) => piece !== "");
}
