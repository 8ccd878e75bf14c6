/** Against somebody who walks through the journey by chance. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, durationMs, HOUR } from '../../base/index.ts';
import { trait } from '../build/conditions.ts';
import type { StepInput } from '../build/step-inputs.ts';
import { branch, exit, split, wait, waitFor, waitUntil } from '../build/steps.ts';
import { listsWithin, type Step } from '../step.ts';
import { journeyOf, mail, text } from './lint.suite.ts';
import { pathsOf, waysOf } from './ways.ts';

const shown = (steps: readonly StepInput[]): readonly string[] =>
  waysOf(journeyOf(steps)).map((way) => way.map(({ step, atMost }) => `${step.id}@${atMost / HOUR}`).join(' '));

describe('ways', () => {
  test('lead through waits, the longest that they can be', () => {
    expect(shown([mail('a'), wait('2d'), mail('b'), waitUntil('10:00'), mail('c')])).toEqual(['a@0 b@48 c@73']);
    expect(shown([waitUntil('10:00', { weekdays: [1, 2] }), mail('a')])).toEqual(['a@175']);
  });

  test('part, and come together again', () => {
    expect(shown([branch({ when: trait('city').is('x'), then: [mail('a')], otherwise: [text('b')] }), mail('c')])).toEqual([
      'a@0 c@0',
      'b@0 c@0',
    ]);
    expect(shown([branch({ when: trait('city').is('x'), then: [mail('a')] }), mail('c')])).toEqual(['a@0 c@0', 'c@0']);
    expect(shown([waitFor('Paid', { timeout: '1d', then: [mail('a')], otherwise: [mail('b')] }), mail('c')])).toEqual([
      'a@24 c@24',
      'b@24 c@24',
    ]);
  });

  test('lead by the arms of a split; who is in none goes the way of nobody in particular', () => {
    const arms = [
      { id: 'x', share: 0.5, steps: [mail('a')] },
      { id: 'y', share: 0.5, steps: [] },
    ];
    expect(shown([split(arms), mail('c')])).toEqual(['a@0 c@0', 'c@0']);
  });

  test('end at an exit', () => {
    expect(shown([branch({ when: trait('city').is('x'), then: [mail('a'), exit()] }), mail('c')])).toEqual(['a@0', 'c@0']);
  });

  test('are not followed without end', () => {
    const fork = (id: number): StepInput => branch({ when: trait('city').is('x'), then: [mail(`m${id}`)] });
    expect(waysOf(journeyOf(Array.from({ length: 40 }, (_, id) => fork(id)))).length).toBeLessThanOrEqual(2_000);
  });
});

test('every step is found at its path', () => {
  const journey = journeyOf([branch({ when: trait('city').is('x'), then: [mail('a')], otherwise: [text('b')] }), mail('c')]);
  const paths = pathsOf(journey);
  expect([paths.get('a'), paths.get('b'), paths.get('c')]).toEqual(['steps[0].branches[0].steps[0]', 'steps[0].otherwise[0]', 'steps[1]']);
});

/** Takes the ways that the numbers say, in the shortest time that waits can take. */
function walk(steps: readonly Step[], next: () => number): { readonly sent: readonly (readonly [id: string, at: number])[] } {
  const sent: (readonly [string, number])[] = [];
  let now = 0;
  const through = (list: readonly Step[]): boolean => {
    for (const step of list) {
      if (step.type === 'exit') return false;
      if (step.type === 'send') sent.push([step.id, now]);
      if (step.type === 'wait') now += step.duration ? durationMs(step.duration) : (next() % (DAY / HOUR)) * HOUR;
      if (step.type === 'wait_for') now += next() % durationMs(step.timeout);
      const lists = listsWithin(step);
      const ways = [...lists.map(({ steps: inside }) => inside), ...('otherwise' in step || lists.length === 0 ? [] : [[]])];
      const way = step.type === 'split' ? lists[next() % lists.length]!.steps : ways[next() % ways.length];
      if (lists.length > 0 && !through(way!)) return false;
    }
    return true;
  };
  through(steps);
  return { sent };
}

describe('whoever walks', () => {
  const { steps } = fc.letrec<{ step: StepInput; steps: StepInput[] }>((tie) => ({
    steps: fc.array(tie('step'), { minLength: 1, maxLength: 3 }),
    step: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<StepInput>(wait('2h'), waitUntil('09:00'), exit(), {
        type: 'send',
        channel: 'mail',
        template: 'hello',
        purpose: 'offers',
      }),
      tie('steps').map((inside) => branch({ when: trait('city').is('x'), then: inside as StepInput[] })),
      tie('steps').map((inside) => waitFor('Paid', { timeout: '1d', otherwise: inside as StepInput[] })),
      tie('steps').map((inside) => split([{ id: 'arm', share: 1, steps: inside as StepInput[] }])),
    ),
  }));

  test('goes one of the ways, and is never later than it says', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.nat(1_000_000), { minLength: 40, maxLength: 40 }), (inside, numbers) => {
        const journey = journeyOf(inside);
        let drawn = 0;
        const { sent } = walk(journey.steps, () => numbers[drawn++ % numbers.length]!);
        const same = waysOf(journey).filter((way) => way.map(({ step }) => step.id).join() === sent.map(([id]) => id).join());
        expect(same.length).toBeGreaterThan(0);
        expect(same.some((way) => way.every(({ atMost }, index) => sent[index]![1] <= atMost))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
