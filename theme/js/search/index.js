// @ts-check
// The search: a dialog with a field and a list, loaded when the reader asks for it.
import { el } from "../dom.js";
import { Engine, excerpt } from "./engine.js";
import { lang, plural, t } from "../words.js";

/** As many results as anyone reads. */
const MOST = 40;

/** @type {Search | null} */
let search = null;

/**
 * Opens the search; the first call makes it.
 * @param {URL} siteRoot
 * @param {string} query empty for the one before
 */
export function open(siteRoot, query) {
  search ??= new Search(siteRoot);
  search.open(query);
}

/**
 * The engine over the whole book.
 * @param {URL} siteRoot
 * @returns {Promise<Engine>}
 */
export async function load(siteRoot) {
  const response = await fetch(new URL(lang === "ru" ? "js/search-ru.json" : "js/search.json", siteRoot));
  if (!response.ok) throw new Error(`${response.status}`);
  return new Engine(await response.json());
}

class Search {
  /** @param {URL} siteRoot */
  constructor(siteRoot) {
    this.siteRoot = siteRoot;
    /** @type {Engine | null} */
    this.engine = null;
    this.selected = -1;
    this.field = el("input", {
      type: "text",
      role: "combobox",
      "aria-label": t`Search the book`,
      "aria-controls": "search-results",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      placeholder: t`Words, or names such as JoinHandle`,
      input: () => this.show(),
    });
    this.status = el("p", { class: "search-status", role: "status" });
    this.list = el("ul", { id: "search-results", role: "listbox", "aria-label": t`Results`, hidden: true, click: (/** @type {MouseEvent} */ event) => this.click(event) });
    const close = el("button", { type: "button", class: "button", click: () => this.dialog.close() }, t`Close`);
    this.dialog = el(
      "dialog",
      { class: "search", "aria-label": t`Search`, keydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event) },
      el("form", { role: "search", "aria-label": t`Search the book`, submit: (/** @type {Event} */ event) => event.preventDefault() }, this.field, close),
      this.status,
      this.list,
    );
    this.dialog.addEventListener("click", ({ target }) => {
      if (target === this.dialog) this.dialog.close();
    });
    document.body.append(this.dialog);
    void this.load();
  }

  async load() {
    try {
      this.engine = await load(this.siteRoot);
      this.show();
    } catch {
      this.status.textContent = t`The search could not be loaded: the book's server does not answer. Close this window, and open it again when it does.`;
    }
  }

  /** @param {string} query */
  open(query) {
    if (query !== "") this.field.value = query;
    this.show();
    if (!this.dialog.open) this.dialog.showModal();
    this.field.select();
    this.field.focus();
  }

  /** Shows what the text in the field finds. */
  show() {
    const query = this.field.value.trim();
    if (query === "" || !this.engine) {
      this.fill([]);
      this.status.textContent = query === "" ? "" : t`Loading the search…`;
      return;
    }
    const found = this.engine.find(query);
    this.fill(found.slice(0, MOST));
    const more = found.length > MOST ? t` The best ${MOST} are shown.` : "";
    this.status.textContent = found.length === 0 ? t`Nothing found.` : t`${found.length} ${plural(found.length)`place|places`} found.${more}`;
  }

  /** @param {import("./engine.js").Found[]} found */
  fill(found) {
    this.list.replaceChildren(...found.map((one, index) => this.option(one, index)));
    this.list.hidden = found.length === 0;
    this.list.scrollTop = 0;
    this.field.setAttribute("aria-expanded", String(found.length > 0));
    this.select(found.length > 0 ? 0 : -1);
  }

  /**
   * @param {import("./engine.js").Found} found
   * @param {number} index
   */
  option(found, index) {
    const { title, heading, address } = found.section;
    const pieces = excerpt(found).map(({ text, found: hit }) => (hit ? el("mark", {}, text) : text));
    const place = heading === "" ? [title] : [`${title} `, el("span", { class: "search-heading" }, `› ${heading}`)];
    return el(
      "li",
      { role: "option", id: `search-result-${index}`, "aria-selected": "false", "data-address": address },
      el("span", { class: "search-place" }, ...place),
      el("span", { class: "search-text" }, ...pieces),
    );
  }

  /** @param {number} index */
  select(index) {
    this.list.children[this.selected]?.setAttribute("aria-selected", "false");
    this.selected = index;
    const option = this.list.children[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const count = this.list.children.length;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Escape") {
      event.preventDefault();
      this.dialog.close();
    } else if (step !== 0 && count > 0) {
      event.preventDefault();
      this.select((this.selected + step + count) % count);
    } else if (event.key === "Enter" && event.target === this.field) {
      event.preventDefault();
      const option = this.list.children[this.selected];
      if (option) this.go(option, event.ctrlKey || event.metaKey);
    }
    event.stopPropagation();
  }

  /** @param {MouseEvent} event */
  click(event) {
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    if (option) this.go(option, event.ctrlKey || event.metaKey);
  }

  /**
   * @param {Element} option
   * @param {boolean} inNewTab
   */
  go(option, inNewTab) {
    const address = new URL(/** @type {HTMLElement} */ (option).dataset.address ?? "", this.siteRoot).href;
    if (inNewTab) {
      window.open(address);
      return;
    }
    this.dialog.close();
    location.href = address;
  }
}
