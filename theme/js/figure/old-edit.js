// @ts-check
// The source of a listing has changed since the reader edited it: the page says so and overwrites nothing.
import { button, el } from "../dom.js";
import { t } from "../words.js";

/** @param {import("./figure.js").Figure} figure */
export function offerOldEdit(figure) {
  const { listing, view } = figure;
  const old = listing.oldEdit ?? "";
  const use = button("use-old", t`Use my old edit`, () => {
    offer.remove();
    listing.forgetOldEdit();
    listing.change(old);
    figure.editor?.replace(old);
    view.show(old);
    figure.settle();
  });
  const drop = button("drop-old", t`Throw it away`, () => {
    offer.remove();
    listing.forgetOldEdit();
  });
  const sentence = el("p", {}, t`This listing has changed since you edited it. Your edit of the older text is kept.`);
  const offer = el("div", { class: "stale-edit", role: "note" }, sentence, use, drop);
  view.pre.before(offer);
}
