/** Guardrails and fallbacks as authors write them. */
import { describe, expect, test } from 'vitest';
import { tag } from './build/conditions.ts';
import { defineJourney } from './build/definitions.ts';
import {
  branch,
  exit,
  type StepOptions,
  send,
  split,
  startJourney,
  stopJourney,
  update,
  wait,
  waitFor,
  waitForFirst,
  waitUntil,
  webhook,
} from './build/steps.ts';
import { onEvent } from './build/triggers.ts';
import { text } from './example.suite.ts';
import { GUARDRAIL_MEASURES, type Guardrail, guardrail, guardrailFault } from './guardrail.ts';
import { journeySchema } from './schema/journey.ts';
import { type Fallback, rerouteWayOf, type SendStep, usualWaysOf, waysOf } from './step.ts';

const errors = guardrail({ measure: 'error', atMost: 0.05 });
const options: StepOptions = { guardrails: [errors], fallback: { skip: true, probe: 0.1 } };

describe('any step', () => {
  test.each([
    ['wait', wait('1d', options)],
    ['wait until', waitUntil('10:00', options)],
    ['wait for', waitFor('E', { timeout: '1d', ...options })],
    ['wait for the first', waitForFirst([{ on: { event: 'E' }, steps: [] }], { timeout: '1d', ...options })],
    ['branch', branch({ when: tag('a'), then: [], ...options })],
    ['branches', branch({ branches: [{ when: tag('a'), steps: [] }], ...options })],
    ['split', split([{ id: 'a', share: 1, steps: [] }], options)],
    ['send', send({ channel: 'mail', template: 't', purpose: 'p', ...options })],
    ['webhook', webhook({ channel: 'hook', template: 't', ...options })],
    ['update', update({ vip: true }, options)],
    ['start', startJourney('other', options)],
    ['stop', stopJourney('other', options)],
    ['exit', exit(options)],
  ])('%s: has guardrails and a fallback', (_, step) => {
    const journey = defineJourney({ id: 'j', name: text('J'), stage: 'retain', trigger: onEvent('E'), reentry: 'once', steps: [step] });
    expect(journey.steps[0]).toMatchObject(options);
    expect(journeySchema.parse(journey)).toEqual(journey);
  });

  test.each<[Fallback | object, boolean]>([
    [{ skip: true }, true],
    [{ step: 'later', probe: 0.2 }, true],
    [{ channel: 'text', template: 't', variant: 'b' }, true],
    [{ skip: false }, false],
    [{ skip: true, step: 'later' }, false],
    [{ channel: 'text' }, false],
    [{ step: 'later', probe: 0.9 }, false],
    [{ step: 'later', probe: 0 }, false],
  ])('its fallback %j: %s', (fallback, isOne) => {
    const steps = [send({ id: 's', channel: 'mail', template: 't', purpose: 'p', fallback: fallback as Fallback })];
    const journey = defineJourney({ id: 'j', name: text('J'), stage: 'retain', trigger: onEvent('E'), reentry: 'once', steps });
    expect(journeySchema.safeParse(journey).success).toBe(isOne);
  });
});

describe('ways of a send', () => {
  const step: SendStep = {
    type: 'send',
    id: 's',
    channel: 'mail',
    template: 'm',
    purpose: 'p',
    fallbacks: [{ channel: 'text', template: 't' }],
  };
  const places = (ways: ReturnType<typeof waysOf>) => ways.map(({ channel, path }) => `${path}${channel}`);

  test('the one of a reroute is the last, and none of the usual ones', () => {
    const rerouting: SendStep = { ...step, fallback: { channel: 'box', template: 'b', probe: 0.1 } };
    expect(places(waysOf(rerouting))).toEqual(['mail', 'fallbacks[0].text', 'fallback.box']);
    expect(places(usualWaysOf(rerouting))).toEqual(['mail', 'fallbacks[0].text']);
    expect(rerouteWayOf(rerouting)).toEqual({ channel: 'box', template: 'b' });
  });

  test('without one they are the usual ones', () => {
    expect(waysOf(step)).toEqual(usualWaysOf(step));
    expect(rerouteWayOf({ fallback: { skip: true } })).toBeUndefined();
  });
});

describe('guardrails', () => {
  test.each<[Guardrail, string | undefined]>([
    [errors, undefined],
    [{ measure: 'conversion', atLeast: 0.2 }, undefined],
    [{ measure: 'conversion', noWorseBy: 0.02 }, undefined],
    [{ measure: 'fatigue', noWorseBy: 0.02 }, undefined],
    [{ measure: 'stall' }, 'one bound'],
    [{ measure: 'stall', atMost: 0.1, noWorseBy: 0.1 }, 'one bound'],
    [{ measure: 'drop', atLeast: 0.1 }, 'less of drop is no break'],
    [{ measure: 'conversion', atMost: 0.1 }, 'more conversion is no break'],
  ])('%j: %s', (given, fault) => {
    if (fault === undefined) expect(guardrailFault(given)).toBeUndefined();
    else expect(guardrailFault(given)?.en).toContain(fault);
  });

  test('have names in both languages', () => {
    for (const { en, zh } of Object.values(GUARDRAIL_MEASURES)) expect([en, zh].every((one) => one.length > 0)).toBe(true);
  });
});
