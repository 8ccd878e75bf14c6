import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { NOON } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { UsedBy } from './used-by.tsx';

const PLAIN = { version: 1, fingerprint: 'f', format: 'text', locales: [], missingLocales: [], variants: [], release: 1, usedBy: [] };
const CONTENT = [
  { ...PLAIN, kind: 'template', id: 'hello', approval: 'approved', channels: ['mail', 'sms'], updatedAt: NOON },
  { ...PLAIN, kind: 'template', id: 'code', approval: 'draft', channels: ['sms'] },
  { ...PLAIN, kind: 'block', id: 'foot', approval: 'draft', type: 'footer', channels: [], usedBy: [{ kind: 'template', id: 'hello' }] },
];
const answers = {
  '/v1/names': {
    template: { hello: { en: 'Welcome', zh: '欢迎' } },
    channel: { mail: { en: 'Mail', zh: '邮件' }, sms: { en: 'SMS', zh: '短信' } },
  },
  '/v1/content': { content: CONTENT },
};
const names = (): readonly (string | null)[] => screen.queryAllByRole('link').map(({ textContent }) => textContent);

describe('the library', () => {
  test.each([
    ['', ['Welcome', 'code', 'foot']],
    ['?kind=template', ['Welcome', 'code']],
    ['?channel=mail', ['Welcome']],
    ['?state=draft', ['code', 'foot']],
    ['?state=draft&kind=block', ['foot']],
    ['?text=WELC', ['Welcome']],
    ['?text=hello', ['Welcome']],
  ])('shows what the address %s asks for', async (search, wanted) => {
    await renderConsole(<Screen />, { answers, at: `/content${search}`, path: '/content' });
    await screen.findAllByRole('link');
    await waitFor(() => expect(names()).toEqual(wanted));
  });

  test('says that nothing matches, and shows all again', async () => {
    await renderConsole(<Screen />, { answers, at: '/content?kind=block&channel=sms', path: '/content' });
    await screen.findByText('Nothing matches the filters');
    fireEvent.click(screen.getByText('Template'));
    await waitFor(() => expect(names()).toEqual(['Welcome', 'code']));
  });
});

const CHANGED = { on: 1, revision: 1, by: 'm1', byName: 'Ada', at: NOON, problems: 0, overtaken: false };

test('what is only written yet stands beside what is released, and both are marked', async () => {
  const changes = [
    { ...CHANGED, kind: 'template', id: 'soon', name: { en: 'Soon', zh: '即将' }, action: 'new' },
    { ...CHANGED, kind: 'block', id: 'foot', name: { en: 'Foot', zh: '页脚' }, action: 'changed' },
    { ...CHANGED, kind: 'segment', id: 'vip', name: { en: 'VIP', zh: '贵宾' }, action: 'new' },
  ];
  await renderConsole(<Screen />, { answers: { ...answers, '/v1/changes': { changes } }, at: '/content', path: '/content' });
  const row = (await screen.findByRole('link', { name: 'Soon' })).closest('tr')!;
  expect(row.textContent).toContain('New, unpublished');
  expect(screen.getByRole('link', { name: 'foot' }).closest('tr')!.textContent).toContain('Unpublished changes');
  expect(screen.queryByText('VIP')).toBeNull();
});

test('without any it says how they come', async () => {
  await renderConsole(<Screen />, { answers: { ...answers, '/v1/content': { content: [] } }, at: '/content', path: '/content' });
  await screen.findByText('No content has been released yet');
});

test('what uses a block is a link to it; what nothing uses says so', async () => {
  const { unmount } = await renderConsole(<UsedBy kind="block" id="foot" />, { answers });
  const link = await screen.findByRole('link', { name: 'Welcome' });
  expect(link.getAttribute('href')).toBe('/content/template/hello');
  unmount();
  // A block and a template may share an id.
  await renderConsole(<UsedBy kind="template" id="foot" />, { answers });
  await screen.findByText('Nothing uses it');
});
