// @ts-check
// Finds what is on the page and brings each thing to life.
import { mountEdit } from "./edit.js";
import { Exercise } from "./exercise.js";
import { Figure } from "./figure.js";
import { mountHelpKey } from "./help-key.js";
import { mountProgress, openProgress } from "./progress/index.js";
import { mountQuiz } from "./quiz.js";

/**
 * One thing after the other, so that the page can be scrolled meanwhile: the build has reserved the room of each.
 * @param {URL} siteRoot the folder of the site that `js/` lies in
 */
export async function start(siteRoot) {
  // Answers that are remembered take room: they stand there before the reader sees the page.
  for (const quiz of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form.quiz"))) mountQuiz(quiz);
  /** @type {Map<string, Figure>} */
  const figures = new Map();
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure.listing"))) {
    await breath();
    const exercise = element.dataset.kind === "exercise";
    const figure = exercise ? new Exercise(element, siteRoot) : new Figure(element, siteRoot);
    figures.set(figure.listing.name, figure);
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".edit[data-edit]"))) {
    await breath();
    mountEdit(element, figures);
  }
  openForPrint();
  mountProgress(siteRoot);
  mountHelpKey(() => void openProgress(siteRoot));
  document.documentElement.dataset.page = "ready";
}

/** Lets the browser answer the reader. */
function breath() {
  return new Promise((then) => setTimeout(then));
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
