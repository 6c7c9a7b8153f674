// @ts-check
// Python in the editor. Loaded where Python is edited.
import { indentService, LRLanguage } from "../../vendor/codemirror.js";
import { parser } from "../../vendor/codemirror-python.js";

/** A new line stands where the line before it does, and one step further in behind a colon. */
const indentation = indentService.of((context, at) => {
  const { text } = context.lineAt(at, -1);
  const own = /^ */.exec(text)?.[0].length ?? 0;
  return own + (/:\s*(#.*)?$/.test(text) ? context.unit : 0);
});

export const python = [LRLanguage.define({ name: "python", parser, languageData: { commentTokens: { line: "#" } } }), indentation];
