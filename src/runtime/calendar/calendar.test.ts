import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  defineJourney,
  defineProject,
  defineSegment,
  defineTrait,
  onDate,
  onSchedule,
  send,
  type Trigger,
  trait,
  wait,
} from '../../define/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';
import type { CalendarQuestion } from './calendar.ts';

const name = { en: 'Name', zh: '名称' };
const message = send({ id: 'message', channel: 'capture', template: 'thanks', purpose: 'offers' });
const journey = (id: string, trigger: Trigger) =>
  defineJourney({ id, name, stage: 'retain', trigger, reentry: 'once', steps: [message, wait('7d')] });
let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(
    defineProject(
      ...shopProject().definitions,
      defineTrait({ id: 'birthday', name, type: 'string' }),
      defineTrait({ id: 'timezone', name, type: 'string' }),
      defineTrait({ id: 'first_order', name, event: 'Order Completed', aggregate: 'first' }),
      defineSegment({ id: 'buyers', name, condition: trait('orders').atLeast(1) }),
      defineSegment({ id: 'rich', name, condition: trait('spent').atLeast(10) }),
      journey('spring', onSchedule({ date: '2099-03-05', at: '10:00', segment: 'rich' })),
      journey('all', onSchedule({ date: '2099-03-05', at: '09:00' })),
      journey('weekly', onSchedule({ every: 'week', weekday: 4, at: '18:00', segment: 'buyers' })),
      journey('birthday', onDate('birthday', { at: '08:00' })),
      journey('anniversary', onDate('first_order', { at: '08:00' })),
      defineJourney({
        id: 'quiet',
        name,
        stage: 'retain',
        trigger: onSchedule({ date: '2099-03-05', at: '11:00' }),
        reentry: 'once',
        steps: [wait('1d')],
      }),
    ),
  );
  // Spent 0, 4, 8, 12, 16: two of them are rich.
  for (let user = 0; user < 5; user++) await shop.batch(order(`u${user}`, `o${user}`, user * 4));
  const birthdays = ['1990-03-07', '--03-07', '1980-03-09', '1985-05-01'];
  for (const [user, birthday] of birthdays.entries())
    await shop.call({ type: 'identify', userId: `u${user}`, messageId: `b${user}`, traits: { birthday } });
  // Said last, it counts.
  await shop.call({ type: 'identify', userId: 'u2', messageId: 'again', traits: { birthday: '1980-03-08', timezone: 'Pacific/Auckland' } });
  await shop.running.settle();
});
afterAll(() => shop.close());

const week: CalendarQuestion = { from: '2099-03-02', to: '2099-03-08' };
const calendar = (question: CalendarQuestion, user?: string) =>
  shop.running.questions.calendar(question, user === undefined ? undefined : { namespace: 'user_id', value: user });
const shown = async (question: CalendarQuestion, user?: string): Promise<readonly string[]> =>
  (await calendar(question, user))!.entries.map(({ day, at, journey: id, kind, customers }) => `${day} ${at} ${id} ${kind} ${customers}`);

describe('the calendar', () => {
  test('has broadcasts, schedules and dates of a span, with how many customers each concerns', async () => {
    expect(await shown(week)).toEqual([
      '2099-03-05 09:00 all broadcast 5',
      '2099-03-05 10:00 spring broadcast 2',
      '2099-03-05 11:00 quiet broadcast 5',
      '2099-03-05 18:00 weekly schedule 5',
      '2099-03-07 08:00 birthday date 2',
      '2099-03-08 08:00 birthday date 1',
    ]);
    expect((await calendar(week))?.entries[1]).toMatchObject({ segment: 'rich', channels: ['capture'], purposes: ['offers'], name });
    expect((await calendar(week))?.unknown).toEqual(['anniversary']);
  });

  test('says who would hear of two on one day', async () => {
    expect((await calendar(week))?.overlaps).toEqual([
      { day: '2099-03-05', journeys: ['all', 'weekly'], customers: 5 },
      { day: '2099-03-05', journeys: ['all', 'spring'], customers: 2 },
      { day: '2099-03-05', journeys: ['spring', 'weekly'], customers: 2 },
    ]);
  });

  test('is one customer’s, by what is known of it', async () => {
    expect(await shown(week, 'u0')).toEqual([
      '2099-03-05 09:00 all broadcast 1',
      '2099-03-05 11:00 quiet broadcast 1',
      '2099-03-05 18:00 weekly schedule 1',
      '2099-03-07 08:00 birthday date 1',
    ]);
    expect((await shown(week, 'u2')).at(-1)).toBe('2099-03-08 08:00 birthday date 1');
    expect((await shown({ from: '2098-01-01', to: '2098-12-31' }, 'u0')).filter((line) => line.includes('anniversary'))).toHaveLength(1);
    expect(await calendar(week, 'nobody')).toBeUndefined();
  });

  test('is empty where nothing is planned', async () => {
    expect(await shown({ from: '2099-03-06', to: '2099-03-06' })).toEqual([]);
    expect((await calendar({}))?.from).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test.each([
    [{ from: 'today' }, 'from'],
    [{ from: '2099-03-05', to: '2099-03-04' }, 'to'],
    [{ from: '2099-01-01', to: '2101-01-01' }, 'to'],
    [{ from: '2099-02-30' }, 'from'],
  ])('of %j is refused', async (question, field) => {
    await expect(calendar(question)).rejects.toMatchObject({ code: 'VOLANO_QUERY_INVALID', message: expect.stringContaining(field) });
  });
});
