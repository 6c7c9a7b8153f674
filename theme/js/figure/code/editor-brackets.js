// @ts-check
// An opening bracket or quote brings its closing one along, and the partner of the one at the cursor is shown. CodeMirror's
// own parts for this would put the editor over its weight.
import { Decoration, EditorSelection, EditorView, Prec, keymap, syntaxTree } from "../../vendor/codemirror.js";

/** @type {Record<string, string>} */
const PAIRS = { "(": ")", "[": "]", "{": "}", '"': '"' };

/**
 * @param {EditorView} view
 * @param {number} from
 * @param {number} to
 */
function around({ state: { doc } }, from, to) {
  return [doc.sliceString(Math.max(from - 1, 0), from), doc.sliceString(to, Math.min(to + 1, doc.length))];
}

const typed = EditorView.inputHandler.of((view, from, to, text) => {
  const { main, ranges } = view.state.selection;
  if (ranges.length > 1 || view.composing || from !== main.from || to !== main.to || text.length !== 1) return false;
  const [before, after] = around(view, from, to);
  const isClosing = Object.values(PAIRS).includes(text);
  if (isClosing && from === to && after === text) {
    // What stands there already is typed over.
    view.dispatch({ selection: { anchor: from + 1 }, userEvent: "input.type" });
    return true;
  }
  const close = PAIRS[text];
  if (!close || (from === to && /[\p{L}\p{N}_"]/u.test(text === '"' ? before + after : after))) return false;
  const inside = view.state.doc.sliceString(from, to);
  const selection = EditorSelection.single(from + 1, to + 1);
  view.dispatch({ changes: { from, to, insert: text + inside + close }, selection, userEvent: "input.type", scrollIntoView: true });
  return true;
});

/** Between an empty pair, Backspace takes both. @param {EditorView} view */
function backspace(view) {
  const { from, to } = view.state.selection.main;
  const [before, after] = around(view, from, to);
  if (from !== to || before === "" || PAIRS[before] !== after) return false;
  view.dispatch({ changes: { from: from - 1, to: to + 1 }, userEvent: "delete.backward" });
  return true;
}

const match = Decoration.mark({ class: "cm-match" });

/**
 * The bracket before the cursor, or behind it, and its partner. What stands in texts and comments is none.
 * @param {import("../../vendor/codemirror.js").EditorState} state
 */
function matched(state) {
  const { main: { empty, head } } = state.selection;
  const text = state.doc.toString();
  const isBracket = (/** @type {number} */ at) => !/String|Comment|Char/.test(syntaxTree(state).resolveInner(at, 1).name);
  for (const at of empty ? [head - 1, head] : []) {
    const pair = ["()", "[]", "{}"].find((both) => text[at] && both.includes(text[at]));
    if (!pair || !isBracket(at)) continue;
    const step = text[at] === pair[0] ? 1 : -1;
    for (let to = at, depth = 0; to >= 0 && to < text.length; to += step) {
      if (!pair.includes(text[to]) || !isBracket(to)) continue;
      depth += text[to] === text[at] ? 1 : -1;
      if (depth === 0) return Decoration.set([at, to].map((place) => match.range(place, place + 1)), true);
    }
  }
  return Decoration.none;
}

export const brackets = [typed, Prec.high(keymap.of([{ key: "Backspace", run: backspace }])), EditorView.decorations.compute(["selection", "doc"], matched)];
