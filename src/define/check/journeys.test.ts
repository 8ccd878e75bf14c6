import { describe, expect, test } from 'vitest';
import { any, manual, occurs, property, tag, trait } from '../build/conditions.ts';
import { defineChannel, defineJourney, defineTag, defineTemplate, defineTrait, type JourneyInput } from '../build/definitions.ts';
import type { StepInput } from '../build/step-inputs.ts';
import {
  branch,
  exit,
  removeTag,
  send,
  setTag,
  split,
  startJourney,
  stopJourney,
  ticket,
  update,
  wait,
  waitFor,
  waitForFirst,
  waitUntil,
  webhook,
} from '../build/steps.ts';
import { onDate, onEvent, onSchedule, onSegment, onStart } from '../build/triggers.ts';
import type { ChannelType } from '../channel.ts';
import { text } from '../example.suite.ts';
import { journeyFaults, wholeOf } from './journeys.ts';
import type { ValueType } from './types.ts';
import { problemsOf } from './validate.ts';

const name = text('Name');
const channel = (id: string, type: ChannelType) => defineChannel({ id, name, type });
const whole = wholeOf(
  [
    channel('hook', 'webhook'),
    channel('mail', 'email'),
    defineTemplate({ id: 'titled', name, subject: 'Call back', body: 'Please' }),
    defineTemplate({ id: 'bare', name, body: 'Please' }),
    ...(['number', 'string', 'boolean', 'time', 'list'] as const).map((type) => defineTrait({ id: type, name, type })),
    defineTag({ id: 'by_hand', name, owner: 'crm', rule: any(manual('by_hand'), trait('number').atLeast(9)) }),
    defineTag({ id: 'by_rule', name, owner: 'crm', rule: manual('by_hand') }),
    defineTrait({ id: 'scalar', name, event: 'E', aggregate: 'last', property: 'x' }),
  ],
  // Ids of traits are their types.
  (id) => id as ValueType,
);

const found = (change: Partial<JourneyInput>) => {
  const journey = defineJourney({ id: 'j', name, stage: 'retain', trigger: onEvent('E'), reentry: 'once', steps: [wait('1d')], ...change });
  return [...journeyFaults(journey, whole)].map(({ path, text: fault }) => `${path}: ${fault.en}`);
};
const walked = (...steps: readonly StepInput[]) => found({ steps });

describe('ids and ends', () => {
  test('step ids are unique, those inside other steps included', () => {
    const inner = branch({ when: tag('a'), then: [wait('1d', { id: 'same' })] });
    expect(walked(wait('1d', { id: 'same' }), inner)).toEqual(['steps[1].branches[0].steps[0].id: another step has the id "same" already']);
    const arms = [{ id: 'a', share: 0.5, steps: [wait('1d', { id: 'same' })] }];
    expect(walked(wait('1d', { id: 'same' }), split(arms))).toEqual([
      'steps[1].arms[0].steps[0].id: another step has the id "same" already',
    ]);
    const waiting = waitFor('E', { timeout: '1d', then: [], otherwise: [wait('1d', { id: 'same' })] });
    expect(walked(wait('1d', { id: 'same' }), waiting)).toEqual(['steps[1].otherwise[0].id: another step has the id "same" already']);
  });

  test('nothing stands behind an exit', () => {
    expect(walked(wait('1d'), exit())).toEqual([]);
    expect(walked(exit(), wait('1d'))).toEqual(['steps[1]: nobody reaches it: step "exit" always ends the journey']);
  });

  test.each<[string, StepInput]>([
    ['branch', branch({ when: tag('a'), then: [exit()], otherwise: [wait('1d'), exit()] })],
    ['wait-for', waitFor('E', { timeout: '1d', then: [exit()], otherwise: [exit()] })],
    [
      'split',
      split([
        { id: 'a', share: 0.3, steps: [exit()] },
        { id: 'b', share: 0.7, steps: [exit()] },
      ]),
    ],
  ])('nor behind a %s whose every way ends', (id, closed) => {
    expect(walked(closed, wait('3d'))).toEqual([`steps[1]: nobody reaches it: step "${id}" always ends the journey`]);
  });

  test.each<[string, StepInput]>([
    ['branch without otherwise', branch({ when: tag('a'), then: [exit()] })],
    ['branch that goes on', branch({ when: tag('a'), then: [exit()], otherwise: [] })],
    ['wait without otherwise', waitFor('E', { timeout: '1d', then: [exit()] })],
    ['split that leaves some out', split([{ id: 'a', share: 0.9, steps: [exit()] }])],
  ])('but behind a %s', (_, open) => {
    expect(walked(open, wait('3d'))).toEqual([]);
  });

  test('inside a branch too', () => {
    expect(walked(branch({ when: tag('a'), then: [exit(), wait('1d')] }))).toEqual([
      'steps[0].branches[0].steps[1]: nobody reaches it: step "exit" always ends the journey',
    ]);
  });
});

