export * from "../../editor/codemirror.js";
export type { StateEffectType } from "../../editor/node_modules/@codemirror/state";
export type { DecorationSet } from "../../editor/node_modules/@codemirror/view";
