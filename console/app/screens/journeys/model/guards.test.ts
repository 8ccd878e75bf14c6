import { expect, test } from 'vitest';
import type { Step } from './document.ts';
import { bounded, boundOf, boundsOf, type Guardrail, guardFaults, MEASURES, measuring } from './guards.ts';
import { CART } from './journey.suite.ts';
import { laterSteps } from './later.ts';
import { missingIn } from './problems.ts';

const later = (id: string): readonly string[] => laterSteps(CART, id).map((one) => one.id);

test('later are the steps behind, those behind what a step stands in, and those inside its own ways', () => {
  expect(later('pause')).toEqual(['loyal', 'mail', 'lost', 'test', 'tag-a', 'click', 'cold', 'last']);
  expect(later('loyal')).toEqual(['mail', 'lost', 'test', 'tag-a', 'click', 'cold', 'last']);
  // Nobody comes from one way of a branch to another.
  expect(later('mail')).toEqual(['lost', 'click', 'cold', 'last']);
  expect(later('tag-a')).toEqual(['click', 'cold', 'last']);
  expect([later('last'), later('nowhere')]).toEqual([[], []]);
});

test('a measure keeps its bound where it can have it, and its share in any case', () => {
  const error: Guardrail = { measure: 'error', atMost: 0.1, minimum: 20 };
  expect(measuring(error, 'stall')).toEqual({ measure: 'stall', atMost: 0.1, minimum: 20 });
  expect(measuring(error, 'conversion')).toEqual({ measure: 'conversion', atLeast: 0.1, minimum: 20 });
  expect(measuring(bounded(error, 'noWorseBy', 0.2), 'conversion')).toEqual({ measure: 'conversion', noWorseBy: 0.2, minimum: 20 });
  for (const measure of MEASURES) for (const bound of boundsOf(measure)) expect(boundOf(bounded({ measure }, bound))).toBe(bound);
});

test('what is wrong is found at the step, before anything is saved', () => {
  const mail = { type: 'send', id: 'mail', channel: 'email', template: 'cart', purpose: 'offers' } as const;
  const faults = (more: Partial<Step>): readonly string[] =>
    guardFaults(CART, { ...mail, ...more } as Step).map(({ path, what }) => `${path}: ${what}`);
  expect(faults({ guardrails: [{ measure: 'error', atMost: 0 }], fallback: { skip: true } })).toEqual([]);
  expect(faults({ guardrails: [{ measure: 'error', noWorseBy: 0 }] })).toEqual(['guardrails[0].noWorseBy: worse']);
  expect(faults({ fallback: { step: 'pause' } })).toEqual(['fallback.step: later']);
  expect(faults({ fallback: { step: 'last' } })).toEqual([]);
  expect(faults({ fallback: { channel: '', template: '' } })).toEqual(['fallback: channel', 'fallback: template']);
  expect(faults({ type: 'wait', fallback: { channel: 'sms', template: 'x' } } as Partial<Step>)).toEqual(['fallback: onlySend']);
  const [pause, ...rest] = CART.steps;
  const journey = { ...CART, steps: [{ ...pause!, fallback: { step: 'gone' } }, ...rest] };
  expect(missingIn(journey)).toContainEqual({ path: 'steps[0].fallback.step', what: 'later' });
});
