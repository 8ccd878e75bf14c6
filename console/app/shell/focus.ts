/**
 * Where the keyboard is. What has the focus may go away under it: a row that is approved, a button that may not be pressed any more. The focus goes to what
 * comes next on the screen then, not to the beginning of the page. And a frame that has the focus is told to its style: browsers draw no ring around it.
 */
import { type RefObject, useEffect } from 'react';

const TABBABLE = 'a[href], button, input, select, textarea, summary, iframe, [tabindex]:not([tabindex="-1"]), [contenteditable="true"]';

/** While it is shown, of what lies in it. */
export function useKeptFocus(within: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const home = within.current;
    if (!home) return;
    let held: { readonly element: Element; readonly order: readonly HTMLElement[] } | undefined;
    const hold = ({ target }: FocusEvent): void => {
      held = { element: target as Element, order: [...home.querySelectorAll<HTMLElement>(TABBABLE)] };
    };
    const keep = (): void => {
      const active = document.activeElement;
      if (!held || isThere(held.element) || (active !== null && active !== document.body && active !== held.element)) return;
      const { element, order } = held;
      const at = order.indexOf(element as HTMLElement);
      const next = [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0)).reverse()].find(isThere);
      held = undefined;
      (next ?? home).focus({ preventScroll: true });
    };
    const changes = new MutationObserver(() => {
      // The browser takes the focus from what is disabled a moment later.
      if (held && !isThere(held.element)) setTimeout(keep);
    });
    home.addEventListener('focusin', hold);
    changes.observe(home, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
    return () => {
      home.removeEventListener('focusin', hold);
      changes.disconnect();
    };
  }, [within]);
  useEffect(() => {
    let framed: HTMLElement | undefined;
    const mark = (): void => {
      if (framed) delete framed.dataset.focused;
      framed = document.activeElement instanceof HTMLIFrameElement ? document.activeElement : undefined;
      if (framed) framed.dataset.focused = '';
    };
    addEventListener('blur', mark);
    addEventListener('focus', mark);
    return () => {
      removeEventListener('blur', mark);
      removeEventListener('focus', mark);
    };
  }, []);
}

function isThere(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled') && (!element.checkVisibility || element.checkVisibility());
}
