// @ts-check
// “?” opens the list of keys, unless something is being written; so does the button in the bar.
import { absence, ahead, announce } from "../absent.js";
import { t } from "../words.js";

const load = () => import("../dialogs/help.js");

/** @param {() => void} openProgress */
export function mountHelpKey(openProgress) {
  const open = () => void load().then(({ showHelp }) => showHelp(openProgress), () => announce(absence(t`The list of keys`, "press ? again")));
  const listen = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || isWritten(event.target)) return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) open();
  };
  document.getElementById("help-toggle")?.addEventListener("click", open);
  ahead(load);
  ahead(() => import("./late.js"));
  addEventListener("keydown", listen, { capture: true });
}

/** @param {EventTarget | null} target */
function isWritten(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type='radio'], [type='checkbox'])"));
}
