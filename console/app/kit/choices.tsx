/** A menu below a button: it takes the focus when it opens, and gives it back to the button when nobody else has it. */
// biome-ignore lint/style/noRestrictedImports: what screens get is made of it here
import { Dropdown, type MenuProps } from 'antd';
import { type ReactElement, type ReactNode, useRef } from 'react';

export function Choices({ menu, children }: { readonly menu: MenuProps; readonly children: ReactElement }): ReactNode {
  const place = useRef<HTMLSpanElement>(null);
  const change = (isOpen: boolean): void => {
    if (isOpen) return;
    // What was chosen may have taken the focus somewhere; so may have a click elsewhere.
    setTimeout(() => {
      const active = document.activeElement;
      // The menu that goes has it for a moment yet.
      if (active === null || active === document.body || active.closest('.ant-dropdown'))
        place.current?.querySelector('button')?.focus({ preventScroll: true });
    });
  };
  return (
    <span className="choices" ref={place}>
      <Dropdown trigger={['click']} autoFocus onOpenChange={change} menu={menu}>
        {children}
      </Dropdown>
    </span>
  );
}
