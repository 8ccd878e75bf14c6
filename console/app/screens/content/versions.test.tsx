import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Versions } from './versions.tsx';

const path = '/v1/content/cart/versions';
const versions = [1, 2, 3].map((version) => ({ version, release: version * 10, ...(version === 2 && { note: 'Calmer' }) }));
const of = (from: number, to: number, changes: object[] = []) => ({ template: 'cart', from, to, versions, changes });
const may = (...permissions: string[]) => ({ '/v1/session': { member: { id: 'm', name: 'Ada' }, roles: [], permissions } });
const answers = { ...may('content.write'), [path]: of(2, 3) };

async function rollBack(version: number): Promise<void> {
  const button = await screen.findByRole('button', { name: `Roll back to version ${version}` });
  fireEvent.click(button);
  fireEvent.click(within(await questionOf(`Roll back to version ${version}?`)).getByRole('button', { name: 'Roll back' }));
}

test('versions that say the same say so; another is compared once it is chosen, with its release and note', async () => {
  const words = [{ sign: '+', text: 'New' }];
  const other = { [`${path}?from=1&to=3`]: of(1, 3, [{ field: 'variants.short.body', words }]) };
  const { asked } = await renderConsole(<Versions template="cart" />, { answers: { ...answers, ...other } });
  await screen.findByText('These versions say the same');
  expect(asked.map(({ request }) => request)).toContain(`GET ${path}`);
  screen.getByText('version 2 · release 20 · Calmer');
  fireEvent.mouseDown(screen.getByLabelText('Compare from'));
  fireEvent.click(await screen.findByText('version 1 · release 10'));
  const change = await screen.findByRole('region', { name: 'variants.short.body' });
  expect(change.querySelector('ins')!.textContent).toBe('New');
});

test('one goes back to no version that stands already, and not without the permission', async () => {
  const { unmount } = await renderConsole(<Versions template="cart" />, { answers: { ...answers, [path]: of(3, 3) } });
  expect((await screen.findByRole<HTMLButtonElement>('button', { name: 'Roll back to version 3' })).disabled).toBe(true);
  unmount();
  const { asked } = await renderConsole(<Versions template="cart" />, { answers: { ...answers, ...may('content.read') } });
  await screen.findByText('These versions say the same');
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/session'));
  // A moment in which a button could come, were there one.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(screen.queryByRole('button')).toBeNull();
});

test.each([
  [{ number: 40, definitions: 9, changed: 1 }, 'Version 2 is back with release 40'],
  [{ draft: 'd1' }, 'Waits for the approval of a second person'],
  [Response.json({ code: 'VOLANO_ROLLBACK', reason: 'A block of then is gone.' }, { status: 409 }), 'A block of then is gone.'],
])('what became of going back is told: %#', async (answer, text) => {
  await renderConsole(<Versions template="cart" />, { answers: { ...answers, 'POST /v1/content/cart/rollback': answer } });
  await rollBack(2);
  await screen.findByText(text);
});

test('who says no to going back has changed nothing', async () => {
  const { asked } = await renderConsole(<Versions template="cart" />, { answers });
  fireEvent.click(await screen.findByRole('button', { name: 'Roll back to version 2' }));
  fireEvent.click(within(await questionOf('Roll back to version 2?')).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByText('Roll back to version 2?')).toBeNull());
  expect(asked.filter(({ request }) => request.startsWith('POST'))).toEqual([]);
});
