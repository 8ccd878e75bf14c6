/** What a journey may say: the checker and the published schema agree on each trigger and each step. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { text } from '../example.suite.ts';
import { journeySchema } from './journey.ts';

const published: object = JSON.parse(readFileSync(new URL('../../../docs/schemas/journey.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, strictTuples: false, allowUnionTypes: true }).compile(published);

function isValid(change: object): boolean {
  const journey = {
    kind: 'journey',
    id: 'j',
    name: text('Name'),
    stage: 'retain',
    trigger: { type: 'event', event: 'E' },
    reentry: 'once',
    steps: [{ type: 'exit', id: 'x' }],
    ...change,
  };
  const { success } = journeySchema.safeParse(journey);
  expect(validate(journey), 'the published schema').toBe(success);
  return success;
}

const date = { type: 'date', trait: 'birthday', on: 'day', every: 'year', at: '09:00' };
const schedule = { type: 'schedule', every: 'day', at: '09:00' };
const segment = { type: 'segment', segment: 's' };
const without = (from: Readonly<Record<string, unknown>>, field: string) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => key !== field));

describe('triggers', () => {
  test.each<[object]>([
    [segment],
    [{ ...segment, on: 'enter' }],
    [{ ...segment, on: 'exit' }],
    [date],
    [{ ...date, on: 'month', every: 'once', daysBefore: 365 }],
    [{ ...date, at: '23:59', daysBefore: 0 }],
    [schedule],
    [{ ...schedule, every: 'week', weekday: 7, segment: 's' }],
    [{ ...schedule, every: 'month', day: 31, at: '00:00' }],
    [{ ...without(schedule, 'every'), rule: 'FREQ=DAILY', from: '2026-01-05' }],
    [{ ...without(schedule, 'every'), date: '2026-12-01', segment: 's' }],
    [{ type: 'start' }],
  ])('%j', (trigger) => {
    expect(isValid({ trigger })).toBe(true);
  });

  test.each<[object]>([
    [{ ...segment, on: 'retracted' }],
    [{ ...segment, at: '09:00' }],
    [without(date, 'trait')],
    [without(date, 'at')],
    [without(date, 'on')],
    [without(date, 'every')],
    [{ ...date, trait: 'Birth day' }],
    [{ ...date, at: '24:00' }],
    [{ ...date, at: '9:00' }],
    [{ ...date, daysBefore: -1 }],
    [{ ...date, daysBefore: 366 }],
    [{ ...date, daysBefore: 1.5 }],
    [{ ...date, every: 'month' }],
    [without(schedule, 'at')],
    [{ ...schedule, every: 'hour' }],
    [{ ...schedule, every: 'week', weekday: 0 }],
    [{ ...schedule, every: 'week', weekday: 8 }],
    [{ ...schedule, every: 'month', day: 32 }],
    [{ ...schedule, every: 'month', day: 0 }],
    [{ ...schedule, date: '1.12.2026' }],
    [{ ...schedule, rule: '' }],
    [{ ...schedule, from: '2026-1-5' }],
    [{ type: 'start', event: 'E' }],
    [{ type: 'moon', phase: 'full' }],
  ])('not %j', (trigger) => {
    expect(isValid({ trigger })).toBe(false);
  });

  test.each([
    ['order_id', true],
    ['order.id', true],
    ['', false],
    ['order..id', false],
    [7, false],
  ])('a key %j: %s', (key, expected) => {
    expect(isValid({ key })).toBe(expected);
  });
});

describe('limits, windows and kpis', () => {
  const kpi = { metric: 'lift', target: 0.02 };
  test.each<[object]>([
    [{ limits: {} }],
    [{ limits: { concurrent: 200, cooldown: '30d' } }],
    [{ goalWithin: '7d' }],
    [{ kpi }],
    [{ kpi: { metric: 'revenue_per_customer', target: 12.5, within: '14d' } }],
  ])('%j', (change) => {
    expect(isValid(change)).toBe(true);
  });

  test.each<[object]>([
    [{ limits: { concurrent: 0 } }],
    [{ limits: { concurrent: 201 } }],
    [{ limits: { cooldown: '0s' } }],
    [{ limits: { perHour: 3 } }],
    [{ goalWithin: 'soon' }],
    [{ kpi: without(kpi, 'target') }],
    [{ kpi: { ...kpi, metric: 'happiness' } }],
    [{ kpi: { ...kpi, target: '2 %' } }],
  ])('not %j', (change) => {
    expect(isValid(change)).toBe(false);
  });
});

const inside = [{ type: 'exit', id: 'inner' }];
const waitFor = { type: 'wait_for', id: 'w', event: 'E', timeout: '1d', steps: inside };
const split = { type: 'split', id: 's', arms: [{ id: 'a', share: 0.5, steps: inside }] };
const arm = split.arms[0]!;
const update = { type: 'update', id: 'u', traits: { tier: 'gold', points: 3, member: true } };
const send = { type: 'send', id: 's', channel: 'mail', template: 't', purpose: 'p' };
const webhook = { type: 'webhook', id: 'h', channel: 'hook', template: 't' };
const condition = { combinator: 'and', rules: [{ field: 'property.x', operator: '=', value: 1 }] };

describe('steps', () => {
  test.each<[object]>([
    [{ type: 'wait', id: 'w', duration: '2h' }],
    [{ type: 'wait', id: 'w', until: { at: '10:00' } }],
    [{ type: 'wait', id: 'w', until: { at: '10:00', weekdays: [1, 7] } }],
    [waitFor],
    [{ ...waitFor, where: condition, otherwise: [] }],
    [split],
    [{ ...split, arms: [arm, { ...arm, id: 'b', share: 1, steps: [] }] }],
    [update],
    [webhook],
    [without(waitFor, 'steps')],
    [
      {
        ...without(without(waitFor, 'event'), 'steps'),
        branches: [
          { on: condition, steps: [] },
          { on: { event: 'E' }, steps: [] },
        ],
      },
    ],
    [{ ...waitFor, rearm: { event: 'E', where: condition } }],
    [{ ...waitFor, stage: 'advocate' }],
    [{ type: 'start_journey', id: 's', journey: 'other', properties: { a: 1, b: 'x', c: true, d: { property: 'order.id' } } }],
    [{ type: 'stop_journey', id: 's', journey: 'other', stage: 'retain' }],
    [{ ...webhook, await: { outcome: 'sent', timeout: '1h' }, onFailure: [] }],
    [{ ...send, fallbacks: [{ channel: 'text', template: 't' }], preference: 'favourite', nextOnFailure: true }],
    [{ ...send, await: { outcome: 'clicked', timeout: '2d' }, onFailure: [{ type: 'exit', id: 'e', failed: true }] }],
  ])('%j', (step) => {
    expect(isValid({ steps: [step] })).toBe(true);
  });

  test.each<[object]>([
    [{ type: 'wait', id: 'w', duration: '0h' }],
    [{ type: 'wait', id: 'w', until: '10:00' }],
    [{ type: 'wait', id: 'w', until: { at: '10:00', weekdays: [] } }],
    [{ type: 'wait', id: 'w', until: { at: '10:00', weekdays: [8] } }],
    [{ type: 'wait', id: 'w', until: { at: '24:00' } }],
    [without(waitFor, 'timeout')],
    [{ ...waitFor, timeout: '0s' }],
    [{ ...waitFor, steps: [{ type: 'jump', id: 'j' }] }],
    [{ ...split, arms: [] }],
    [{ ...split, arms: [{ ...arm, share: 0 }] }],
    [{ ...split, arms: [{ ...arm, share: 1.1 }] }],
    [{ ...split, arms: [without(arm, 'id')] }],
    [{ ...split, arms: [without(arm, 'steps')] }],
    [{ ...update, traits: { tier: ['gold'] } }],
    [{ ...update, traits: { tier: null } }],
    [{ ...update, traits: { 'Tier 1': 'gold' } }],
    [without(update, 'traits')],
    [{ ...webhook, purpose: 'news' }],
    [without(webhook, 'channel')],
    [without(webhook, 'template')],
    [{ type: 'start_journey', id: 's' }],
    [{ type: 'start_journey', id: 's', journey: 'Other' }],
    [{ type: 'start_journey', id: 's', journey: 'other', properties: { a: { trait: 'x' } } }],
    [{ type: 'start_journey', id: 's', journey: 'other', properties: { a: null } }],
    [{ type: 'stop_journey', id: 's', journey: 'other', properties: {} }],
    [{ ...waitFor, branches: [] }],
    [{ ...waitFor, branches: Array.from({ length: 10 }, () => ({ on: condition, steps: [] })) }],
    [{ ...waitFor, rearm: condition }],
    [{ ...waitFor, stage: 'churn' }],
    [{ ...webhook, await: { outcome: 'clicked', timeout: '1h' } }],
    [{ ...send, await: { outcome: 'seen', timeout: '1h' } }],
    [{ ...send, await: { outcome: 'sent' } }],
    [{ ...send, fallbacks: [] }],
    [{ ...send, nextOnFailure: false }],
    [{ type: 'exit', id: 'e', failed: false }],
  ])('not %j', (step) => {
    expect(isValid({ steps: [step] })).toBe(false);
  });
});
