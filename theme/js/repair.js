// @ts-check
// Repairs what mdBook's own template and mdbook-admonish leave inaccessible. A copy of the template would have to be
// merged by hand at every upgrade; these lines find nothing to do on the day that upstream repairs it.
import { el } from "./dom.js";

/** The themes that the stylesheet does well, with the names that the picker shows. */
const THEMES = new Map([["mdbook-theme-default_theme", "Auto"], ["mdbook-theme-light", "Light"], ["mdbook-theme-navy", "Dark"]]);

export function repair() {
  skipLink();
  landmarks();
  sidebarToggle();
  themes();
  blocksAndTables();
  boxes();
}

/** The first thing in the tab order leads past the menus. */
function skipLink() {
  const main = document.querySelector("main");
  if (!main || document.querySelector(".skip-link")) return;
  main.id ||= "main";
  main.tabIndex = -1;
  document.body.prepend(el("a", { class: "skip-link", href: `#${main.id}` }, "Skip to the text"));
}

/** The menu bar stands outside of all landmarks. */
function landmarks() {
  const bar = document.getElementById("mdbook-menu-bar");
  bar?.setAttribute("role", "banner");
  // The book's title in the bar is not the page's heading.
  const title = bar?.querySelector("h1.menu-title");
  if (title) title.setAttribute("role", "presentation");
  const search = document.getElementById("mdbook-search-wrapper");
  search?.setAttribute("role", "search");
  document.getElementById("mdbook-searchbar")?.setAttribute("aria-label", "Search this book");
  const help = document.getElementById("mdbook-help-container");
  help?.setAttribute("role", "dialog");
  help?.setAttribute("aria-label", "Keyboard shortcuts");
  // The same navigation stands there twice, for wide and for narrow windows.
  document.querySelector(".nav-wide-wrapper")?.setAttribute("aria-label", "Previous and next page");
}

/** The toggle of the contents is a label for a hidden box: a real button takes its place and moves the box. */
function sidebarToggle() {
  const label = document.getElementById("mdbook-sidebar-toggle");
  const box = /** @type {HTMLInputElement | null} */ (document.getElementById("mdbook-sidebar-toggle-anchor"));
  if (!label || !box || label.tagName !== "LABEL") return;
  const toggle = el("button", {
    type: "button",
    class: "icon-button sidebar-button",
    title: "Table of contents",
    "aria-label": "Table of contents",
    "aria-controls": "mdbook-sidebar",
    "aria-expanded": String(box.checked),
    click: () => label.click(),
  });
  toggle.append(...label.childNodes);
  label.hidden = true;
  label.after(toggle);
  box.addEventListener("change", () => toggle.setAttribute("aria-expanded", String(box.checked)));
}

/** Two themes done well instead of five. */
function themes() {
  for (const button of document.querySelectorAll("#mdbook-theme-list button.theme")) {
    const name = THEMES.get(button.id);
    if (name) button.textContent = name;
    else button.parentElement?.remove();
  }
}

/** What scrolls can be reached by keyboard and has a name; a corner of a table that heads nothing is no heading. */
function blocksAndTables() {
  document.querySelectorAll("main pre:not([tabindex])").forEach((pre, index) => {
    if (pre.closest("figure.listing")) return;
    pre.setAttribute("tabindex", "0");
    pre.setAttribute("role", "region");
    pre.setAttribute("aria-label", `Code block ${index + 1}`);
  });
  for (const head of document.querySelectorAll("main thead th:empty")) head.replaceWith(el("td"));
  for (const wrapper of document.querySelectorAll("main .table-wrapper")) {
    const wide = wrapper.scrollWidth > wrapper.clientWidth;
    if (!wide) continue;
    wrapper.setAttribute("tabindex", "0");
    wrapper.setAttribute("role", "region");
    wrapper.setAttribute("aria-label", "Wide table");
  }
}

/** The link of an admonition box has no text, and a `details` is no note. */
function boxes() {
  for (const box of document.querySelectorAll(".admonition")) {
    const title = box.querySelector(".admonition-title")?.textContent?.trim() || "this box";
    const link = box.querySelector(".admonition-anchor-link");
    link?.setAttribute("aria-label", `Link to “${title}”`);
    if (box.tagName === "DETAILS") {
      box.removeAttribute("role");
      // A link inside of a summary cannot be told from the summary by keyboard.
      link?.remove();
    }
  }
}
