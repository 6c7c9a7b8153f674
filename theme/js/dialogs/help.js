// @ts-check
// The keys, all of them, in one window. Loaded when the reader asks for it.
import { button, el } from "../dom.js";
import { openDialog } from "./dialog.js";

const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";

/** A key is written between brackets. @type {[string, [string, string][]][]} */
const KEYS = [
  ["On every page", [["[s] or [/]", "search the book"], ["[←] [→]", "the page before, the page after"], ["[?]", "this list"]]],
  ["In a listing", [[`[${MOD}] [Enter]`, "run it, or check the exercise"], ["[Tab]", "to Run, Edit, Reset, the timeline and the output"]]],
  ["In the editor", [["[Esc], then [Tab]", "leave it"], [`[${MOD}] [/]`, "comment the line out, or in"], [`[${MOD}] [z]`, "undo"]]],
  ["On a timeline", [
    ["[←] [→]", "along the lane"], ["[↑] [↓]", "from lane to lane"], ["[Home] [End]", "the lane's first and last mark"],
    ["[Enter]", "to the mark's line in the output"], ["[+] [−] [0]", "zoom in, zoom out, show the whole run"],
  ]],
  ["In the output", [["[↑] [↓]", "from line to line"], ["[Enter] or [Esc]", "to the line's mark on the timeline"]]],
];

/** @param {() => void} openProgress */
export function showHelp(openProgress) {
  const parts = KEYS.flatMap(([title, keys]) => [
    el("h3", {}, title),
    el("dl", { class: "keys" }, ...keys.flatMap(([key, what]) => [el("dt", {}, ...written(key)), el("dd", {}, what)])),
  ]);
  const progress = button("progress-open", "Your progress", () => {
    dialog.close();
    openProgress();
  });
  const note = el("p", { class: "dialog-note" }, "While you type, keys write; none of them is a shortcut of the page.");
  const dialog = openDialog("help-dialog", "Keys", el("div", { class: "key-lists" }, ...sections(parts)), note, el("div", { class: "buttons" }, progress));
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
