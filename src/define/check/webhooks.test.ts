import { expect, test } from 'vitest';
import { defineChannel, defineJourney, defineProject, defineTemplate, defineTrait, defineWorkspace } from '../build/definitions.ts';
import type { StepInput } from '../build/step-inputs.ts';
import { webhook } from '../build/steps.ts';
import { onEvent } from '../build/triggers.ts';
import { text } from '../example.suite.ts';
import { problemsOf } from './validate.ts';

const name = text('Name');
const awaited = { outcome: 'answered', timeout: '10m' } as const;
type Input = Omit<Extract<StepInput, { type: 'webhook' }>, 'type' | 'channel' | 'template'>;

function problems(options: Input, event = 'Asked'): string[] {
  const project = defineProject(
    defineWorkspace({ id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's' }),
    defineChannel({ id: 'hook', type: 'webhook', name }),
    defineTemplate({ id: 'ask', name, body: '{}' }),
    defineTrait({ id: 'score', name, type: 'number' }),
    defineTrait({ id: 'wishes', name, type: 'list' }),
    defineTrait({ id: 'orders', name, aggregate: 'count', event: 'Order' }),
    defineJourney({
      id: 'j',
      name,
      stage: 'retain',
      trigger: onEvent(event),
      reentry: 'always',
      steps: [webhook({ id: 'ask', channel: 'hook', template: 'ask', ...options })],
    }),
  );
  return problemsOf(project).map(({ message }) => message);
}

test('what is answered sets declared traits, and is waited for', () => {
  expect(problems({ response: [{ field: 'data.score', trait: 'score', optional: true }], await: awaited })).toEqual([]);
});

test.each<[string, Input, RegExp]>([
  ['without waiting', { response: [{ field: 'score', trait: 'score' }] }, /an answer is waited for/],
  [
    'while only the call is waited for',
    { response: [{ field: 'score', trait: 'score' }], await: { outcome: 'sent', timeout: '1h' } },
    /is waited for/,
  ],
  ['though nothing is taken', { await: awaited }, /nothing is taken from the answer/],
  ['from a list', { response: [{ field: 'scores[]', trait: 'score' }], await: awaited }, /"scores\[\]" is inside a list/],
  [
    'twice',
    {
      response: [
        { field: 'a', trait: 'score' },
        { field: 'b', trait: 'score' },
      ],
      await: awaited,
    },
    /set by another field already/,
  ],
  ['for a computed trait', { response: [{ field: 'a', trait: 'orders' }], await: awaited }, /"orders" is computed/],
  ['for a list', { response: [{ field: 'a', trait: 'wishes' }], await: awaited }, /"wishes" is a list/],
  ['for a trait that is not there', { response: [{ field: 'a', trait: 'scor' }], await: awaited }, /scor/],
  ['from nowhere', { response: [{ field: '', trait: 'score' }], await: awaited }, /a path/],
  ['of nothing', { response: [], await: awaited }, /response/],
])('not %s', (_, options, problem) => {
  expect(problems(options).join('\n')).toMatch(problem);
});

test('a journey that its own answer starts, again and again at once, is refused', () => {
  expect(problems({ response: [{ field: 'a', trait: 'score' }], await: awaited }, '$identify').join('\n')).toMatch(
    /it starts again with what it sends itself/,
  );
});
