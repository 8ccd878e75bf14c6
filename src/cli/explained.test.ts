/** What people read of an explanation: on which side of a rollout somebody is. */
import { expect, test } from 'vitest';
import type { Explanation, JourneyExplanation } from '../runtime/index.ts';
import { linesOfExplanation } from './explained.ts';

const rollout: NonNullable<JourneyExplanation['rollout']> = {
  ...{ rollout: '7', release: 7, state: 'running', stage: 1, stages: 3 },
  ...{ version: 4, isNew: true, decidedBy: 0, rule: 'rollout.drawn', read: { percent: 10, draw: 2.7104 } },
};
const explained = (more: Partial<JourneyExplanation>): Explanation => ({
  ...{ customer: 'c1', absorbed: [], release: 7, at: 0, position: 9, timeZone: 'UTC' },
  journeys: [
    { journey: 'cart', name: { en: 'Cart', zh: '购物车' }, version: 4, rollout, standing: 'refused', entered: 0, messages: [], ...more },
  ],
});

test('the version, the stage that decided it, and why, in both languages', () => {
  expect(linesOfExplanation(explained({}), 'en').join('\n')).toContain(
    'Rollout 7 of release 7 is at stage 2 of 3 (running): this customer enters version 4. Stage 1 decided that: the draw is 2.7104, below the 10 %',
  );
  const chinese = linesOfExplanation(explained({}), 'zh').join('\n');
  expect(chinese).toContain('该客户进入第 4 版。由第 1 阶段决定：抽样值为 2.7104，低于该阶段覆盖的 10 %。');
});

test('who does not enter it is told so; who has been in it, in which version', () => {
  const way = { instance: 'i1', version: 3, enteredAt: 0, endedAt: 5, evidence: [] };
  const lines = linesOfExplanation(
    explained({ rollout: { ...rollout, version: 0, isNew: false, rule: 'rollout.not_drawn' }, way }),
    'en',
  ).join('\n');
  expect(lines).toContain('this customer does not enter it');
  expect(lines).toContain('The latest way through it is in version 3.');
});
