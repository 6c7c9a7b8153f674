// While the book is served by `cargo book`: reloads the page when the book was built anew, and shows why it could not be.
"use strict";
(() => {
  // A page in a frame is loaded again by the one around it.
  if (window.top !== window) return;
  let shown = null;
  let loaded = null;

  const hide = () => {
    shown?.remove();
    shown = null;
  };

  const show = (why) => {
    hide();
    shown = document.createElement("div");
    shown.setAttribute("role", "alert");
    shown.style.cssText =
      "position:fixed;inset:auto 0 0 0;z-index:1000;max-height:50vh;overflow:auto;padding:1rem;" +
      "background:#7a1020;color:#fff;font:14px/1.5 monospace;border-top:3px solid #ffb3bd";
    const title = document.createElement("strong");
    title.textContent = "The book cannot be built. This page is the last good one.";
    const text = document.createElement("pre");
    text.style.cssText = "margin:.5rem 0 0;white-space:pre-wrap;background:none;color:inherit";
    text.textContent = why;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Hide";
    close.style.cssText = "float:right;font:inherit;padding:.25rem .75rem";
    close.addEventListener("click", hide);
    shown.append(close, title, text);
    document.body.append(shown);
  };

  // A browser has six connections to one host: only a page that is seen holds one. The first event that it gets when it
  // is seen again is the present state, so that it misses no build.
  let events = null;
  const leave = () => {
    events?.close();
    events = null;
  };
  const listen = () => {
    leave();
    if (document.visibilityState === "hidden") return;
    events = new EventSource("/book/events");
    events.addEventListener("reload", ({ data }) => {
      hide();
      if (loaded !== null && loaded !== data) location.reload();
      loaded = data;
    });
    events.addEventListener("broken", ({ data }) => {
      loaded ??= "";
      show(data);
    });
  };
  listen();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
})();
