// @ts-check
// The row below an open editor: what can be done with the program besides running it. Comes with what runs programs.
import { button, el } from "../../dom.js";
import { hiddenRegions } from "../listing.js";
import { canFormat, format } from "./format.js";
import { share } from "./share.js";
import { toggleWhole } from "./whole.js";
import { t } from "../../words.js";

/** Signs of Rust that a phone's keyboard hides behind others. */
const SIGNS = ["{", "}", "(", ")", "<", ">", ";", ":", "&", "|", "!", "=", '"', "_"];

/**
 * @param {import("../figure.js").Figure} figure
 * @param {HTMLElement} row
 */
export function fillRow(figure, row) {
  if (row.querySelector(".editor-tools")) return;
  startBelowHidden(figure);
  const tidy = button("quiet small format", t`Format`, () => void format(figure));
  tidy.title = t`Format the code with rustfmt`;
  tidy.hidden = true;
  const link = button("quiet small share", t`Share`, () => void share(figure));
  link.title = t`Copy a link to this code`;
  const whole = button("quiet small whole", t`Full window`, () => toggleWhole(figure, whole));
  whole.setAttribute("aria-pressed", "false");
  const tools = el("span", { class: "editor-tools", role: "group", "aria-label": t`${figure.label}, its editor` }, tidy, link, whole);
  row.append(tools);
  if (matchMedia("(pointer: coarse)").matches) row.append(signs(figure));
  if (figure.listing.language === "rust") void canFormat(figure.siteRoot).then((can) => (tidy.hidden = !can));
}

/**
 * The cursor of a new editor stands where the reader sees it, and not before hidden lines.
 * @param {import("../figure.js").Figure} figure
 */
function startBelowHidden({ editor, listing, element }) {
  const [first] = hiddenRegions(listing.code);
  if (!editor || first?.[0] !== 1 || editor.view.state.selection.main.head !== 0 || element.classList.contains("show-hidden")) return;
  const { doc } = editor.view.state;
  let line = doc.line(Math.min(first[1] + 1, doc.lines));
  if (line.length === 0 && line.number < doc.lines) line = doc.line(line.number + 1);
  editor.view.dispatch({ selection: { anchor: line.from } });
}

/**
 * @param {import("../figure.js").Figure} figure
 * @param {string} sign
 */
function type({ editor }, sign) {
  if (!editor) return;
  const { view } = editor;
  view.dispatch(view.state.replaceSelection(sign), { userEvent: "input.type", scrollIntoView: true });
  view.focus();
}

/** @param {import("../figure.js").Figure} figure */
function signs(figure) {
  const keys = SIGNS.map((sign) => {
    const key = button("quiet small sign", sign, () => type(figure, sign));
    // The keyboard stays: the focus does not leave the text.
    key.addEventListener("pointerdown", (event) => event.preventDefault());
    return key;
  });
  return el("span", { class: "signs", role: "group", "aria-label": t`Signs` }, ...keys);
}
