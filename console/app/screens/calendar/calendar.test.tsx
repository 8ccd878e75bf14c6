import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { dayOf, daysIn, moved, spanOf } from './days.ts';
import { Screen } from './index.tsx';

describe('days', () => {
  test('of a month are whole weeks around it, from Monday', () => {
    expect(spanOf('2026-03-10', 'month')).toEqual({ from: '2026-02-23', to: '2026-04-05' });
    expect(spanOf('2026-06-30', 'month')).toEqual({ from: '2026-06-01', to: '2026-07-05' });
    expect(daysIn(spanOf('2026-03-10', 'month'))).toHaveLength(42);
  });

  test('of a week are seven, whichever of them is meant', () => {
    for (const day of ['2026-03-09', '2026-03-12', '2026-03-15'])
      expect(spanOf(day, 'week')).toEqual({ from: '2026-03-09', to: '2026-03-15' });
  });

  test('move by a week or to the first of a month, over the ends of years', () => {
    expect([moved('2026-12-31', 'month', 1), moved('2026-01-31', 'month', -1), moved('2026-03-31', 'month', 1)]).toEqual([
      '2027-01-01',
      '2025-12-01',
      '2026-04-01',
    ]);
    expect([moved('2026-12-30', 'week', 1), moved('2026-01-02', 'week', -1)]).toEqual(['2027-01-06', '2025-12-26']);
  });

  test('are those of the zone', () => {
    const late = Date.UTC(2026, 2, 1, 20);
    expect([dayOf(late, 'UTC'), dayOf(late, 'Asia/Shanghai')]).toEqual(['2026-03-01', '2026-03-02']);
  });
});

const entry = (journey: string, more: object) => ({
  ...{ day: '2026-03-12', at: '10:00', journey, name: { en: `The ${journey}`, zh: journey }, kind: 'broadcast', customers: 1 },
  ...{ channels: ['mail'], purposes: ['offers'] },
  ...more,
});
const answers = {
  ...SHOP,
  '/v1/session': { roles: [], permissions: ['calendar.read'] },
  '/v1/names': {
    journey: { news: { en: 'The news', zh: '上新' }, digest: { en: 'The digest', zh: '周报' }, later: { en: 'The later', zh: '回访' } },
    segment: { buyers: { en: 'Buyers', zh: '买家' } },
    channel: { mail: { en: 'Mail', zh: '邮件' } },
    trait: { birthday: { en: 'Birthday', zh: '生日' } },
  },
  '/v1/calendar': {
    ...{ from: '2026-02-23', to: '2026-04-05', unknown: ['later'] },
    entries: [
      entry('news', { segment: 'buyers', customers: 1_200 }),
      entry('digest', { kind: 'schedule' }),
      entry('greeting', { day: '2026-03-20', kind: 'date', trait: 'birthday', channels: [] }),
    ],
    overlaps: [{ day: '2026-03-12', journeys: ['news', 'digest'], customers: 300 }],
  },
};
const at = { answers, at: '/calendar?day=2026-03-12', path: '/calendar' };

test('a month shows what is planned for whom, and who would hear of two', async () => {
  const { container } = await renderConsole(<Screen />, at);
  const news = (await screen.findByText('The news', { selector: 'article *' })).closest('article')!;
  await waitFor(() =>
    expect(news.textContent).toMatch(/10:00 The news.*Broadcast · Buyers · 1,?.*customers.*Mail.*Some hear of another one that day/),
  );
  expect(news.closest('li')!.querySelector('time')!.getAttribute('datetime')).toBe('2026-03-12');
  expect(container.textContent).toMatch(/The news and The digest share 300 customers/);
  expect(container.textContent).toMatch(/Date of the customer · Birthday · 1 customer/);
  expect(container.textContent).toMatch(/Schedule · Everybody/);
  // Which month it is, and which days of the week.
  expect(container.textContent).toContain('March 2026');
  expect(container.querySelector('.calendar-heads')!.textContent).toBe('MonTueWedThuFriSatSun');
  expect(container.textContent).toContain('known customer by customer only: The later');
  expect(container.querySelectorAll('.calendar-day')).toHaveLength(42);
});

test('a week is asked for alone, and one goes on from it', async () => {
  const { asked } = await renderConsole(<Screen />, at);
  fireEvent.click(await screen.findByText('Week'));
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/calendar?from=2026-03-09&to=2026-03-15'));
  fireEvent.click(screen.getByRole('button', { name: 'Later' }));
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/calendar?from=2026-03-16&to=2026-03-22'));
});

test('who may change journeys begins a broadcast from here', async () => {
  const session = { roles: [], permissions: ['calendar.read', 'journeys.write'] };
  await renderConsole(<Screen />, { ...at, answers: { ...answers, '/v1/session': session } });
  expect((await screen.findByRole('link', { name: 'New broadcast' })).getAttribute('href')).toBe('/broadcast');
});

test('without anything planned it says what would stand there, in Chinese too', async () => {
  const calendar = { from: '2026-02-23', to: '2026-04-05', entries: [], overlaps: [], unknown: [] };
  await renderConsole(<Screen />, { ...at, language: 'zh', answers: { ...answers, '/v1/calendar': calendar } });
  await screen.findByText('这段时间没有安排');
});
