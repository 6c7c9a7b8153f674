// @ts-check
// Fills the fold for what the machine saw of runs, when it is opened; and says whether runs are watched.
import { absence, imported } from "../../absent.js";
import { el } from "../../dom.js";
import { forget, keep, recall } from "../../store.js";
import { t } from "../../words.js";

/** @typedef {import("./machine-slot.js").MachineSlot} Slot */
/** @typedef {import("../../types.js").Seen} Seen */

/** Who has opened such a fold wants runs to be watched, until one is closed. */
const KEY = "watch";
const NOT_YET = t`Nobody has watched yet: the next run is.`;

/** @param {string} why @returns {Seen} */
export function unseen(why) {
  return { spans: [], step: 0, cores: 0, offset: 0, cutAt: null, isRecorded: false, why };
}

/**
 * Whether the next run is to be watched.
 * @param {Slot | null} slot
 */
export function isWatched(slot) {
  return slot?.owner.isHere === true && (slot.fold.open || recall(KEY) === true);
}

/**
 * What was recorded when the book was written; null where nothing was.
 * @param {import("../listing.js").Listing} listing
 * @returns {Seen | null}
 */
export function recordedOf({ data: { threads } }) {
  return threads ? { ...unseen(""), ...threads, isRecorded: true } : null;
}

/**
 * Brings the drawing in line with the fold, and with what was seen.
 * @param {Slot} slot
 */
export async function settleMachine(slot) {
  const { fold, owner } = slot;
  const machine = slot.machine ?? (await load(slot));
  fold.querySelector(".absent")?.remove();
  if (!machine) fold.append(el("p", { class: "absent" }, absence(t`What draws it`, t`open it again`)));
  else machine.show(slot.seen ?? owner.recorded ?? unseen(NOT_YET));
  owner.settled?.();
}

/** @param {Slot} slot */
async function load(slot) {
  const { owner, fold, draws: { forPaper, loadTimeline, makeTimeline: make, loadMachine } } = slot;
  const loaded = await imported(loadMachine);
  const isThere = loaded && (await loadTimeline().then(() => true, () => false));
  if (!loaded || !isThere) return null;
  const base = () => {
    const timeline = owner.timeline();
    return timeline && !timeline.isBlank && !timeline.isHidden ? timeline : null;
  };
  slot.machine ??= new loaded.Machine({ fold, label: owner.label, make, base, run: owner.run, remember });
  const { machine } = slot;
  forPaper(() => {
    const printed = machine.onPaper();
    owner.settled?.();
    return printed;
  });
  return machine;
}

/** @param {boolean} isOpen a fold that the reader has opened, or closed */
function remember(isOpen) {
  if (isOpen) keep(KEY, true);
  else forget(KEY);
}
