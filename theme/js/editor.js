// @ts-check
// The editor, put together from CodeMirror's parts. It is loaded when the reader first edits.
import {
  Annotation, Decoration, EditorState, EditorView, history, historyKeymap, indentOnInput, indentUnit, indentWithTab, keymap,
  lineNumbers, rust, standardKeymap, StateEffect, StateField, syntaxHighlighting, tagHighlighter, tags, toggleLineComment,
  WidgetType,
} from "./vendor/codemirror.js";
import { hiddenRegions } from "./listing.js";

export { compileAhead } from "./ahead.js";

/** Marks a change that the page makes and that may touch hidden lines. */
const byPage = Annotation.define();
/** @type {import("./vendor/codemirror.js").StateEffectType<boolean>} */
const foldHidden = StateEffect.define();

const colours = tagHighlighter([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.operatorKeyword, tags.modifier, tags.self, tags.bool], class: "hljs-keyword" },
  { tag: [tags.string, tags.character, tags.special(tags.string)], class: "hljs-string" },
  { tag: [tags.number, tags.integer, tags.float], class: "hljs-number" },
  { tag: [tags.lineComment, tags.blockComment, tags.comment], class: "hljs-comment" },
  { tag: [tags.typeName, tags.standard(tags.typeName)], class: "hljs-type" },
  { tag: [tags.macroName, tags.special(tags.name)], class: "hljs-built_in" },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))], class: "hljs-title" },
  { tag: [tags.meta, tags.annotation], class: "hljs-meta" },
  { tag: [tags.labelName], class: "hljs-symbol" },
]);

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
    line.textContent = `${this.count} hidden lines`;
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
    const { startState: state, changes } = transaction;
    /** @type {string[]} */
    const texts = [];
    changes.iterChanges((from, to, _from, _to, text) => {
      if (coversAll(state, from, to)) texts.push(text.toString());
    });
    return texts.length === 0 ? transaction : wholeText(state, texts[0]);
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

/** Typing cannot change what cannot be seen. */
const protectHidden = EditorState.changeFilter.of((transaction) => {
  if (transaction.annotation(byPage)) return true;
  /** @type {number[]} */
  const ranges = [];
  transaction.startState.field(hiddenField).ranges.between(0, transaction.startState.doc.length, (from, to) => {
    ranges.push(from, to);
  });
  return ranges.length === 0 ? true : ranges;
});

/** Lines and ranges that something points at. They move along with the text. */
function marks() {
  /** @type {import("./vendor/codemirror.js").StateEffectType<import("./vendor/codemirror.js").DecorationSet>} */
  const set = StateEffect.define();
  const field = StateField.define({
    create: () => Decoration.none,
    update(value, transaction) {
      for (const effect of transaction.effects) if (effect.is(set)) return effect.value;
      return value.map(transaction.changes);
    },
    provide: (own) => EditorView.decorations.from(own),
  });
  return { set, field };
}

/** Messages of the compiler point at the one, an edit that the page made at the other. */
const [messages, edits] = [marks(), marks()];

/** @typedef {{ line: number, column?: number, length?: number, kind: "error" | "warning" | "changed", title?: string }} Mark */
/**
 * @typedef {{ parent: HTMLElement, code: string, label: string, describedBy: string,
 *   changed: (code: string) => void, run: () => void, leaving: (leaving: boolean) => void }} EditorOptions
 */

export class Editor {
  /** @param {EditorOptions} options */
  constructor({ parent, code, label, describedBy, changed, run, leaving }) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: withoutLastBreak(code),
        extensions: [
          lineNumbers(),
          history(),
          indentOnInput(),
          indentUnit.of("    "),
          EditorState.tabSize.of(4),
          rust(),
          syntaxHighlighting(colours),
          hiddenField,
          replaceAll,
          protectHidden,
          messages.field,
          edits.field,
          keys(run, leaving),
          EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy, spellcheck: "false", tabindex: "0" }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(withLastBreak(update.state.doc.toString()));
          }),
        ],
      }),
    });
    // mdBook's shortcuts (s, /, ?, arrows) belong to the page, not to the one who types.
    this.view.dom.addEventListener("keydown", (event) => event.stopPropagation());
    this.view.contentDOM.addEventListener("blur", () => {
      this.view.setTabFocusMode(false);
      leaving(false);
    });
  }

  /** @param {boolean} folded */
  fold(folded) {
    this.view.dispatch({ effects: foldHidden.of(folded) });
  }

  /**
   * Puts a new text in; only the part that differs is replaced, so that the cursor and the history stay.
   * @param {string} code
   */
  replace(code) {
    code = withoutLastBreak(code);
    const old = this.view.state.doc.toString();
    let start = 0;
    while (start < Math.min(old.length, code.length) && old[start] === code[start]) start += 1;
    let end = 0;
    while (end < Math.min(old.length, code.length) - start && old[old.length - 1 - end] === code[code.length - 1 - end]) end += 1;
    const changes = { from: start, to: old.length - end, insert: code.slice(start, code.length - end) };
    this.view.dispatch({ changes, annotations: byPage.of(true) });
  }

  /** @param {Mark[]} found the places that the compiler's messages point at */
  markMessages(found) {
    this.view.dispatch({ effects: messages.set.of(this.decorate(found)) });
  }

  /** @param {Mark[]} changed the lines that an edit of the page changed */
  markEdits(changed) {
    this.view.dispatch({ effects: edits.set.of(this.decorate(changed)) });
  }

  /** @param {Mark[]} found */
  decorate(found) {
    const { doc } = this.view.state;
    const ranges = found.flatMap(({ line, column, length, kind, title = "" }) => {
      if (line < 1 || line > doc.lines) return [];
      const place = doc.line(line);
      const whole = Decoration.line({ class: kind, attributes: { title } }).range(place.from);
      const from = place.from + (column ?? 1) - 1;
      const to = Math.min(from + (length ?? 0), place.to);
      return to > from ? [whole, Decoration.mark({ class: `cm-${kind}` }).range(from, to)] : [whole];
    });
    return Decoration.set(ranges, true);
  }

  /**
   * Puts the cursor there and scrolls it into view.
   * @param {number} line
   * @param {number} column
   */
  goTo(line, column) {
    const { doc } = this.view.state;
    const place = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const at = Math.min(place.from + Math.max(column - 1, 0), place.to);
    this.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.view.focus();
  }

  focus() {
    this.view.focus();
  }

  close() {
    this.view.destroy();
  }
}

/** @param {string} code */
function withLastBreak(code) {
  return code.endsWith("\n") ? code : `${code}\n`;
}

/**
 * A file ends with a line break, which would show as one more line.
 * @param {string} code
 */
function withoutLastBreak(code) {
  return code.endsWith("\n") ? code.slice(0, -1) : code;
}

/**
 * Tab indents; after Esc it leaves the editor.
 * @param {() => void} run
 * @param {(leaving: boolean) => void} leaving
 */
function keys(run, leaving) {
  /** @param {EditorView} view */
  const escape = (view) => {
    view.setTabFocusMode(true);
    leaving(true);
    return false;
  };
  const start = () => {
    run();
    return true;
  };
  return keymap.of([
    { key: "Mod-Enter", run: start },
    { key: "Ctrl-Enter", run: start },
    { key: "Escape", run: escape },
    { key: "Mod-/", run: toggleLineComment },
    indentWithTab,
    ...historyKeymap,
    ...standardKeymap,
  ]);
}
