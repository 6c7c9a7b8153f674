// @ts-check
// Repairs what mdBook's Markdown and mdbook-admonish leave inaccessible; on the day that they do it, nothing is found.
import { el } from "../dom.js";
import { t } from "../words.js";

export function repair() {
  blocksAndTables();
  boxes();
}

/** What scrolls can be reached by keyboard and has a name; a corner of a table that heads nothing is no heading. */
function blocksAndTables() {
  document.querySelectorAll("main pre:not([tabindex])").forEach((pre, index) => {
    if (pre.closest("figure.listing")) return;
    pre.setAttribute("tabindex", "0");
    pre.setAttribute("role", "region");
    pre.setAttribute("aria-label", t`Code block ${index + 1}`);
  });
  for (const head of document.querySelectorAll("main thead th:empty")) head.replaceWith(el("td"));
  const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => name(target)));
  document.querySelectorAll("main .table-wrapper").forEach((wrapper) => observer.observe(wrapper));
}

/**
 * A table that is wider than its place can be scrolled, also with keys.
 * @param {Element} wrapper
 */
function name(wrapper) {
  const wide = wrapper.scrollWidth > wrapper.clientWidth;
  for (const [key, value] of Object.entries({ tabindex: "0", role: "region", "aria-label": t`Wide table` })) {
    if (wide) wrapper.setAttribute(key, value);
    else wrapper.removeAttribute(key);
  }
}

/** The link of an admonition box has no text, and a `details` is no note. */
function boxes() {
  for (const box of document.querySelectorAll(".admonition")) {
    const title = box.querySelector(".admonition-title")?.textContent?.trim() || t`this box`;
    const link = box.querySelector(".admonition-anchor-link");
    link?.setAttribute("aria-label", t`Link to “${title}”`);
    if (box.tagName === "DETAILS") {
      box.removeAttribute("role");
      // A link inside of a summary cannot be told from the summary by keyboard.
      link?.remove();
    }
  }
}
