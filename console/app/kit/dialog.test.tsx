import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { expect, test } from 'vitest';
import { questionOf, renderConsole } from '../test/render.tsx';
import { Drawer, Modal } from './dialog.tsx';
import { useDoing } from './doing.tsx';

const pressEscape = (init: KeyboardEventInit = {}): void =>
  void fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape', keyCode: 27, ...init });

/** A drawer, a dialog over it, and a question over both; `said`: what was answered. */
function Stack({ said, beneath }: { readonly said: unknown[]; readonly beneath: () => void }): ReactNode {
  const [shown, show] = useState(2);
  const doing = useDoing();
  const ask = async (): Promise<void> => void said.push(await doing.confirm({ title: 'Sure?', verb: 'Yes', isFinal: true }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears what dialogs let through
    <div onKeyDown={beneath}>
      <Drawer open={shown > 0} onClose={() => show(0)} title="Side" destroyOnHidden>
        <Modal open={shown > 1} onCancel={() => show(1)} title="Over it" destroyOnHidden>
          <Select aria-label="Which" options={[{ value: 'a', label: 'A' }]} />
          <button type="button" onClick={() => void ask()}>
            Ask
          </button>
        </Modal>
      </Drawer>
    </div>
  );
}

const isShown = (title: string): boolean => screen.queryByText(title) !== null;

test('Escape closes one after the other, the uppermost first, and what is beneath hears nothing of it', async () => {
  const heard: string[] = [];
  const said: unknown[] = [];
  await renderConsole(<Stack said={said} beneath={() => heard.push('key')} />);
  await screen.findByText('Over it');
  fireEvent.click(screen.getByText('Ask'));
  const question = await questionOf('Sure?');
  // antd closes it in a browser; here all its layers have one id, so its order is not to be seen.
  pressEscape();
  fireEvent.click(within(question).getByText('Cancel'));
  await waitFor(() => expect(said).toEqual([false]));
  await waitFor(() => expect(isShown('Sure?')).toBe(false));
  expect([isShown('Side'), isShown('Over it')]).toEqual([true, true]);
  pressEscape();
  await waitFor(() => expect(isShown('Over it')).toBe(false));
  expect(isShown('Side')).toBe(true);
  pressEscape();
  await waitFor(() => expect(isShown('Side')).toBe(false));
  expect(heard).toEqual([]);
  // Nothing is open: the key is the page's again.
  pressEscape();
});

test('a list that is open closes first; an input method keeps the key to itself', async () => {
  await renderConsole(<Stack said={[]} beneath={() => undefined} />);
  const select = await screen.findByRole('combobox', { name: 'Which' });
  fireEvent.mouseDown(select);
  await waitFor(() => expect(document.querySelector('.ant-select-dropdown')).not.toBeNull());
  select.focus();
  pressEscape();
  expect(isShown('Over it')).toBe(true);
  await waitFor(() => expect(document.querySelector('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')).toBeNull());
  pressEscape({ isComposing: true });
  expect(isShown('Over it')).toBe(true);
  pressEscape();
  await waitFor(() => expect(isShown('Over it')).toBe(false));
});

function Taken(): ReactNode {
  const [isThere, show] = useState(false);
  return (
    <>
      <button type="button" onClick={() => show(true)}>
        Open
      </button>
      {isThere && (
        <Modal open onCancel={() => show(false)} title="Over it" footer={null}>
          <button type="button">Within</button>
        </Modal>
      )}
    </>
  );
}

test('a dialog that is taken away gives the focus back to what opened it', async () => {
  await renderConsole(<Taken />);
  const opener = await screen.findByText('Open');
  opener.focus();
  fireEvent.click(opener);
  const within = await screen.findByText('Within');
  within.focus();
  pressEscape();
  await waitFor(() => expect(isShown('Over it')).toBe(false));
  await waitFor(() => expect(document.activeElement).toBe(opener));
});
