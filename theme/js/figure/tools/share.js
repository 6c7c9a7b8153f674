// @ts-check
// A link to an edited program: the code is in its fragment, which goes to no server. Who opens it sees the code in its listing,
// and whose it is; nothing runs before Run is pressed, and an edit of their own is not lost.
import { announce } from "../../absent.js";
import { button, el, reveal } from "../../dom.js";
import { keep } from "../../store.js";
import { packed, unpacked } from "./packed.js";
import { t } from "../../words.js";

/** @typedef {import("../figure.js").Figure} Figure */

/** @param {Figure} figure */
export async function share({ listing, label, element, status }) {
  const fragment = listing.modified ? await packed(listing.name, listing.code) : `#${element.id}`;
  const address = location.href.replace(/#.*$/, "") + fragment;
  const isCopied = await navigator.clipboard?.writeText(address).then(() => true, () => false);
  const link = el("a", { href: address, class: "shared-link" }, listing.modified ? t`Link to this edit` : t`Link to ${label}`);
  status.say("idle", isCopied ? t`Copied: ` : t`Copy the address of this: `);
  status.line.append(link);
}

/**
 * Called with the page, and when its fragment changes.
 * @param {Map<string, Figure>} figures by the listing's name
 */
export async function openShared(figures) {
  const found = await unpacked(location.hash);
  if (!found) {
    announce(t`This link holds an edited program that cannot be read: a part of it was lost or changed on its way. Ask for the whole link.`, Infinity);
    return;
  }
  const figure = figures.get(found.name);
  if (!figure) {
    announce(t`This link holds an edit of “${found.name.slice(0, 60)}”, and no listing of this page has that name.`, Infinity);
    return;
  }
  show(figure, found.code);
}

/**
 * @param {Figure} figure
 * @param {string} code
 */
function show(figure, code) {
  const { listing, view, label, element } = figure;
  element.querySelector(":scope > .stale-edit.shared")?.remove();
  const own = listing.modified ? listing.code : null;
  if (code !== (own ?? listing.source)) {
    const back = button("back", own === null ? t`Back to the printed code` : t`Back to my edit`, () => {
      leave();
      put(figure, own ?? listing.source);
    });
    const note = el("div", { class: "stale-edit shared", role: "note" }, el("p", {}, t`This edit of ${label} came with a link. Read it before you press Run.`), back);
    const { change } = listing;
    const leave = () => {
      note.remove();
      listing.change = change;
      history.replaceState(null, "", `#${element.id}`);
    };
    view.pre.before(note);
    put(figure, code);
    // It becomes the reader's own when they change it; what was theirs before is offered again.
    listing.change = (text) => {
      if (own !== null) keep(`old-edit:${listing.name}`, own);
      leave();
      return listing.change(text);
    };
  }
  reveal(element.querySelector("figcaption") ?? element);
}

/**
 * Shows a text without keeping it.
 * @param {Figure} figure
 * @param {string} code
 */
function put(figure, code) {
  const { listing, view, editor } = figure;
  listing.code = code;
  view.show(code);
  editor?.replace(code);
  figure.settle();
}
