// @ts-check
// What stands around the text: the theme, the contents, the bar at the top, and the keys that turn pages.

import { absence, ahead, announce } from "../absent.js";
import { t } from "../words.js";

/** @param {URL} siteRoot */
export function frame(siteRoot) {
  theme();
  sidebar();
  bar();
  pageKeys();
  currentHeading();
  search(siteRoot);
}

const html = document.documentElement;
const THEME = "mdbook-theme";
const SIDEBAR = "mdbook-sidebar";

/**
 * @param {string} key
 * @param {string | null} [value] what to keep; an empty text forgets
 * @returns {string} what was kept
 */
function kept(key, value) {
  try {
    if (value === "") localStorage.removeItem(key);
    else if (value) localStorage.setItem(key, value);
    return localStorage.getItem(key) ?? "";
  } catch {
    return value ?? "";
  }
}

/** Light, dark, or as the system has it, now and when the system changes. */
function theme() {
  const list = document.getElementById("mdbook-theme-list");
  const { light = "light", dark = "navy" } = html.dataset;
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = kept(THEME);
  const apply = () => {
    const wanted = [light, dark].includes(chosen) ? chosen : system.matches ? dark : light;
    html.classList.remove(light, dark);
    html.classList.add(wanted);
  };
  system.addEventListener("change", apply);
  const radios = /** @type {HTMLInputElement[]} */ ([...(list?.querySelectorAll("input") ?? [])]);
  const current = radios.find((radio) => radio.value === chosen) ?? radios[0];
  if (current) current.checked = true;
  list?.addEventListener("change", ({ target }) => {
    chosen = kept(THEME, /** @type {HTMLInputElement} */ (target).value);
    apply();
  });
  list?.addEventListener("beforetoggle", () => {
    const left = document.getElementById("mdbook-theme-toggle")?.getBoundingClientRect().left ?? 0;
    list.style.insetInlineStart = `${Math.round(left)}px`;
  });
  list?.addEventListener("toggle", () => {
    if (list.matches(":popover-open")) /** @type {HTMLElement | null} */ (list.querySelector(":checked"))?.focus();
  });
}

/** The contents stand beside a wide page, and over a narrow one. */
function sidebar() {
  const toggle = document.getElementById("mdbook-sidebar-toggle");
  const nav = document.getElementById("mdbook-sidebar");
  if (!toggle || !nav) return;
  const wide = matchMedia("(min-width: 1080px)");
  /** @param {boolean} open */
  const show = (open) => {
    html.classList.toggle("sidebar-visible", open);
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.addEventListener("click", () => {
    const open = !html.classList.contains("sidebar-visible");
    show(open);
    if (wide.matches) kept(SIDEBAR, open ? "visible" : "hidden");
    else if (open) whereTheReaderIs(nav)?.focus();
  });
  // Over a narrow page the contents are closed by Escape and by whatever is done beside them.
  const close = () => {
    if (!wide.matches && html.classList.contains("sidebar-visible")) show(false);
  };
  nav.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || wide.matches) return;
    close();
    toggle.focus();
  });
  nav.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("a")) close();
  });
  document.getElementById("mdbook-page-wrapper")?.addEventListener("pointerdown", close);
  wide.addEventListener("change", () => show(wide.matches && kept(SIDEBAR) !== "hidden"));
}

/**
 * This page's link in the contents, in its part unfolded.
 * @param {Element} nav
 * @returns {HTMLAnchorElement | null}
 */
function whereTheReaderIs(nav) {
  const link = /** @type {HTMLAnchorElement | null} */ (nav.querySelector("a.active"));
  const part = link?.closest("details");
  if (part) part.open = true;
  return link ?? nav.querySelector("a");
}

/** The bar leaves while the reader goes down, and comes back on the way up. */
function bar() {
  let last = scrollY;
  addEventListener("scroll", () => {
    if (Math.abs(scrollY - last) < 8) return;
    html.classList.toggle("bar-away", scrollY > last && scrollY > 120);
    last = scrollY;
  }, { passive: true });
}

/** The arrows turn pages, unless something on the page needs them. */
function pageKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.key === "ArrowLeft" ? "prev" : event.key === "ArrowRight" ? "next" : "";
    // Who has marked a text is about to mark more or less of it.
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (link === "" || needsKeys(target) || getSelection()?.type === "Range") return;
    /** @type {HTMLAnchorElement | null} */ (document.querySelector(`.nav-wrapper a[rel="${link}"]`))?.click();
  });
}

/**
 * Whether keys mean something of their own here: in a field, in a figure, in code, which is read letter by letter, in what
 * scrolls sideways.
 * @param {Element} element
 */
export function needsKeys(element) {
  const own = "input, select, textarea, [contenteditable=true], [role=listbox], [role=textbox], svg, pre, .controls, summary, dialog, [popover]";
  const box = element.closest?.(".table-wrapper");
  return Boolean(element.closest?.(own)) || (box !== null && box !== undefined && box.scrollWidth > box.clientWidth);
}

/**
 * The search is loaded when the reader is about to use it.
 * @param {URL} siteRoot
 */
function search(siteRoot) {
  const button = document.getElementById("search-toggle");
  if (!button || location.protocol === "file:") {
    if (button) button.hidden = true;
    return;
  }
  const load = () => import("../search/index.js");
  const open = (query = "") => void load().then((module) => module.open(siteRoot, query), () => announce(absence(t`The search`, t`open it again`)));
  button.addEventListener("click", () => open());
  // Who comes to a page that is not there finds the search, filled with what was asked for.
  if (document.getElementById("document-not-found-404")) open(location.pathname.replace(/\.html$/, "").replace(/[\W_]+/g, " ").trim());
  for (const event of ["pointerenter", "focus"]) button.addEventListener(event, () => void load().catch(() => {}), { once: true });
  ahead(load);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isField(event)) return;
    if (event.key !== "/" && event.key !== "s" && event.code !== "KeyS") return;
    event.preventDefault();
    open();
  });
}

/**
 * Whether what is typed goes into a field.
 * @param {KeyboardEvent} event
 */
export function isField(event) {
  const target = /** @type {Element} */ (event.composedPath()[0]);
  return Boolean(target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable=true], dialog"));
}

/** The contents say where on the page the reader is. */
function currentHeading() {
  const links = new Map([...document.querySelectorAll(".on-this-page a")].map((link) => [link.getAttribute("href")?.slice(1), link]));
  const headings = [...document.querySelectorAll("main :is(h2, h3)[id]")].filter(({ id }) => links.has(id));
  if (headings.length === 0) return;
  const mark = () => {
    const above = headings.filter((heading) => heading.getBoundingClientRect().top < 160).at(-1);
    for (const [id, link] of links) link.classList.toggle("current-header", id === above?.id);
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "-160px 0px 0px" });
  headings.forEach((heading) => observer.observe(heading));
}
