// @ts-check
// A word of the glossary says what it means on a small card, and does not lead away at the first touch. Loaded when the page
// has come to rest; until then the words have their titles.
import { el } from "../dom.js";

const GAP = 6;
const card = el("div", { class: "term-card", role: "tooltip", id: "term-card", hidden: true });
/** The word whose card is shown. @type {HTMLAnchorElement | null} */
let shown = null;
let timer = 0;

/** @param {EventTarget | null} target */
function termOf(target) {
  return target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (target.closest("a.term")) : null;
}

/** @param {HTMLAnchorElement} term */
function show(term) {
  clearTimeout(timer);
  if (shown === term) return;
  hide();
  // The browser's own tip would stand over the card.
  term.dataset.says ??= term.title;
  term.removeAttribute("title");
  if (!term.dataset.says) return;
  shown = term;
  card.textContent = term.dataset.says;
  card.hidden = false;
  term.setAttribute("aria-describedby", card.id);
  const { left, top, bottom } = term.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  card.style.insetInlineStart = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`;
  card.style.insetBlockStart = `${bottom + GAP + height > innerHeight ? top - GAP - height : bottom + GAP}px`;
}

function hide() {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  card.hidden = true;
}

/** The way from the word to its card is not the end of it. */
function hideSoon() {
  clearTimeout(timer);
  timer = window.setTimeout(hide, 250);
}

document.body.append(card);
for (const type of ["pointerover", "focusin"]) {
  document.addEventListener(type, (event) => {
    const term = termOf(event.target);
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    if (term && !isTouch) show(term);
    else if (card.contains(/** @type {Node} */ (event.target))) clearTimeout(timer);
    else if (shown && document.activeElement !== shown) hideSoon();
  });
}
document.addEventListener("focusout", ({ target }) => termOf(target) === shown && hideSoon());
/** The word whose card was shown when a press began: the press itself gives the word the focus, and so its card. @type {HTMLAnchorElement | null} */
let shownBefore = null;
document.addEventListener("pointerdown", () => (shownBefore = shown));
document.addEventListener("click", (event) => {
  const term = termOf(event.target);
  // The first touch shows the card, the second goes to the glossary.
  if (term && term !== shownBefore && /** @type {PointerEvent} */ (event).pointerType === "touch") {
    event.preventDefault();
    show(term);
  } else if (!term) hide();
});
document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
addEventListener("scroll", hide, { passive: true });
