// While another book is served by `cargo book`: what its pages ask of the Rust Playground is answered by this server.
"use strict";
(() => {
  const PLAYGROUND = "https://play.rust-lang.org";
  const RUNNING = "Running...";
  const ask = window.fetch.bind(window);
  const later = window.setTimeout.bind(window);

  // Right after it has asked, mdBook's script sets a timer of six seconds, and then gives up. This server gives up by
  // itself, and says why.
  let hasAsked = false;
  window.setTimeout = (then, ms, ...rest) => (hasAsked && ms === 6000 ? 0 : later(then, ms, ...rest));

  window.fetch = (resource, options) => {
    const address = new URL(resource instanceof Request ? resource.url : resource, document.baseURI);
    if (address.origin !== PLAYGROUND) return ask(resource, options);
    hasAsked = true;
    queueMicrotask(() => {
      hasAsked = false;
    });
    if (address.pathname === "/evaluate.json") address.searchParams.set("stderr", "");
    const here = location.origin + address.pathname + address.search;
    const answer = ask(resource instanceof Request ? new Request(here, resource) : here, options);
    if (address.pathname === "/evaluate.json") sayWhatIsPrepared(answer);
    return answer;
  };

  // The first program may wait until the crates are compiled.
  const sayWhatIsPrepared = async (answer) => {
    let isAnswered = false;
    const note = () => {
      isAnswered = true;
    };
    answer.then(note, note);
    for (;;) {
      await new Promise((then) => later(then, 1500));
      if (isAnswered) return;
      const health = await ask("/healthz").then((response) => response.json(), () => null);
      if (isAnswered || !health?.preparing) continue;
      for (const result of document.querySelectorAll(".playground .result")) {
        if (result.innerText.startsWith(RUNNING)) result.innerText = `${RUNNING} First: ${health.preparing}`;
      }
    }
  };

  // The buttons can be reached by keyboard, and a result is announced and says where it comes from.
  const style = document.createElement("style");
  style.textContent = `
    html pre > .buttons { visibility: visible; }
    html pre:focus-within > .buttons { opacity: 1; }
    .playground .result[data-where]::after {
      content: attr(data-where); display: block; margin-block-start: 0.5em; font-size: 0.85em; opacity: 0.75;
    }`;
  document.head.append(style);
  let where = "Ran on this server";
  ask("/meta/versions")
    .then((response) => response.json())
    .then(({ stable }) => {
      where = `Ran on this server, by rustc ${stable.rustc.version}`;
    })
    .catch(() => {});
  const mark = (result) => {
    if (result.getAttribute("role") !== "status") result.setAttribute("role", "status");
    const isResult = !/^(Running\.\.\.|Playground Communication)/.test(result.textContent);
    if (isResult && result.textContent !== "") result.dataset.where = where;
    else delete result.dataset.where;
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      for (const node of [target, ...addedNodes]) {
        const result = node instanceof Element ? node.closest(".playground .result") : null;
        if (result !== null) mark(result);
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
