// @ts-check
// The code of one listing: the printed source, the reader's edit of it, and where the edit is kept.
import { dataOf } from "../dom.js";
import { forget, keep, recall } from "../store.js";

export class Listing {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    /** @type {import("../types.js").ListingData} */
    this.data = dataOf(figure, "listing-data") ?? { source: figure.querySelector("code")?.textContent ?? "" };
    this.name = figure.dataset.name ?? figure.id;
    this.hash = figure.dataset.hash ?? "";
    this.kind = figure.dataset.kind ?? "program";
    /** @type {"rust" | "python"} */
    this.language = this.kind === "python" ? "python" : "rust";
    this.edition = this.data.edition ?? "2024";
    this.code = this.data.source;
    const kept = recall(`edit:${this.name}`);
    if (typeof kept?.code === "string") {
      if (kept.hash === this.hash) {
        this.code = kept.code;
      } else {
        keep(`old-edit:${this.name}`, kept.code);
        forget(`edit:${this.name}`);
      }
    }
    /** What the edits that the page suggests print, each by its code. @type {Map<string, import("../types.js").Job["recorded"]>} */
    this.known = new Map();
    /** What the program reads on standard input. */
    this.input = String(recall(`input:${this.name}`) ?? "");
    /** The reader's edit of an older text of this listing. It is offered, and never put in silently. */
    this.oldEdit = /** @type {string | null} */ (recall(`old-edit:${this.name}`));
  }

  /** The text that the book prints. */
  get source() {
    return this.data.source;
  }

  get modified() {
    return this.code !== this.data.source;
  }

  /** Whether the reader has changed anything: the code, or what the program reads. */
  get touched() {
    return this.modified || this.input !== "";
  }

  /**
   * @param {string} code
   * @returns {boolean} false where the browser keeps nothing
   */
  change(code) {
    this.code = code;
    if (this.modified) return keep(`edit:${this.name}`, { hash: this.hash, code });
    forget(`edit:${this.name}`);
    return true;
  }

  /** @param {string} text */
  giveInput(text) {
    this.input = text;
    if (text === "") forget(`input:${this.name}`);
    else keep(`input:${this.name}`, text);
  }

  /** Throws away what the reader has changed. */
  reset() {
    this.change(this.data.source);
    this.giveInput("");
  }

  forgetOldEdit() {
    this.oldEdit = null;
    forget(`old-edit:${this.name}`);
  }

  /** What this code prints, as far as the book knows. */
  get recorded() {
    return this.modified ? (this.known.get(this.code) ?? null) : recordedOf(this.data);
  }
}

/**
 * Whether the reader can give a program something to read. One that starts itself again reads from its own other half.
 * `crates/book/src/elements/figure.rs` asks the same of a listing, and keeps a place on the page.
 * @param {string} code
 */
export function readsInput(code) {
  return code.includes("stdin()") && !code.includes("current_exe");
}

/**
 * @param {{ stdout?: string, stderr?: string, exit?: number | null, signal?: number }} data that the build left
 * @returns {import("../types.js").Job["recorded"]}
 */
export function recordedOf({ stdout = "", stderr = "", exit, signal }) {
  if (stdout === "" && stderr === "") return null;
  return { stdout: unmark(stdout), stderr: unmark(stderr), exit: exit ?? (signal ? null : 0), signal: signal ?? null };
}

/**
 * Takes the brackets off the pieces of a recorded output that may vary.
 * @param {string} text
 */
function unmark(text) {
  return text.replace(/⟦([^⟧]*)⟧/g, "$1");
}

/**
 * A program as it goes to another place: without the marks around its hidden lines.
 * @param {string} code
 */
export function withoutMarks(code) {
  const marks = new Set(hiddenRegions(code).flat());
  return code.split("\n").filter((_, index) => !marks.has(index + 1)).join("\n");
}

/**
 * The numbers of the lines between `// region: hidden` and `// endregion`, the marks included; from 1.
 * @param {string} code
 * @returns {[number, number][]} first and last line of each region
 */
export function hiddenRegions(code) {
  /** @type {[number, number][]} */
  const regions = [];
  let start = 0;
  code.split("\n").forEach((line, index) => {
    const text = line.trim();
    if (start === 0 && text === "// region: hidden") {
      start = index + 1;
    } else if (start !== 0 && text === "// endregion") {
      regions.push([start, index + 1]);
      start = 0;
    }
  });
  return regions;
}