describe('steps', () => {
  const arm = (id: string, share: number) => ({ id, share, steps: [] });
  const ONE_OR_FIRST = 'a wait is for one event ("event") or for the first of several ways to open ("branches")';
  const other = { channel: 'hook', template: 't' };
  const heard = { outcome: 'delivered', timeout: '1d' } as const;
  const sending = (change: object): StepInput => ({ ...send({ channel: 'mail', template: 't', purpose: 'p' }), ...change });
  const todo = { template: 'titled', owner: 'crm', due: '1d' } as const;
  const wanting = 'steps[0].channel: a webhook step needs a channel of type webhook';

  test.each<[string, StepInput, readonly string[]]>([
    ['a wait until morning', waitUntil('09:00', { weekdays: [1, 2, 7] }), []],
    ['a weekday twice', waitUntil('09:00', { weekdays: [1, 2, 1] }), ['steps[0].until.weekdays: a weekday stands there twice']],
    ['a wait for nothing', { type: 'wait' }, ['steps[0]: a wait has either a duration or a time until which it lasts']],
    [
      'a wait for both',
      { type: 'wait', duration: '1d', until: { at: '09:00' } },
      ['steps[0]: a wait has either a duration or a time until which it lasts'],
    ],
    ['a wait of three years', wait('1096d'), ['steps[0].duration: a wait may last 730 days at most']],
    ['a time-out of three years', waitFor('E', { timeout: '1096d' }), ['steps[0].timeout: a wait may last 730 days at most']],
    ['a split of thirds and tenths', split([arm('a', 0.1), arm('b', 0.2), arm('c', 0.7)]), []],
    ['a split of too much', split([arm('a', 0.6), arm('b', 0.5)]), ['steps[0].arms: the shares sum to 1.1, more than everybody']],
    ['arms of one name', split([arm('a', 0.1), arm('a', 0.1)]), ['steps[0].arms[1].id: another arm has the id "a" already']],
    ['an update of each type', update({ number: 1, string: 'x', boolean: true, time: '2024-05-12' }), []],
    ['an update of a time in ms', update({ time: 1_700_000_000_000 }), []],
    ['a ticket', ticket({ ...todo, channel: 'hook', await: { outcome: 'resolved', timeout: '1d' } }), []],
    ['a ticket that is kept here', ticket(todo), []],
    [
      'a ticket by e-mail',
      ticket({ ...todo, channel: 'mail' }),
      ['steps[0].channel: a ticket goes to a channel of type webhook, "mail" is email. Without one it is kept here'],
    ],
    [
      'a ticket without a title',
      ticket({ ...todo, template: 'bare' }),
      [`steps[0].template: a ticket's title is the subject of its template, and "bare" has none`],
    ],
    ['a ticket due in years', ticket({ ...todo, due: '800d' }), ['steps[0].due: a wait may last 730 days at most']],
    ['a manual tag that is set', setTag('by_hand'), []],
    [
      'a tag that follows from its rule',
      removeTag('by_rule'),
      [`steps[0].tag: "by_rule" follows from its rule alone. To set it by hand as well, let the rule ask: manual('by_rule')`],
    ],
    ['an update of nothing', update({}), ['steps[0].traits: name at least one trait']],
    ['an update of a wrong type', update({ number: 'x' }), ['steps[0].traits.number: expected a number, got "x"']],
    ['an update that is no time', update({ time: 'soon' }), ['steps[0].traits.time: expected a time, got "soon"']],
    ['an update of a list', update({ list: 'x' }), ['steps[0].traits.list: expected a list, got "x"']],
    [
      'an update of what is computed',
      update({ scalar: 1 }),
      ['steps[0].traits.scalar: "scalar" is computed; only declared traits can be set'],
    ],
    ['a webhook', webhook({ channel: 'hook', template: 't' }), []],
    ['a webhook by mail', webhook({ channel: 'mail', template: 't' }), [`${wanting}, "mail" is email`]],
    ['a webhook to nobody', webhook({ channel: 'capture', template: 't' }), [`${wanting}, "capture" is none`]],
    [
      'a wait for ways',
      waitForFirst(
        [
          { on: occurs('E'), steps: [] },
          { on: tag('a'), steps: [] },
        ],
        { timeout: '1d' },
      ),
      [],
    ],
    [
      'a wait for ways without end',
      waitForFirst([{ on: tag('a'), steps: [] }], { timeout: '1096d' }),
      ['steps[0].timeout: a wait may last 730 days at most'],
    ],
    [
      'a wait for no event and no ways',
      { type: 'wait_for', timeout: '1d', steps: [] },
      [`steps[0]: ${ONE_OR_FIRST}`, 'steps[0].steps: "steps" belongs to "event", and there is none'],
    ],
    [
      'a wait for an event beside ways',
      { type: 'wait_for', event: 'E', branches: [{ on: tag('a'), steps: [] }], timeout: '1d' },
      [`steps[0]: ${ONE_OR_FIRST}`],
    ],
    ['a send with a fallback', sending({ fallbacks: [other] }), []],
    ['a send by preference', sending({ fallbacks: [other], preference: 'string', nextOnFailure: true, await: heard }), []],
    [
      'two ways on one channel',
      sending({ fallbacks: [other, other] }),
      ['steps[0].fallbacks[1].channel: "hook" is tried before; each way is on a channel of its own'],
    ],
    [
      'a preference without a choice',
      sending({ preference: 'number' }),
      [
        'steps[0].preference: there is one way only, and nothing to prefer. Add fallbacks',
        'steps[0].preference: a channel is named by a text, "number" is a number',
      ],
    ],
    [
      'a next way that is not there',
      sending({ nextOnFailure: true }),
      [
        'steps[0].nextOnFailure: there is no next way. Add fallbacks',
        'steps[0].nextOnFailure: it goes on at once and hears of no failure. Add await',
      ],
    ],
    [
      'an outcome for ever',
      sending({ await: { ...heard, timeout: '731d' } }),
      ['steps[0].await.timeout: a wait may last 730 days at most'],
    ],
    ['nothing behind a failure that exits', sending({ await: heard, onFailure: [exit()] }), []],
    [
      'a webhook that fails into a wait of three years',
      webhook({ channel: 'hook', template: 't', onFailure: [wait('1096d')] }),
      ['steps[0].onFailure[0].duration: a wait may last 730 days at most'],
    ],
  ])('%s', (_, step, expected) => {
    expect(walked(step)).toEqual(expected);
  });
});

