import { describe, expect, test } from 'vitest';
import type { Step } from '../journey.ts';
import { all, property, tag } from './conditions.ts';
import { branch, exit, onEvent, onSegment, type StepInput, send, stepsOf, wait } from './steps.ts';

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

describe('triggers', () => {
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
