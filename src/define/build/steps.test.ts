import { describe, expect, test } from 'vitest';
import type { Step } from '../step.ts';
import { all, occurs, property, tag } from './conditions.ts';
import { type StepInput, stepsOf } from './step-inputs.ts';
import { branch, exit, send, split, startJourney, stopJourney, update, wait, waitFor, waitForFirst, waitUntil, webhook } from './steps.ts';
import { onDate, onEvent, onSchedule, onSegment, onSegmentExit, onStart } from './triggers.ts';

const hello = { channel: 'capture', template: 'hello', purpose: 'news' };

/** Ids in reading order, branches in parentheses. */
const idsOf = (steps: readonly Step[]): string =>
  steps
    .map((step) => {
      if (step.type !== 'branch') return step.id;
      const arms = [...step.branches.map((arm) => arm.steps), ...(step.otherwise ? [step.otherwise] : [])];
      return `${step.id}(${arms.map(idsOf).join(' | ')})`;
    })
    .join(' ');

describe('ids of steps', () => {
  test.each<[string, readonly StepInput[], string]>([
    ['come from what the step does', [wait('2h'), send(hello), exit()], 'wait-2h send-hello exit'],
    ['are numbered when taken', [wait('1d'), wait('1d'), wait('2d'), wait('1d')], 'wait-1d wait-1d-2 wait-2d wait-1d-3'],
    ['are kept when given', [wait('1d', { id: 'pause' }), exit({ id: 'end' }), send({ ...hello, id: 'mail' })], 'pause end mail'],
    ['leave given ones alone', [wait('1d'), wait('2d', { id: 'wait-1d' })], 'wait-1d-2 wait-1d'],
    [
      'reach into branches',
      [branch({ when: tag('vip'), then: [wait('1d')], otherwise: [wait('1d'), exit()] }), exit()],
      'branch(wait-1d | wait-1d-2 exit) exit-2',
    ],
    [
      'see given ones in branches first',
      [exit(), branch({ id: 'b', branches: [{ when: tag('vip'), steps: [exit({ id: 'exit' })] }] })],
      'exit-2 b(exit)',
    ],
  ])('%s', (_, inputs, expected) => {
    expect(idsOf(stepsOf(inputs))).toBe(expected);
  });

  test('survive an edit of the neighbours', () => {
    const before = stepsOf([wait('1d'), send(hello)]);
    const after = stepsOf([send({ ...hello, template: 'other' }), wait('3d'), wait('1d'), send(hello)]);
    expect(after.slice(2)).toEqual(before);
  });
});

describe('branch', () => {
  test('with when and then has one branch', () => {
    expect(stepsOf([branch({ when: tag('vip'), then: [] })])).toEqual([
      { type: 'branch', id: 'branch', branches: [{ when: all(tag('vip')), steps: [] }] },
    ]);
  });

  test('with several takes the first that is true', () => {
    const input = branch({
      id: 'tier',
      branches: [
        { when: tag('gold'), steps: [wait('1d')] },
        { when: all(tag('silver')), steps: [] },
      ],
      otherwise: [exit()],
    });
    expect(stepsOf([input])).toEqual([
      {
        type: 'branch',
        id: 'tier',
        branches: [
          { when: all(tag('gold')), steps: [{ type: 'wait', id: 'wait-1d', duration: '1d' }] },
          { when: all(tag('silver')), steps: [] },
        ],
        otherwise: [{ type: 'exit', id: 'exit' }],
      },
    ]);
  });
});

test('send says what, where and for which purpose', () => {
  expect(stepsOf([send({ ...hello, messageClass: 'service' })])).toEqual([
    { type: 'send', id: 'send-hello', ...hello, messageClass: 'service' },
  ]);
});

test('waits for a time of day or an event, splits, updates and webhooks say what they do', () => {
  const steps = stepsOf([
    waitUntil('10:05', { weekdays: [1, 5] }),
    waitUntil('09:00', { id: 'morning' }),
    waitFor('Paid', { timeout: '2d', where: property('x').is(1), then: [wait('1d')], otherwise: [wait('1d')] }),
    waitFor('Paid', { timeout: '2d', id: 'still' }),
    split([{ id: 'a', share: 0.5, steps: [wait('1d')] }]),
    update({ tier: 'gold' }),
    webhook({ channel: 'hook', template: 'call' }),
  ]);
  expect(steps).toEqual([
    { type: 'wait', id: 'wait-until-1005', until: { at: '10:05', weekdays: [1, 5] } },
    { type: 'wait', id: 'morning', until: { at: '09:00' } },
    {
      type: 'wait_for',
      id: 'wait-for',
      event: 'Paid',
      where: all(property('x').is(1)),
      timeout: '2d',
      steps: [{ type: 'wait', id: 'wait-1d', duration: '1d' }],
      otherwise: [{ type: 'wait', id: 'wait-1d-2', duration: '1d' }],
    },
    { type: 'wait_for', id: 'still', event: 'Paid', timeout: '2d', steps: [] },
    { type: 'split', id: 'split', arms: [{ id: 'a', share: 0.5, steps: [{ type: 'wait', id: 'wait-1d-3', duration: '1d' }] }] },
    { type: 'update', id: 'update', traits: { tier: 'gold' } },
    { type: 'webhook', id: 'webhook-call', channel: 'hook', template: 'call' },
  ]);
});