describe('journeys that steps start and stop', () => {
  const other = (change: Partial<JourneyInput>) =>
    defineJourney({ id: 'other', name, stage: 'retain', trigger: onStart(), reentry: 'always', steps: [wait('1d')], ...change });
  const asked = (change: Partial<JourneyInput>, step: StepInput) => {
    const journey = defineJourney({ id: 'j', name, stage: 'retain', trigger: onEvent('E'), reentry: 'always', steps: [step] });
    const whole = wholeOf([journey, other(change)], () => 'scalar');
    return [...journeyFaults(journey, whole)].map(({ path, text: problem }) => `${path}: ${problem.en}`);
  };

  test.each<[string, Partial<JourneyInput>, StepInput, readonly string[]]>([
    ['by name', {}, startJourney('other', { properties: { a: 1 } }), []],
    ['with its key', { key: 'order.id' }, startJourney('other', { properties: { order: { property: 'order' } } }), []],
    ['any may be stopped', { trigger: onEvent('X') }, stopJourney('other'), []],
    [
      'that start by themselves',
      { trigger: onEvent('X') },
      startJourney('other'),
      ['steps[0].journey: "other" is started by its own trigger. Let it start by name: onStart()'],
    ],
    [
      'without their key',
      { key: 'order' },
      startJourney('other', { properties: { a: 1 } }),
      ['steps[0].properties: "other" has the key "order", and nothing of that name is handed over'],
    ],
  ])('%s', (_, change, step, expected) => {
    expect(asked(change, step)).toEqual(expected);
  });
});

describe('a kpi', () => {
  const goal = occurs('Order Completed');
  test.each<[Partial<JourneyInput>, readonly string[]]>([
    [{ goal, kpi: { metric: 'conversion_rate', target: 0.05 } }, []],
    [{ goal, holdout: 0.1, kpi: { metric: 'lift', target: -0.02, within: '14d' } }, []],
    [{ kpi: { metric: 'revenue_per_customer', target: 12 } }, []],
    [{ kpi: { metric: 'click_rate', target: 5 } }, ['kpi.target: expected a share, e.g. 0.05 for 5 %']],
    [{ kpi: { metric: 'click_rate', target: 0 } }, ['kpi.target: expected a share, e.g. 0.05 for 5 %']],
    [{ kpi: { metric: 'revenue_per_customer', target: 0 } }, ['kpi.target: expected an amount above 0']],
    [
      { kpi: { metric: 'lift', target: 0.1 } },
      [
        'kpi.metric: "lift" counts who reaches the goal, and the journey has none. Add a goal',
        'kpi.metric: "lift" compares with a holdout, and the journey has none. Add holdout',
      ],
    ],
  ])('%j', (change, expected) => {
    expect(found(change)).toEqual(expected);
  });
});

