// @ts-check
// The way to the Rust Playground's own page: a link, which asks nobody before it is followed.

const PAGE = "https://play.rust-lang.org/";

/**
 * Where the Playground's own page shows this code. Nobody is asked until the reader goes there.
 * @param {{ code: string, edition: string }} job
 */
export function addressOf({ code, edition }) {
  return `${PAGE}?version=stable&mode=debug&edition=${edition}&code=${encodeURIComponent(code)}`;
}
