export * from "../../editor/codemirror.js";
export type { StateEffectType, Transaction } from "../../node_modules/@codemirror/state";
export type { DecorationSet } from "../../node_modules/@codemirror/view";