describe('triggers and keys', () => {
  const ONE_OF_THREE = 'a schedule comes each day, week or month ("every"), by a "rule", or on one "date": one of the three';
  const morning = { at: '09:00' };
  test.each<[string, Partial<JourneyInput>, readonly string[]]>([
    ['a date of type time', { trigger: onDate('time', morning) }, []],
    ['a date as text', { trigger: onDate('string', morning) }, []],
    [
      'a date that is a number',
      { trigger: onDate('number', morning) },
      ['trigger.trait: a date is of type time or a text like "1990-05-12", "number" is a number'],
    ],
    ['each day', { trigger: onSchedule({ every: 'day', ...morning }) }, []],
    ['each Monday', { trigger: onSchedule({ every: 'week', weekday: 1, ...morning }) }, []],
    [
      'each week',
      { trigger: onSchedule({ every: 'week', ...morning }) },
      ['trigger: each week on which day? Add weekday, 1 (Monday) to 7'],
    ],
    ['each month', { trigger: onSchedule({ every: 'month', ...morning }) }, ['trigger: each month on which day? Add day, 1 to 31']],
    [
      'a weekday of the month',
      { trigger: onSchedule({ every: 'month', weekday: 1, day: 1, ...morning }) },
      ['trigger.weekday: each month has no weekday; leave it out'],
    ],
    [
      'a day of the week by number',
      { trigger: onSchedule({ every: 'week', weekday: 1, day: 1, ...morning }) },
      ['trigger.day: each week has no day of the month; leave it out'],
    ],
    ['a rule', { trigger: onSchedule({ rule: 'FREQ=WEEKLY;BYDAY=MO', from: '2026-01-05', ...morning }) }, []],
    ['a broadcast', { trigger: onSchedule({ date: '2026-12-01', segment: 's', ...morning }) }, []],
    [
      'a rule that is none',
      { trigger: onSchedule({ rule: 'FREQ=HOURLY', from: '2026-01-05', ...morning }) },
      ['trigger.rule: FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY'],
    ],
    [
      'a rule without a beginning',
      { trigger: onSchedule({ rule: 'FREQ=DAILY', ...morning }) },
      ['trigger.from: a rule begins on a date, and nothing else does'],
    ],
    ['a date that is not there', { trigger: onSchedule({ date: '2026-02-30', ...morning }) }, ['trigger.date: there is no 2026-02-30']],
    ['a schedule of nothing', { trigger: onSchedule(morning) }, [`trigger: ${ONE_OF_THREE}`]],
    ['a schedule of two', { trigger: onSchedule({ every: 'day', date: '2026-12-01', ...morning }) }, [`trigger: ${ONE_OF_THREE}`]],
    ['a key of what is handed over', { key: 'order.id', trigger: onStart() }, []],
    [
      'a limit without a key',
      { limits: { concurrent: 3 } },
      ['limits.concurrent: without a key there is one instance at a time. Add a key, or leave it out'],
    ],
    ['a limit with a key', { key: 'order', limits: { concurrent: 3, cooldown: '1d' } }, []],
    ['a window without a goal', { goalWithin: '7d' }, ['goalWithin: there is no goal. Add one, or leave it out']],
    ['a key of the event', { key: 'order.id' }, []],
    [
      'a key without an event',
      { key: 'order_id', trigger: onSegment('s') },
      ['key: a key is a property of the triggering event, and no event triggers this journey. Leave it out'],
    ],
    ['a key in a list', { key: 'products[].sku' }, ['key: a key is one value, "products[].sku" is inside a list']],
  ])('%s', (_, change, expected) => {
    expect(found(change)).toEqual(expected);
  });

  test('the check of a project finds them, and that a date has no event whose properties could be read', () => {
    const journey = defineJourney({
      id: 'j',
      name,
      stage: 'retain',
      trigger: onDate('born', morning),
      when: property('x').is(1),
      reentry: 'always',
      steps: [waitFor('E', { timeout: '1d', where: property('y').is(1) })],
    });
    const definitions = [
      { kind: 'workspace', id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's' },
      defineTrait({ id: 'born', name, type: 'boolean' }),
      journey,
    ];
    expect(problemsOf({ definitions }).map(({ path }) => path)).toEqual(['journey "j" at when.rules[0]', 'journey "j" at trigger.trait']);
  });
});
