import { expect, test } from 'vitest';
import { defineJourney } from '../build/definitions.ts';
import type { StepInput } from '../build/step-inputs.ts';
import { exit, send, split, wait, waitFor } from '../build/steps.ts';
import { onEvent } from '../build/triggers.ts';
import { text } from '../example.suite.ts';
import type { Fallback } from '../step.ts';
import { fallbackFaults } from './fallbacks.ts';
import { journeyFaults, wholeOf } from './journeys.ts';

const built = (...steps: readonly StepInput[]) =>
  defineJourney({ id: 'j', name: text('J'), stage: 'retain', trigger: onEvent('E'), reentry: 'once', steps });
const faults = (...steps: readonly StepInput[]): string[] =>
  [...fallbackFaults(built(...steps).steps)].map(({ path, text: fault }) => `${path}: ${fault.en}`);
const mail = (id: string, fallback?: Fallback) => send({ id, channel: 'mail', template: 'm', purpose: 'p', ...(fallback && { fallback }) });

test('a fallback leads onwards', () => {
  expect(faults(mail('a', { step: 'b' }), wait('1d'), mail('b', { skip: true }))).toEqual([]);
  expect(faults(mail('a', { step: 'in' }), waitFor('E', { timeout: '1d', then: [mail('in')] }))).toEqual([]);
  expect(faults(split([{ id: 'x', share: 1, steps: [mail('a', { step: 'b' })] }]), mail('b'))).toEqual([]);
  expect(faults(mail('b'), mail('a', { step: 'b' }))).toEqual([
    'steps[1].fallback.step: no step "b" comes after "a"; name one that does, or skip',
  ]);
  expect(faults(mail('a', { step: 'a' }))).toHaveLength(1);
  expect(
    faults(
      split([
        { id: 'x', share: 0.5, steps: [mail('a', { step: 'b' })] },
        { id: 'y', share: 0.5, steps: [mail('b')] },
      ]),
    ),
  ).toHaveLength(1);
});

test('another way is for sends', () => {
  expect(faults(mail('a', { channel: 'text', template: 't' }))).toEqual([]);
  expect(faults(wait('1d', { fallback: { channel: 'text', template: 't' } }))).toEqual([
    'steps[0].fallback: only a send can go another way; skip the step, or name a later one',
  ]);
});

test('what a fallback leads to may stand behind an end', () => {
  const whole = wholeOf([], () => 'string');
  const fallen = [...journeyFaults(built(wait('1d', { fallback: { step: 'b' } }), exit(), mail('b')), whole)];
  expect(fallen).toEqual([]);
});
