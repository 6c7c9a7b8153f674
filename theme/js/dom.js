// @ts-check
// Small helpers for making elements.

/**
 * Makes an element. `class`, `for` and other attributes go by their HTML names; a function is a listener.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  assign(element, attributes);
  element.append(...children);
  return element;
}

/**
 * Makes an SVG element, like `el`.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  assign(element, attributes);
  element.append(...children);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, unknown>} attributes
 */
function assign(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name, /** @type {EventListener} */ (value));
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
}

/**
 * A real button with a text label; the icon before it is drawn by CSS from the class.
 * @param {string} name the class and, with a capital, the label
 * @param {string} label
 * @param {(event: MouseEvent) => unknown} press
 * @returns {HTMLButtonElement}
 */
export function button(name, label, press) {
  return el("button", { type: "button", class: `button ${name}`, click: press }, label);
}

/**
 * Reads the JSON that the build left in a script element of this class.
 * @param {ParentNode} parent
 * @param {string} name
 * @returns {any}
 */
export function dataOf(parent, name) {
  const script = parent.querySelector(`script.${name}`);
  try {
    return JSON.parse(script?.textContent ?? "null");
  } catch {
    return null;
  }
}

/** Whether the reader asked for less motion. */
export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Scrolls an element to the middle of the window unless it is already in view.
 * @param {Element} element
 */
export function reveal(element) {
  const box = element.getBoundingClientRect();
  if (box.top < 60 || box.bottom > innerHeight - 20) {
    element.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }
}

/**
 * Calls back once, when the element comes near the window.
 * @param {Element} element
 * @param {() => void} then
 * @param {string} [margin]
 */
export function whenNear(element, then, margin = "300px") {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        observer.disconnect();
        then();
      }
    },
    { rootMargin: margin },
  );
  observer.observe(element);
}
