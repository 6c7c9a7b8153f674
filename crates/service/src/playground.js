// While another book is served by `cargo book`: what its pages ask of the Rust Playground is answered by this server.
"use strict";
(() => {
  const PLAYGROUND = "https://play.rust-lang.org";
  const ask = window.fetch.bind(window);
  window.fetch = (resource, options) => {
    const address = new URL(resource instanceof Request ? resource.url : resource, document.baseURI);
    if (address.origin !== PLAYGROUND) return ask(resource, options);
    const here = location.origin + address.pathname + address.search;
    return ask(resource instanceof Request ? new Request(here, resource) : here, options);
  };
})();
