// @ts-check
// The hidden lines of a program in its editor: folded away, and safe from what is typed around them.
import { Annotation, Decoration, EditorState, EditorView, StateEffect, StateField, WidgetType } from "../../vendor/codemirror.js";
import { hiddenRegions } from "../listing.js";
import { t } from "../../words.js";

/** Marks a change that the page makes and that may touch hidden lines. */
export const byPage = Annotation.define();
/** @type {import("../../vendor/codemirror.js").StateEffectType<boolean>} */
export const foldHidden = StateEffect.define();

class Fold extends WidgetType {
  /** @param {number} count */
  constructor(count) {
    super();
    this.count = count;
  }

  /** @param {Fold} other */
  eq(other) {
    return other.count === this.count;
  }

  toDOM() {
    const line = document.createElement("div");
    line.className = "cm-hidden-lines";
    line.textContent = t`${this.count} hidden lines`;
    return line;
  }
}

/** @param {EditorState} state */
function folds(state) {
  const { doc } = state;
  const isBlank = (/** @type {number} */ line) => line >= 1 && line <= doc.lines && doc.line(line).length === 0;
  const ranges = hiddenRegions(doc.toString()).map(([start, end]) => {
    // A blank line beside hidden ones is hidden as well, as in the printed code.
    const first = isBlank(start - 1) ? start - 1 : start;
    const last = isBlank(end + 1) ? end + 1 : end;
    return Decoration.replace({ widget: new Fold(last - first + 1), block: true }).range(doc.line(first).from, doc.line(last).to);
  });
  return Decoration.set(ranges);
}

/** The hidden lines, as long as they are folded away. */
const hiddenField = StateField.define({
  create: (state) => ({ folded: true, ranges: folds(state) }),
  update(value, transaction) {
    let { folded } = value;
    for (const effect of transaction.effects) if (effect.is(foldHidden)) folded = effect.value;
    if (folded === value.folded && !transaction.docChanged) return value;
    return { folded, ranges: folded ? folds(transaction.state) : Decoration.none };
  },
  provide: (field) => [
    EditorView.decorations.from(field, (value) => value.ranges),
    EditorView.atomicRanges.of((view) => view.state.field(field).ranges),
  ],
});

/**
 * Whether a range covers all that can be seen, while something is hidden.
 * @param {EditorState} state
 * @param {number} from
 * @param {number} to
 */
function coversAll(state, from, to) {
  const { doc } = state;
  let [first, last] = [0, doc.length];
  state.field(hiddenField).ranges.between(0, doc.length, (start, end) => {
    if (start <= first) first = Math.min(end + 1, doc.length);
    if (end >= last) last = Math.max(start - 1, 0);
  });
  return (first > 0 || last < doc.length) && to > from && from <= first && to >= last;
}

/**
 * What takes the place of all that can be seen; null where something of it stays.
 * @param {import("../../vendor/codemirror.js").Transaction} transaction
 */
function replacement({ startState, changes }) {
  /** @type {string | null} */
  let found = null;
  changes.iterChanges((from, to, _from, _to, text) => {
    if (coversAll(startState, from, to)) found ??= text.toString();
  });
  return found;
}

/**
 * @param {EditorState} state
 * @param {string} text
 */
function wholeText({ doc }, text) {
  const insert = withoutLastBreak(text);
  return { changes: { from: 0, to: doc.length, insert }, selection: { anchor: insert.length }, annotations: byPage.of(true), scrollIntoView: true };
}

/** Who replaces all that can be seen replaces the whole program, its hidden lines too. */
const replaceAll = [
  EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || transaction.annotation(byPage)) return transaction;
    const text = replacement(transaction);
    return text === null ? transaction : wholeText(transaction.startState, text);
  }),
  EditorView.domEventHandlers({
    // Beside folded lines the browser loses the letter that is typed over a selection.
    beforeinput(event, view) {
      const { from, to } = view.state.selection.main;
      if (event.inputType !== "insertText" || !event.data || !coversAll(view.state, from, to)) return false;
      event.preventDefault();
      view.dispatch(wholeText(view.state, event.data));
      return true;
    },
  }),
];

/** Typing cannot change what cannot be seen. This is asked first: of a text that goes over everything it would leave nothing. */
const protectHidden = EditorState.changeFilter.of((transaction) => {
  if (transaction.annotation(byPage) || replacement(transaction) !== null) return true;
  /** @type {number[]} */
  const ranges = [];
  transaction.startState.field(hiddenField).ranges.between(0, transaction.startState.doc.length, (from, to) => {
    ranges.push(from, to);
  });
  return ranges.length === 0 ? true : ranges;
});

export const hiddenLines = [hiddenField, replaceAll, protectHidden];

/**
 * A file ends with a line break, which would show as one more line.
 * @param {string} code
 */
export function withoutLastBreak(code) {
  return code.endsWith("\n") ? code.slice(0, -1) : code;
}
