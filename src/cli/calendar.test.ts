import { expect, test } from 'vitest';
import type { Calendar } from '../runtime/index.ts';
import { calendarCommand } from './calendar.ts';
import type { Management } from './management.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';
import type { Locale } from './texts/index.ts';

const full: Calendar = {
  from: '2026-12-01',
  to: '2026-12-31',
  entries: [
    {
      day: '2026-12-01',
      at: '10:00',
      journey: 'spring',
      name: { en: 'Spring', zh: '春季' },
      kind: 'broadcast',
      segment: 'buyers',
      customers: 40,
      channels: ['mail', 'inbox'],
      purposes: ['offers'],
    },
    {
      day: '2026-12-03',
      at: '09:00',
      journey: 'all',
      name: { en: 'All', zh: '所有' },
      kind: 'schedule',
      customers: 100,
      channels: ['mail'],
      purposes: ['offers'],
    },
    {
      day: '2026-12-05',
      at: '09:00',
      journey: 'birthday',
      name: { en: 'B', zh: '生日' },
      kind: 'date',
      trait: 'birthday',
      customers: 2,
      channels: [],
      purposes: [],
    },
  ],
  overlaps: [{ day: '2026-12-03', journeys: ['all', 'spring'], customers: 40 }],
  unknown: ['anniversary'],
};
const empty: Calendar = { ...full, entries: [], overlaps: [], unknown: [] };

async function volano(
  words: readonly string[],
  { calendar = full, locale = 'en' }: { readonly calendar?: Calendar; readonly locale?: Locale } = {},
) {
  const { world, out } = captured({ locale });
  const asked: unknown[] = [];
  const management = {
    calendar: async (question: unknown) => {
      asked.push(question);
      return calendar;
    },
    close: async () => undefined,
  };
  const code = await runProgram(['calendar', ...words], world, [calendarCommand(world, async () => management as unknown as Management)]);
  return { code, out: out(), asked };
}

test('a table of what is planned, who hears twice, and what cannot be told', async () => {
  const { code, out, asked } = await volano(['--from', '2026-12-01', '--customer', 'email:a@b:c']);
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    '       day  at     journey   kind       for        customers  channels     purposes',
    '2026-12-01  10:00  spring    broadcast  buyers            40  mail, inbox  offers',
    '2026-12-03  09:00  all       schedule   everybody        100  mail         offers',
    '2026-12-05  09:00  birthday  date       birthday           2',
    'Twice on a day:',
    '2026-12-03  all and spring: customers in both 40',
    'Begin on computed dates, known customer by customer only (--customer): anniversary',
  ]);
  expect(asked).toEqual([{ from: '2026-12-01', namespace: 'email', value: 'a@b:c' }]);
});

test('in Chinese, empty, and as one document', async () => {
  expect((await volano([], { locale: 'zh' })).out).toContain('所有客户');
  expect((await volano([], { calendar: empty })).out).toBe('Nothing is planned from 2026-12-01 to 2026-12-31.');
  expect((await volano([], { calendar: empty, locale: 'zh' })).out).toBe('2026-12-01 至 2026-12-31 没有计划。');
  expect(JSON.parse((await volano(['--customer', 'c1', '--json'])).out)).toEqual(full);
});
