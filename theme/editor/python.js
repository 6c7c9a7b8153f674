// What CodeMirror needs to read Python: bundled into `theme/js/vendor/codemirror-python.js`, and loaded where Python is edited.
// What it shares with the editor it takes from there.
export { parser } from "@lezer/python";
