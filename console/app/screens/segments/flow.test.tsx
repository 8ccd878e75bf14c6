import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderConsole } from '../../test/render.tsx';
import { Flow } from './flow.tsx';

// happy-dom draws nothing.
vi.mock('../../kit/echarts.ts', () => ({
  start: () => ({ setOption: () => undefined, resize: () => undefined, dispose: () => undefined }),
}));

const MOVES = {
  ...{ from: '2026-04-19', to: '2026-05-18' },
  cameFrom: [
    { segment: 'newcomers', customers: 30 },
    { segment: null, customers: 10 },
  ],
  wentTo: [{ segment: 'dormant', customers: 1200 }],
};
const ANSWERS = {
  '/v1/session': { roles: [], permissions: ['segments.read'] },
  '/v1/workspace': { version: '1', timeZone: 'UTC' },
  '/v1/names': {
    segment: { newcomers: { en: 'Newcomers', zh: '新客' }, dormant: { en: 'Dormant', zh: '沉默客户' }, loyal: { en: 'Loyal', zh: '忠诚' } },
  },
  '/v1/segments/loyal/flow': MOVES,
};

function flow(answers: Readonly<Record<string, unknown>> = {}, { at = '/segments/segment/loyal', language = 'en' as 'en' | 'zh' } = {}) {
  return renderConsole(<Flow id="loyal" />, { at, path: '/segments/$kind/$id', answers: { ...ANSWERS, ...answers }, language });
}

const cells = (table: HTMLElement): readonly (readonly string[])[] =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent ?? ''),
    );

test('the picture is said in words, and the tables say the same in full', async () => {
  await flow();
  await screen.findByRole('img', { name: /^In the last 30 days 40 customers came, and 1,200 left/ });
  const came = screen.getByRole('region', { name: 'Came from' });
  await within(came).findByRole('link', { name: 'Newcomers' });
  expect(cells(came)).toEqual([
    ['Newcomers', '30', '75%'],
    ['left no other segment', '10', '25%'],
  ]);
  expect(within(came).getByRole('link', { name: 'Newcomers' }).getAttribute('href')).toBe('/segments/segment/newcomers');
  expect(cells(screen.getByRole('region', { name: 'Went to' }))).toEqual([['Dormant', '1,200', '100%']]);
});

test('the days are chosen, and stand in the address', async () => {
  const { asked } = await flow({}, { at: '/segments/segment/loyal?days=90' });
  await screen.findByRole('img', { name: /^In the last 90 days/ });
  fireEvent.click(screen.getByText('7 days'));
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/segments/loyal/flow?days=7'));
  expect(asked.map(({ request }) => request)).toContain('GET /v1/segments/loyal/flow?days=90');
});

test('where nobody moved it says so, in Chinese too', async () => {
  const { unmount } = await flow({ '/v1/segments/loyal/flow': { ...MOVES, cameFrom: [], wentTo: [] } });
  await screen.findByText('Nobody came or left in the last 30 days');
  unmount();
  await flow({ '/v1/segments/loyal/flow': { ...MOVES, wentTo: [] } }, { language: 'zh' });
  await screen.findByText('没有客户离开');
  screen.getByRole('region', { name: '来自' });
});

test('a refusal is told and can be tried again; without the permission nothing is asked', async () => {
  const problem = Response.json({ code: 'VOLANO_INTERNAL', reason: 'the warehouse is away' }, { status: 500 });
  const { unmount } = await flow({ '/v1/segments/loyal/flow': problem });
  await screen.findByText('the warehouse is away');
  screen.getByRole('button', { name: 'Try again' });
  unmount();
  const { asked } = await flow({ '/v1/session': { member: { id: 'm', name: 'Ada' }, roles: [], permissions: ['overview.read'] } });
  await screen.findByText(/segments\.read/);
  expect(asked.filter(({ request }) => request.includes('/flow'))).toEqual([]);
});
