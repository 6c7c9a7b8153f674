// @ts-check
// The editor, put together from CodeMirror's parts. It is loaded when the reader first edits.
import { brackets } from "./editor-brackets.js";
import { byPage, foldHidden, hiddenLines, withoutLastBreak } from "./editor-hidden.js";
import {
  Decoration, EditorState, EditorView, history, historyKeymap, indentOnInput, indentUnit, indentWithTab, keymap, lineNumbers, rust,
  standardKeymap, StateEffect, StateField, syntaxHighlighting, tagHighlighter, tags, toggleLineComment,
} from "../../vendor/codemirror.js";

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

/** Lines and ranges that something points at. They move along with the text. */
function marks() {
  /** @type {import("../../vendor/codemirror.js").StateEffectType<import("../../vendor/codemirror.js").DecorationSet>} */
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

/** Messages of the compiler point at the first, an edit that the page made at the second, a replay at the third. */
const [messages, edits, moment] = [marks(), marks(), marks()];

/** @typedef {{ line: number, column?: number, length?: number, kind: "error" | "warning" | "changed" | "now", title?: string }} Mark */
/**
 * `language` is another than Rust.
 * @typedef {{ parent: HTMLElement, code: string, language: typeof import("./python.js").python | null, label: string, describedBy: string,
 *   changed: (code: string) => void, run: () => void, leaving: (leaving: boolean) => void }} EditorOptions
 */

export class Editor {
  /** @param {EditorOptions} options */
  constructor({ parent, code, language, label, describedBy, changed, run, leaving }) {
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
          language ?? rust(),
          brackets,
          syntaxHighlighting(colours),
          hiddenLines,
          messages.field,
          edits.field,
          moment.field,
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

  /** @param {number[]} lines that a moment of the run is about */
  light(lines) {
    this.view.dispatch({ effects: moment.set.of(this.decorate(lines.map((line) => ({ line, kind: "now" })))) });
  }

  /** @param {Mark[]} found */
  decorate(found) {
    const { doc } = this.view.state;
    const ranges = found.flatMap(({ line, column, length, kind, title = "" }) => {
      if (line < 1 || line > doc.lines) return [];
      const place = doc.line(line);
      const whole = Decoration.line({ class: kind, attributes: { title } }).range(place.from);
      const from = place.from + unitsOf(place.text, (column ?? 1) - 1);
      const to = place.from + unitsOf(place.text, (column ?? 1) - 1 + (length ?? 0));
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
    const at = place.from + unitsOf(place.text, Math.max(column - 1, 0));
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
 * The compiler counts letters, the editor the units of UTF-16, of which an emoji has two.
 * @param {string} text
 * @param {number} letters from the start of the text
 */
function unitsOf(text, letters) {
  return [...text].slice(0, letters).join("").length;
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
    // Every edit is kept as it is typed: there is nothing to save, and the browser's own window helps nobody.
    { key: "Mod-s", run: () => true },
    indentWithTab,
    ...historyKeymap,
    ...standardKeymap,
  ]);
}
