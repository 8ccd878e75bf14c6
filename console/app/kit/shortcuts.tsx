/** Keys that do something on the screen at hand; `?` shows which there are. No key acts while somebody writes. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHELL } from '../i18n.ts';
import { Modal } from './dialog.tsx';

export interface Shortcut {
  /** One key, or two that are pressed one after the other: `r`, `g h`. */
  readonly keys: string;
  readonly text: string;
  readonly act: () => void;
}

const SECOND_KEY_MS = 1_000;
const Known = createContext<Set<Shortcut> | undefined>(undefined);

/** Makes shortcuts known as long as the part is shown. `act` may be another one each time. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const known = useContext(Known);
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const signature = shortcuts.map(({ keys, text }) => `${keys} ${text}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: keys and texts are what a shortcut is; what it does is read when it is pressed.
  useEffect(() => {
    const mine = latest.current.map((one, index): Shortcut => ({ ...one, act: () => latest.current[index]?.act() }));
    for (const one of mine) known?.add(one);
    return () => {
      for (const one of mine) known?.delete(one);
    };
  }, [known, signature]);
}

export function Shortcuts({ children }: { readonly children: ReactNode }): ReactNode {
  const known = useMemo(() => new Set<Shortcut>(), []);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    let first: { readonly key: string; readonly at: number } | undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (event.key === '?') {
        setShown(true);
        return;
      }
      const before = first && event.timeStamp - first.at < SECOND_KEY_MS ? `${first.key} ` : '';
      first = { key: event.key, at: event.timeStamp };
      const meant = [...known].find(({ keys }) => keys === `${before}${event.key}`) ?? [...known].find(({ keys }) => keys === event.key);
      if (!meant) return;
      event.preventDefault();
      first = undefined;
      meant.act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [known]);
  return (
    <Known value={known}>
      {children}
      {isShown && <Keys shortcuts={[...known]} onClose={() => setShown(false)} />}
    </Known>
  );
}

function Keys({ shortcuts, onClose }: { readonly shortcuts: readonly Shortcut[]; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation(SHELL);
  return (
    <Modal open title={t('shortcuts.title')} onCancel={onClose} footer={null} width={420}>
      <dl className="shortcuts">
        {[...shortcuts, { keys: '?', text: t('shortcuts.this') }].map(({ keys, text }) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
