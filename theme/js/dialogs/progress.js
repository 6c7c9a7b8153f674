// @ts-check
// “Your progress”: what was done, as a table; to save, to load again and to forget. Loaded when the reader asks for it.
import { button, el } from "../dom.js";
import { DEEDS, isBlank } from "../progress/record.js";
import { exported, forgetAll, imported } from "../progress/transfer.js";
import { openDialog } from "./dialog.js";
import { plural, sense, t } from "../words.js";

/** @typedef {{ path: string, title: string, record: import("../progress/record.js").PageRecord }} Page */
/** `changed` is told when something was loaded or forgotten. @typedef {{ pages: Page[], changed: () => void }} About */

/** @param {About} about */
export function showProgress({ pages, changed }) {
  const said = el("p", { class: "dialog-note", role: "status" });
  const save = button("save-progress", t`Export`, () => {
    download(exported());
    said.textContent = t`Saved as a file.`;
  });
  const file = el("input", { type: "file", accept: "application/json,.json", class: "unseen", tabindex: -1, "aria-hidden": "true" });
  const load = button("load-progress", t`Import`, () => file.click());
  file.addEventListener("change", async () => {
    const text = await file.files?.[0]?.text();
    file.value = "";
    if (text === undefined) return;
    const count = imported(text);
    said.textContent = count < 0 ? t`That file holds no progress of this book. Nothing was changed.` : t`Imported: ${count} ${plural(count)`entry|entries`}. Open pages show it when they are loaded again.`;
    changed();
  });
  const clear = button("clear-progress", t`Clear`, () => {
    if (!clear.classList.contains("sure")) {
      clear.classList.add("sure");
      clear.textContent = t`Clear all of it`;
      said.textContent = t`This forgets what you read, ran, solved and answered; your edits stay. Press again to do it.`;
      return;
    }
    forgetAll();
    said.textContent = t`Forgotten.`;
    clear.classList.remove("sure");
    clear.textContent = t`Clear`;
    table.replaceChildren(nothing());
    intro.textContent = sentence(0, pages.length);
    changed();
  });
  const begun = pages.filter(({ record }) => !isBlank(record));
  const table = el("div", { class: "progress-table", tabindex: 0, role: "region", "aria-label": t`Pages` }, begun.length === 0 ? nothing() : tableOf(begun));
  const intro = el("p", {}, sentence(begun.filter(({ record }) => record.read).length, pages.length));
  openDialog("progress-dialog", t`Your progress`, intro, table, el("div", { class: "buttons" }, save, load, clear, file), said);
}

/**
 * @param {number} read
 * @param {number} all
 */
function sentence(read, all) {
  return t`You have read ${read} of ${all} pages. This is kept in this browser, and nowhere else.`;
}

function nothing() {
  return el("p", {}, t`Nothing yet: a page counts as read when you have seen its end.`);
}

/** @param {Page[]} pages */
function tableOf(pages) {
  const heads = [t`Page`, t`Read`, sense("a column")`Run`, t`Solved`, t`Answered`].map((head) => el("th", { scope: "col" }, head));
  const rows = pages.map(({ title, record }) => {
    const counts = DEEDS.map((deed) => el("td", {}, record.of[deed] === 0 ? "–" : t`${Math.min(record[deed].length, record.of[deed])} of ${record.of[deed]}`));
    return el("tr", {}, el("th", { scope: "row" }, title), el("td", {}, record.read ? t`yes` : t`not yet`), ...counts);
  });
  return el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows));
}

/** @param {string} text */
function download(text) {
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  el("a", { href, download: "many-things-at-once-progress.json" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
