/** Elements from plain calls. Texts become text nodes, never markup, so nothing that a customer wrote can act as code. */

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'g', 'circle', 'ellipse', 'path', 'line', 'rect', 'text', 'title', 'tspan']);

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] `on...` are listeners; null, undefined and false are left out; true is an empty attribute
 * @param {...(Node | string | number | null | undefined | readonly (Node | string | null)[])} children
 * @returns {any}
 */
export function h(tag, properties = {}, ...children) {
  const element = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on') && typeof value === 'function') element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

/**
 * Replaces what is inside, without touching it when it is the same text.
 * @param {Element} element
 * @param {...any} children
 */
export function fill(element, ...children) {
  if (children.length === 1 && typeof children[0] === 'string') {
    if (element.textContent !== children[0]) element.textContent = children[0];
    return;
  }
  element.replaceChildren();
  append(element, children);
}

/**
 * @param {Element} element
 * @param {readonly any[]} children
 */
function append(element, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}
