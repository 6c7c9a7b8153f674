// Has esbuild read the page's scripts without their marks, or in Russian.
import { readFile } from "node:fs/promises";
import { erased, translated } from "./messages.js";
import { isOurs, nameOf } from "./sources.js";

/**
 * @param {"en" | "ru"} language
 * @param {(message: import("./messages.js").Message) => string} translate
 * @returns {import("esbuild").Plugin}
 */
export function words(language, translate) {
  return {
    name: "words",
    setup: (builder) => builder.onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const file = nameOf(path);
      if (!isOurs(file)) return undefined;
      const source = await readFile(path, "utf8");
      return { contents: language === "en" ? erased(source, file) : translated(source, file, translate), loader: "js" };
    }),
  };
}
