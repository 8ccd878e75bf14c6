import { expect, test } from 'vitest';
import { AnswerCache } from './cache.ts';

class World {
  now = 1_000;
  readonly asked: string[] = [];
  readonly #cache = new AnswerCache({ keptMs: 100, entriesMax: 2, now: () => this.now });

  ask(key: string): Promise<{ readonly value: string; readonly asOf: number }> {
    return this.#cache.of(key, async () => {
      this.asked.push(key);
      if (key === 'broken') throw new Error('broken');
      return { value: `${key} ${this.asked.length}` };
    });
  }
}

test('within its time an answer is given again, with when it was asked; then it is asked anew', async () => {
  const one = new World();
  expect(await one.ask('a')).toEqual({ value: 'a 1', asOf: 1_000 });
  one.now = 1_099;
  expect(await one.ask('a')).toEqual({ value: 'a 1', asOf: 1_000 });
  one.now = 1_100;
  expect(await one.ask('a')).toEqual({ value: 'a 2', asOf: 1_100 });
});

test('who asks while an answer is under way waits for the same', async () => {
  const one = new World();
  const [first, second] = await Promise.all([one.ask('a'), one.ask('a')]);
  expect([first, second, one.asked]).toEqual([{ value: 'a 1', asOf: 1_000 }, { value: 'a 1', asOf: 1_000 }, ['a']]);
});

test('a failure is not kept', async () => {
  const one = new World();
  await expect(one.ask('broken')).rejects.toThrow('broken');
  await expect(one.ask('broken')).rejects.toThrow('broken');
  expect(one.asked).toEqual(['broken', 'broken']);
});

test('of more than it keeps the one that was asked longest ago goes', async () => {
  const one = new World();
  for (const key of ['a', 'b', 'c', 'b', 'a']) await one.ask(key);
  expect(one.asked).toEqual(['a', 'b', 'c', 'a']);
});

test('an answer that is not worth keeping is asked for anew', async () => {
  let asked = 0;
  const cache = new AnswerCache({ keptMs: 100, entriesMax: 2, now: () => 0, isKept: (answer) => (answer as { count: number }).count > 1 });
  const ask = () => cache.of('a', async () => ({ count: ++asked }));
  expect([(await ask()).count, (await ask()).count, (await ask()).count]).toEqual([1, 2, 2]);
});
