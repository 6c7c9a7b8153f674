// @ts-check
// A hosted copy is kept in the browser, to be read without its host. See worker.js.
import { lang } from "../words.js";

/**
 * While the book is being written nothing is kept, and what was is left.
 * @param {URL} siteRoot
 */
export function keepForReading(siteRoot) {
  const container = location.protocol.startsWith("http") ? navigator.serviceWorker : undefined;
  if (!container) return;
  const written = document.documentElement.dataset.live !== undefined || document.querySelector('script[src="/book/live.js"]') !== null;
  if (written) {
    void container.getRegistrations().then((all) => all.forEach((one) => one.unregister()), () => {});
    return;
  }
  void container.register(new URL(lang === "ru" ? "sw-ru.js" : "sw.js", siteRoot), { scope: siteRoot.pathname, updateViaCache: "none" }).catch(() => {});
}