test('a wait for the first of several ways takes events and conditions, single rules too', () => {
  const steps = stepsOf([
    waitForFirst(
      [
        { on: occurs('Paid', property('x').is(1)), steps: [wait('1d')] },
        { on: tag('vip'), steps: [wait('1d')] },
      ],
      { timeout: '2d', rearm: occurs('Product Added'), otherwise: [exit()], stage: 'retain' },
    ),
  ]);
  expect(steps).toEqual([
    {
      type: 'wait_for',
      id: 'wait-for',
      branches: [
        { on: { event: 'Paid', where: all(property('x').is(1)) }, steps: [{ type: 'wait', id: 'wait-1d', duration: '1d' }] },
        { on: all(tag('vip')), steps: [{ type: 'wait', id: 'wait-1d-2', duration: '1d' }] },
      ],
      timeout: '2d',
      rearm: { event: 'Product Added' },
      otherwise: [{ type: 'exit', id: 'exit' }],
      stage: 'retain',
    },
  ]);
});

test('what is handed over says what it rests for, its ways, and what follows a failure', () => {
  const heard = { outcome: 'delivered', timeout: '1d' } as const;
  const steps = stepsOf([
    send({
      ...hello,
      fallbacks: [{ channel: 'text', template: 'short' }],
      preference: 'favourite',
      await: heard,
      onFailure: [exit({ failed: true })],
    }),
    webhook({ channel: 'hook', template: 'call', onFailure: [exit()], stage: 'activate' }),
  ]);
  expect(steps).toEqual([
    {
      type: 'send',
      id: 'send-hello',
      ...hello,
      fallbacks: [{ channel: 'text', template: 'short' }],
      preference: 'favourite',
      await: heard,
      onFailure: [{ type: 'exit', id: 'exit', failed: true }],
    },
    {
      type: 'webhook',
      id: 'webhook-call',
      channel: 'hook',
      template: 'call',
      onFailure: [{ type: 'exit', id: 'exit-2' }],
      stage: 'activate',
    },
  ]);
});

test('journeys are started and stopped by name', () => {
  expect(
    stepsOf([startJourney('care', { properties: { order: { property: 'id' } } }), stopJourney('cart'), stopJourney('cart', { id: 'x' })]),
  ).toEqual([
    { type: 'start_journey', id: 'start-care', journey: 'care', properties: { order: { property: 'id' } } },
    { type: 'stop_journey', id: 'stop-cart', journey: 'cart' },
    { type: 'stop_journey', id: 'x', journey: 'cart' },
  ]);
});

test('a branch may stand at a stage', () => {
  expect(stepsOf([branch({ when: tag('vip'), then: [], stage: 'advocate' })])[0]).toMatchObject({ id: 'branch', stage: 'advocate' });
});

test('ids that were given inside any step are left alone', () => {
  const inside = [wait('1d', { id: 'wait-2d' })];
  const ids = (step: StepInput) => stepsOf([wait('2d'), step])[0]!.id;
  expect(ids(split([{ id: 'a', share: 1, steps: inside }]))).toBe('wait-2d-2');
  expect(ids(waitFor('E', { timeout: '1d', then: inside }))).toBe('wait-2d-2');
  expect(ids(waitFor('E', { timeout: '1d', otherwise: inside }))).toBe('wait-2d-2');
  expect(ids(waitForFirst([{ on: tag('vip'), steps: inside }], { timeout: '1d' }))).toBe('wait-2d-2');
  expect(ids(send({ ...hello, onFailure: inside }))).toBe('wait-2d-2');
});

describe('triggers', () => {
  test('by date, by default each year', () => {
    expect(onDate('birthday', { at: '09:00' })).toEqual({ type: 'date', trait: 'birthday', on: 'day', every: 'year', at: '09:00' });
    const ending = { type: 'date', trait: 'ends', on: 'month', every: 'once', daysBefore: 14, at: '09:00' };
    expect(onDate('ends', { on: 'month', every: 'once', daysBefore: 14, at: '09:00' })).toEqual(ending);
  });

  test('by schedule, and by leaving a segment', () => {
    const weekly = { every: 'week', weekday: 1, at: '09:00', segment: 'vip' } as const;
    expect(onSchedule(weekly)).toEqual({ type: 'schedule', ...weekly });
    expect(onSegmentExit('vip')).toEqual({ type: 'segment', segment: 'vip', on: 'exit' });
  });

  test('by name, by a rule, and once', () => {
    expect(onStart()).toEqual({ type: 'start' });
    const rule = { rule: 'FREQ=DAILY', from: '2026-01-05', at: '09:00' };
    expect(onSchedule(rule)).toEqual({ type: 'schedule', ...rule });
  });

  test('by event', () => {
    expect(onEvent('Paid')).toEqual({ type: 'event', event: 'Paid' });
    expect(onEvent('Paid', { where: property('x').is(1), maxAge: '5m' })).toEqual({
      type: 'event',
      event: 'Paid',
      maxAge: '5m',
      where: all(property('x').is(1)),
    });
  });

  test('by segment', () => {
    expect(onSegment('vip')).toEqual({ type: 'segment', segment: 'vip' });
  });
});
