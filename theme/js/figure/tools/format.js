// @ts-check
// The book's server has rustfmt put the code into the usual form, where it has one.
import { toldSentence } from "../../engines/said/index.js";
import { post, service } from "../../engines/unavailable.js";
import { t } from "../../words.js";

/** @type {Promise<boolean> | null} */
let asked = null;

/**
 * Whether there is a server that formats; no other host is asked.
 * @param {URL} siteRoot
 */
export function canFormat(siteRoot) {
  if (document.querySelector('script[src="/book/live.js"]') === null) return Promise.resolve(false);
  return (asked ??= ask(siteRoot, "", "2024").then(({ status }) => status === 200, () => (asked = null, false)));
}

/**
 * @param {URL} siteRoot
 * @param {string} code
 * @param {string} edition
 */
function ask(siteRoot, code, edition) {
  return post(service("format", siteRoot), { code, edition }, AbortSignal.timeout(20_000));
}

/** @param {import("../figure.js").Figure} figure */
export async function format(figure) {
  const { listing, siteRoot, status } = figure;
  const { code } = listing;
  status.busy(t`Formatting…`);
  try {
    const response = await ask(siteRoot, code, listing.edition);
    const answer = await response.json();
    // What the reader has typed meanwhile is not overwritten.
    if (listing.code !== code) status.say("idle", "");
    else if (typeof answer.code !== "string") status.say("failed", toldSentence(answer.error) ?? t`The code could not be formatted.`);
    else if (answer.code === code) status.say("idle", t`The code has the usual form already.`);
    else {
      figure.editor?.replace(answer.code);
      status.say("idle", t`Formatted. Ctrl-Z takes it back.`);
    }
  } catch {
    status.say("none", t`The book's server does not answer.`);
  }
}
