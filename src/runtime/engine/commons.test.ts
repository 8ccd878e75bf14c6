/** What customers have in common, through the engine: kept over restarts, the same wherever batches are cut, and once for each batch of codes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Commons, type Identifier } from '../../core/index.ts';
import type { Definition } from '../../define/index.ts';
import { commonsRows, StoredCommons } from './commons.ts';
import { NAME, Trial } from './trial.suite.ts';

const DEFINITIONS: readonly Definition[] = [
  { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' },
  { kind: 'benefit', id: 'welcome', name: NAME, type: 'coupon', lowAt: 1, limits: { total: 4 } },
  {
    kind: 'journey',
    id: 'greet',
    name: NAME,
    stage: 'acquire',
    trigger: { type: 'event', event: 'Signed Up' },
    reentry: 'always',
    limits: { entriesPerDay: 5 },
    steps: [{ type: 'benefit', id: 'give', benefit: 'welcome' }],
  },
];
const codes = (batch: string, ...all: readonly string[]) => ({ type: 'codes', benefit: 'welcome', batch, codes: all, by: 'crm' }) as const;

async function played(trial: Trial): Promise<Trial> {
  const signUp = async (n: number): Promise<void> => {
    const who: Identifier = ['user_id', `u${n}`];
    await trial.append(trial.entry([who], 'Signed Up'));
  };
  await trial.append(codes('early', 'A', 'B'));
  await trial.release(DEFINITIONS);
  await trial.append(codes('early', 'A', 'B'));
  for (let n = 0; n < 3; n++) await signUp(n);
  await trial.append(codes('late', 'C', 'D', 'E'));
  for (let n = 3; n < 7; n++) await signUp(n);
  await trial.run();
  return trial;
}

const told = async (trial: Trial) =>
  (await trial.facts()).flatMap(({ kind, action, name, detail }) =>
    kind === 'benefit' || kind === 'alert' || action === 'not_entered'
      ? [`${action} ${name} ${detail?.code ?? detail?.rule ?? detail?.codes ?? detail?.value}`]
      : [],
  );

test('codes are given from the log, in order, each once; the day ends the entries, and the total the giving', async () => {
  const trial = await played(await Trial.open());
  expect(await told(trial)).toEqual([
    'stocked welcome 2',
    'granted welcome A',
    'raised codes_left 1',
    'granted welcome B',
    'refused welcome benefit.empty',
    'stocked welcome 3',
    'cleared codes_left 3',
    'granted welcome C',
    'granted welcome D',
    'raised codes_left 1',
    'not_entered greet entries.per_day',
    'not_entered greet entries.per_day',
  ]);
});

test('where batches are cut, and how often the engine starts anew, changes nothing', async () => {
  const trial = await played(await Trial.open({ batchMax: 100 }));
  for (const batchMax of [1, 3]) expect(await told(await trial.again({ batchMax, cacheMax: 0 }))).toEqual(await told(trial));
  await trial.restart();
  expect(trial.engine.meta.commons.parts).toEqual((await trial.again({})).engine.meta.commons.parts);
  expect([trial.engine.meta.commons.left('welcome'), trial.engine.meta.commons.given('welcome')]).toEqual([1, 4]);
});

test('its rows are what differs, and all of them together are the whole', () => {
  const move = fc.oneof(
    fc.record({ benefit: fc.constantFrom('a', 'b-c'), batch: fc.nat(5), codes: fc.nat(3) }),
    fc.constantFrom('a', 'b-c').map((take) => ({ take })),
    fc.nat(3).map((day) => ({ day })),
  );
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const rows = new Map<string, unknown>();
      let commons = new Commons();
      for (const one of moves) {
        const next = commons.copy();
        if ('batch' in one)
          next.stock(
            one.benefit,
            String(one.batch),
            Array.from({ length: one.codes }, (_, i) => `${one.batch}-${i}`),
          );
        else if ('day' in one) next.countEntry('j', one.day);
        else if (next.takeCode(one.take) !== undefined) next.countGiven(one.take);
        for (const [name, value] of commonsRows(commons, next)) {
          if (value === undefined) rows.delete(name);
          else rows.set(name, JSON.parse(JSON.stringify(value)));
        }
        commons = next;
        const stored = new StoredCommons();
        for (const [name, json] of rows) expect(stored.take(name, json)).toBe(true);
        expect(stored.whole().parts).toEqual(commons.parts);
      }
    }),
  );
});
