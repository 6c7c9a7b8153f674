// @ts-check
// “?” opens the list of keys, unless something is being written.

/** @param {() => void} openProgress */
export function mountHelpKey(openProgress) {
  const listen = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || isWritten(event.target)) return;
    event.preventDefault();
    if (document.querySelector("dialog[open]")) return;
    void import("./dialogs/help.js").then(({ showHelp }) => showHelp(openProgress));
  };
  addEventListener("keydown", listen, { capture: true });
}

/** @param {EventTarget | null} target */
function isWritten(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type='radio'], [type='checkbox'])"));
}
