// @ts-check
// The one script of every page. It is classic and deferred, so that it runs from a folder (`file://`) as well; the
// parts that a page may never need are ES modules, imported when they are needed.
import { frame } from "./page/frame.js";
import { start } from "./page/page.js";
import { printWholeBook } from "./page/print.js";
import { repair } from "./page/repair.js";
import { t } from "./words.js";

const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
/** The folder of the site: this script is theme/js/dist/entry-….js in it. */
const siteRoot = new URL("../../../", script ? script.src : document.baseURI);

/** @param {string} sentence */
async function explain(sentence) {
  document.documentElement.dataset.page = "text";
  document.documentElement.classList.remove("restoring");
  for (const controls of document.querySelectorAll("figure.listing > .controls")) {
    const line = document.createElement("p");
    line.className = "status";
    line.textContent = sentence;
    controls.replaceChildren(line);
  }
}

frame(siteRoot);
setTimeout(repair);
// A browser refuses to import on `file://`: there the text and the recorded outputs stay, and a line says how to get more.
const inFolder = t`Run works when the book is served: type “cargo book” in the book's folder.`;
void (location.protocol === "file:" ? explain(inFolder) : start(siteRoot)).then(printWholeBook);
