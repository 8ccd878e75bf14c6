/**
 * Dialogs and drawers, as antd has them but for one key, and for where the focus goes.
 *
 * Escape closes the uppermost that is open, unless a list or a menu is open over it, which closes first. antd asks its own stack who is uppermost, and
 * there the list of a select stands on top until it has faded out: the key went to what nobody sees any more, and the dialog stayed.
 *
 * What is closed gives the focus back to what it was opened from. antd does that for a dialog that is told to close, not for one that is taken away.
 */
// biome-ignore lint/style/noRestrictedImports: what screens get is made of them here
import { Drawer as AntDrawer, Modal as AntModal, type DrawerProps, type ModalProps } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';

/** What can be open over a dialog and closes by Escape itself, while it is not on its way out: lists, menus, and questions. */
const OPEN_ABOVE = ['select-dropdown', 'dropdown', 'picker-dropdown', 'popover', 'modal-confirm']
  .map((name) => `.ant-${name}:not(.ant-${name}-hidden):not([class*="-leave"])`)
  .join(',');

/** Which key it was, an input method that writes a word keeps to itself; some browsers say only that much of the Escape that ends the word. */
const OF_INPUT_METHOD = 229;

/** How what is open is closed, the uppermost last. */
const open: (() => void)[] = [];

/** Heard before all else, as what is beneath knows Escape, too. */
function press(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing || event.keyCode === OF_INPUT_METHOD || document.querySelector(OPEN_ABOVE)) return;
  event.stopPropagation();
  open.at(-1)?.();
}

export function Modal(props: ModalProps): ReactNode {
  useEscape(props.open, props.onCancel);
  useReturn(props.open);
  return <AntModal {...props} keyboard={false} />;
}

export function Drawer(props: DrawerProps): ReactNode {
  useEscape(props.open, props.onClose);
  useReturn(props.open);
  return <AntDrawer {...props} keyboard={false} />;
}

/** Before the dialog takes the focus: while it is rendered. */
function useReturn(isOpen = false): void {
  const from = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  if (isOpen && !wasOpen.current) from.current = document.activeElement;
  wasOpen.current = isOpen;
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      const opener = from.current;
      // What closes in its own time gives the focus back itself.
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    };
  }, [isOpen]);
}

function useEscape(isOpen: boolean | undefined, close: ((event: never) => void) | undefined): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!isOpen) return;
    const one = (): void => latest.current?.(undefined as never);
    if (open.length === 0) addEventListener('keydown', press, true);
    open.push(one);
    return () => {
      open.splice(open.indexOf(one), 1);
      if (open.length === 0) removeEventListener('keydown', press, true);
    };
  }, [isOpen]);
}
