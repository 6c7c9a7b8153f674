// @ts-check
// Finds what is on the page and brings each thing to life.
import { imported } from "../absent.js";
import { mountEdit } from "./edit.js";
import { Exercise } from "./exercise.js";
import { whenNear } from "../dom.js";
import { Figure } from "../figure/figure.js";
import { loadRunner, whenRunner } from "../figure/run/run-slot.js";
import { forPaper, hasTimeline, loadTimeline, makeTimeline } from "../timeline/load.js";
import { mountHelpKey } from "./help-key.js";
import { openForPrint } from "./print.js";
import { mountProgress, openProgress } from "../progress/index.js";
import { mountQuiz } from "./quiz.js";

/** What draws, for the parts that come later: a page has one of each. */
const draws = { forPaper, hasTimeline, loadTimeline, makeTimeline, loadMachine: () => import("../machine/index.js") };
/** @typedef {typeof draws} Draws */

/**
 * First what the reader left here, which takes room: it stands there before the page is seen (`index.hbs` marked it). Then
 * one thing after the other, so that the page can be scrolled meanwhile: the build has reserved the room of each.
 * @param {URL} siteRoot the folder of the site that `js/` lies in
 */
export async function start(siteRoot) {
  openForPrint();
  /** @type {Map<string, Figure>} */
  const figures = new Map();
  const mount = (/** @type {HTMLElement} */ element) => {
    if (element instanceof HTMLFormElement) return mountQuiz(element);
    const figure = element.dataset.kind === "exercise" ? new Exercise(element, siteRoot) : new Figure(element, siteRoot);
    figures.set(figure.listing.name, figure);
  };
  const { classList } = document.documentElement;
  const restoring = classList.contains("restoring");
  found(":is(figure.listing, form.quiz)[data-kept]").forEach(mount);
  if (restoring) mountProgress(siteRoot);
  classList.remove("restoring");
  await inTurn(found(":is(figure.listing, form.quiz):not([data-kept])"), mount);
  await inTurn(found(".edit[data-edit]"), (element) => mountEdit(element, figures, draws));
  for (const form of found("form.predict")) whenNear(form, () => void mountPrediction(/** @type {HTMLFormElement} */ (form), figures));
  void whenRunner.then(({ mountLate }) => mountLate(figures, draws));
  if (!restoring) mountProgress(siteRoot);
  mountHelpKey(() => void openProgress(siteRoot));
  document.documentElement.dataset.page = "ready";
  // A link may bring an edited program along: see figure/tools/share.js.
  const shared = () => location.hash.startsWith("#edit=") && void loadRunner().then((loaded) => loaded?.openShared(figures));
  shared();
  addEventListener("hashchange", shared);
}

/**
 * Where what asks does not come, nothing is to be foretold.
 * @param {HTMLFormElement} form
 * @param {Map<string, Figure>} figures
 */
async function mountPrediction(form, figures) {
  const loaded = await imported(() => import("./predict.js"));
  const figure = figures.get(form.dataset.predict ?? "") ?? null;
  if (loaded) loaded.mountPrediction(form, figure);
  else figure?.foretell();
}

/** @param {string} selector */
function found(selector) {
  return /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector));
}

/** For how long elements are brought to life before the browser may answer the reader, in milliseconds. */
const TURN = 8;

/**
 * Lets the browser answer the reader every few elements: after each one would have it lay out a long page as often.
 * @param {Iterable<HTMLElement>} elements
 * @param {(element: HTMLElement) => void} mount
 */
async function inTurn(elements, mount) {
  let end = 0;
  for (const element of elements) {
    if (performance.now() >= end) {
      await new Promise((then) => setTimeout(then));
      end = performance.now() + TURN;
    }
    mount(element);
  }
}
