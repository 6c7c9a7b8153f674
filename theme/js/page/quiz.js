// @ts-check
// Makes the quiz answer: the right option, an explanation for each, and what was answered is remembered.
import { button, dataOf, el } from "../dom.js";
import { tell } from "../progress/tell.js";
import { keep, recall } from "../store.js";
import { t } from "../words.js";

/** @typedef {{ correct: boolean, why: string }} Answer */

/** @param {HTMLFormElement} form */
export function mountQuiz(form) {
  const key = `quiz:${form.dataset.quiz}`;
  /** @type {Record<string, number>} */
  const given = recall(key) ?? {};
  form.addEventListener("submit", (event) => event.preventDefault());
  const questions = answersOf(form);
  form.querySelectorAll("fieldset.question").forEach((field, number) => {
    const question = new Question(/** @type {HTMLFieldSetElement} */ (field), questions[number] ?? [], (choice) => {
      given[number] = choice;
      keep(key, given);
      tell(form, "answered", String(number + 1));
    });
    if (typeof given[number] === "number") question.answer(given[number], false);
  });
}

/**
 * The answers that the build left in the form.
 * @param {HTMLFormElement} form
 * @returns {Answer[][]}
 */
function answersOf(form) {
  const data = dataOf(form, "quiz-data");
  const questions = Array.isArray(data) ? data : (data?.questions ?? []);
  return questions.map((/** @type {any} */ question) => (Array.isArray(question) ? question : (question.options ?? question.option ?? [])));
}

class Question {
  /**
   * @param {HTMLFieldSetElement} field
   * @param {Answer[]} answers
   * @param {(choice: number) => void} remember
   */
  constructor(field, answers, remember) {
    this.field = field;
    this.answers = answers;
    this.remember = remember;
    this.inputs = [...field.querySelectorAll("input")];
    this.verdict = el("div", { class: "verdict", tabindex: -1, role: "status" });
    this.check = button("answer-button", t`Check answer`, () => this.answerChosen());
    // Without this script the answer lies in a fold.
    const fold = /** @type {HTMLElement | null} */ (field.querySelector("details.answer"));
    if (fold) fold.hidden = true;
    field.querySelector(".answer-controls")?.append(this.check);
    field.append(this.verdict);
    for (const input of this.inputs) {
      input.addEventListener("change", () => {
        this.field.classList.remove("answered", "right", "wrong");
        this.verdict.replaceChildren();
      });
      input.addEventListener("keydown", (event) => {
        // Arrow keys move between the options, not between the book's pages.
        event.stopPropagation();
        if (event.key === "Enter") {
          event.preventDefault();
          this.answerChosen();
        }
      });
    }
  }

  answerChosen() {
    const choice = this.inputs.findIndex((input) => input.checked);
    if (choice < 0) {
      this.verdict.replaceChildren(el("p", {}, t`Choose an answer first.`));
      this.inputs[0]?.focus();
      return;
    }
    this.answer(choice, true);
    this.remember(choice);
  }

  /**
   * @param {number} choice
   * @param {boolean} focus
   */
  answer(choice, focus) {
    const input = this.inputs[choice];
    if (!input || !this.answers[choice]) return;
    input.checked = true;
    const right = this.answers[choice].correct;
    this.field.classList.add("answered", right ? "right" : "wrong");
    this.field.classList.remove(right ? "wrong" : "right");
    const all = [...this.answers.keys()];
    const rest = button("all-answers", t`Show the answer`, () => {
      this.verdict.replaceChildren(judgement, this.reasons([choice, ...all.filter((number) => number !== choice)], choice));
      this.verdict.focus();
    });
    const judgement = el("p", { class: "judgement" }, right ? t`Right.` : t`Not quite. Choose again, or see the answer.`);
    // Who was wrong is told why, and may try again.
    if (right) rest.click();
    else this.verdict.replaceChildren(judgement, this.reasons([choice], choice), rest);
    if (focus) this.verdict.focus();
  }

  /**
   * The explanations of some options.
   * @param {number[]} order
   * @param {number} choice the reader's
   */
  reasons(order, choice) {
    const list = el("dl", { class: "reasons" });
    for (const number of order) {
      const { correct, why } = this.answers[number];
      const term = el("dt", { class: correct ? "correct" : "incorrect" });
      term.innerHTML = this.textOf(number);
      term.append(el("span", { class: "tag" }, `${correct ? t`right` : t`wrong`}${number === choice ? t`, your answer` : ""}`));
      const reason = el("dd");
      reason.innerHTML = why;
      list.append(term, reason);
    }
    return list;
  }

  /** @param {number} number */
  textOf(number) {
    const label = this.inputs[number].closest("label") ?? this.inputs[number].labels?.[0];
    const copy = /** @type {HTMLElement | undefined} */ (label?.cloneNode(true));
    copy?.querySelector("input")?.remove();
    return copy?.innerHTML ?? "";
  }
}
