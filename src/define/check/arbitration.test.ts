/** What a project may say about arbitration. */
import { describe, expect, test } from 'vitest';
import { defineJourney, definePolicy, defineTrait } from '../build/definitions.ts';
import { wait } from '../build/steps.ts';
import { onEvent } from '../build/triggers.ts';
import { text, workspace } from '../example.suite.ts';
import { problemsOf } from './validate.ts';

const problems = (...definitions: object[]) =>
  problemsOf({ definitions: [workspace, ...definitions] }).map(({ path, message }) => `${path}: ${message}`);
const policy = (arbitration: object) => definePolicy({ arbitration: arbitration as never });
const journey = (more: object) =>
  defineJourney({ id: 'j', name: text('J'), stage: 'retain', trigger: onEvent('A'), reentry: 'once', steps: [wait('1d')], ...more });

describe('a policy', () => {
  test.each([
    [{ window: '1d' }],
    [{ window: '1d', collect: '1d', losers: 'drop', expireAfter: '3d', classes: ['marketing', 'service'] }],
    [{ window: '2h', weights: { priority: 0, value: 3.5, fatigue: 1, recency: 0 } }],
  ])('%j is right', (arbitration) => {
    expect(problems(policy(arbitration))).toEqual([]);
  });

  test.each([
    [{}, 'arbitration.window'],
    [{ window: '0d' }, 'arbitration.window'],
    [{ window: '1h', collect: '2h' }, 'arbitration.collect'],
    [{ window: '1h', classes: ['transactional'] }, 'arbitration.classes'],
    [{ window: '1h', losers: 'wait' }, 'arbitration.losers'],
    [{ window: '1h', weights: { value: -1 } }, 'arbitration.weights.value'],
    [{ window: '1h', weights: { luck: 1 } }, 'arbitration.weights'],
  ])('%j is not: %s', (arbitration, place) => {
    expect(problems(policy(arbitration)).join('\n')).toContain(place);
  });
});

describe('a journey', () => {
  const worth = defineTrait({ id: 'worth', name: text('Worth'), type: 'number' });

  test.each([{ priority: 'exempt' }, { priority: 'high', value: 12.5 }, { value: { trait: 'worth' } }])('%j is right', (more) => {
    expect(problems(journey(more), worth)).toEqual([]);
  });

  test.each([
    [{ priority: 'urgent' }, 'priority'],
    [{ value: -1 }, 'value'],
    [{ value: { trait: 'nope' } }, 'value.trait'],
  ])('%j is not: %s', (more, place) => {
    expect(problems(journey(more), worth).join('\n')).toContain(`journey "j" at ${place}`);
  });
});
