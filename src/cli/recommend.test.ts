import { describe, expect, test } from 'vitest';
import { DAY } from '../base/index.ts';
import type { RecommendationAnswer } from '../runtime/index.ts';
import type { Management } from './management.ts';
import { runProgram } from './program.ts';
import { recommendCommand } from './recommend.ts';
import { captured } from './terminal.suite.ts';

const model = { recommendation: 'goes_with', model: '1700000000000', known: 12 };
const tea = { id: 'tea', popularity: 3.25, category: 'drinks', cycleMs: 30 * DAY, out: true, with: [['cup', 0.5]] } as const;

async function volano(words: readonly string[], answer: RecommendationAnswer, ids: readonly string[] = ['goes_with']) {
  const { world, out, err } = captured();
  const asked: unknown[] = [];
  const recommended: Management['recommended'] = async (...question) => {
    asked.push(question);
    return answer;
  };
  const management = { recommended, recommendations: async () => ids, close: async () => undefined } as unknown as Management;
  const code = await runProgram(['recommend', ...words], world, [recommendCommand(world, async () => management)]);
  return { code, out: out().split('\n'), err: err(), asked };
}

describe('volano recommend', () => {
  test('shows what the model knows of an item, of the only recommendation there is', async () => {
    const { code, out, asked } = await volano(['--item', 'tea'], { ...model, item: tea });
    expect(code).toBe(0);
    expect(asked).toEqual([['goes_with', { item: 'tea' }]]);
    expect(out).toEqual([
      'Recommendation "goes_with" knows 12 items, computed at 2023-11-14T22:13:20.000Z.',
      'tea, drinks, popularity 3.3, bought again after 30 days (median), not in stock',
      'goes with it   score',
      'cup           0.5000',
    ]);
    expect((await volano(['--item', 'x'], { ...model, item: null })).out[1]).toBe('The model does not know this item.');
  });

  test('shows what a customer is recommended, and why', async () => {
    const items = [
      { id: 'cup', by: 'together', score: 0.5, because: 'tea' },
      { id: 'soap', by: 'popular' },
    ];
    const { out, asked } = await volano(['other', '--customer', 'user_id:ada'], { ...model, items });
    expect(asked).toEqual([['other', { namespace: 'user_id', value: 'ada' }]]);
    expect(out[2]).toMatch(/^cup +together +0.5 +tea$/);
    const json = await volano(['--customer', 'c1', '--json'], { ...model, items });
    expect(JSON.parse(json.out[0]!)).toEqual({ ...model, items });
  });

  test('says that there is no model yet, and what to name', async () => {
    expect((await volano(['--item', 'x'], { recommendation: 'goes_with', known: 0, item: null })).out[0]).toContain('has no model yet');
    expect((await volano([], model)).err).toContain('one of --item and --customer');
    expect((await volano(['--item', 'x'], model, ['a', 'b'])).err).toContain('one of a, b');
    expect((await volano(['--item', 'x'], model, [])).err).toContain('the release has none');
  });
});
