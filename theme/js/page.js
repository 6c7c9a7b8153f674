// @ts-check
// Finds what is on the page and brings each thing to life.
import { mountEdit } from "./edit.js";
import { Exercise } from "./exercise.js";
import { Figure } from "./figure.js";
import { mountHelpKey } from "./help-key.js";
import { mountProgress, openProgress } from "./progress/index.js";
import { repair } from "./repair.js";

/** @param {URL} siteRoot the folder of the site that `js/` lies in */
export function start(siteRoot) {
  repair();
  /** @type {Map<string, Figure>} */
  const figures = new Map();
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure.listing"))) {
    const exercise = element.dataset.kind === "exercise";
    const figure = exercise ? new Exercise(element, siteRoot) : new Figure(element, siteRoot);
    figures.set(figure.listing.name, figure);
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".edit[data-edit]"))) {
    mountEdit(element, figures);
  }
  const quizzes = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form.quiz"));
  if (quizzes.length > 0) {
    void import("./quiz.js").then(({ mountQuiz }) => quizzes.forEach(mountQuiz));
  }
  openForPrint();
  mountProgress(siteRoot);
  mountHelpKey(() => void openProgress(siteRoot));
  document.documentElement.dataset.page = "ready";
}

/** On paper nothing can be opened: everything is open there, and as it was afterwards. */
function openForPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")].map((details) => /** @type {HTMLDetailsElement} */ (details));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
