// @ts-check
// The one classic script that mdBook loads. It imports the ES modules of `js/`,
// as `theme/build.mjs` has packed them into `js/dist/`, when the page needs them.
// A browser refuses modules on `file://`: there the text and the recorded outputs stay, and a line says how to get more.
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const siteRoot = new URL("../../", script ? script.src : document.baseURI);

  /** @param {string} sentence */
  const explain = (sentence) => {
    document.documentElement.dataset.page = "text";
    for (const controls of document.querySelectorAll("figure.listing > .controls")) {
      const line = document.createElement("p");
      line.className = "status";
      line.textContent = sentence;
      controls.replaceChildren(line);
    }
  };

  if (location.protocol === "file:") {
    explain("Run works when the book is served: type “cargo book” in the book's folder.");
    return;
  }
  import(new URL("js/dist/page.js", siteRoot).href)
    .then((page) => page.start(siteRoot))
    .catch(() => explain("The page's script could not be loaded. The recorded output is below."));
})();
