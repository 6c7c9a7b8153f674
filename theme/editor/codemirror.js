// The parts of CodeMirror 6 that `theme/js/figure/code/editor.js` puts together.
// `npm run build` in `theme/` bundles this file into `theme/js/vendor/codemirror.js`.
export { Annotation, EditorSelection, EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
export { Decoration, EditorView, keymap, lineNumbers, WidgetType } from "@codemirror/view";
export { history, historyKeymap, indentWithTab, standardKeymap, toggleLineComment } from "@codemirror/commands";
export { indentOnInput, indentService, indentUnit, LRLanguage, syntaxHighlighting, syntaxTree } from "@codemirror/language";
export { rust } from "@codemirror/lang-rust";
export { styleTags, tagHighlighter, tags } from "@lezer/highlight";
export { ContextTracker, ExternalTokenizer, LRParser } from "@lezer/lr";
