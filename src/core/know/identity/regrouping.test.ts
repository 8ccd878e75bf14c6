import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamespaceDefinition } from '../../../define/index.ts';
import type { Identifier } from '../../entry.ts';
import { Regrouping, type RulesDifference } from './regrouping.ts';
import { compileIdentityRules, type IdentityRules } from './rules.ts';
import { StoredIdentity } from './store.suite.ts';

const namespace = (id: string, priority: number, limit: number, more: Partial<NamespaceDefinition> = {}): NamespaceDefinition => ({
  kind: 'namespace',
  id,
  name: { en: id, zh: id },
  priority,
  limit,
  ...more,
});

function differenceOf(events: readonly (readonly Identifier[])[], before: IdentityRules, after: IdentityRules): RulesDifference {
  const regrouping = new Regrouping({ before, after });
  events.forEach((identifiers, index) => {
    const position = index + 1;
    regrouping.take({ identifiers, at: 1_000 + position, address: { partition: 0, position, ordinal: 0 }, source: `m${position}` });
  });
  return regrouping.difference();
}

const built = compileIdentityRules([]);

describe('what other rules would make of a history', () => {
  const kiosk: readonly (readonly Identifier[])[] = [
    [
      ['user_id', 'a'],
      ['card', '1'],
    ],
    [
      ['card', '1'],
      ['till', 't'],
    ],
    [
      ['card', '2'],
      ['till', 't'],
    ],
    [['email', 'x@y.z']],
  ];

  it('is nothing when the rules are the same', () => {
    const same = differenceOf(kiosk, built, built);
    expect(same.before).toEqual(same.after);
    expect([same.split, same.joined]).toEqual([
      { count: 0, examples: [] },
      { count: 0, examples: [] },
    ]);
    expect(same).toMatchObject({ events: 4, before: { profiles: 2, merges: 0, unidentified: 0 } });
  });

  it('tells who would be parted', () => {
    const { before, after, split, joined } = differenceOf(
      kiosk,
      built,
      compileIdentityRules([namespace('till', 90, 1, { merges: false })]),
    );
    expect([before.profiles, after.profiles, joined.count]).toEqual([2, 3, 0]);
    expect(split).toEqual({
      count: 1,
      examples: [
        [
          [
            ['user_id', 'a'],
            ['card', '1'],
          ],
          [['card', '2']],
        ],
      ],
    });
  });

  it('and, the other way round, who would be joined', () => {
    const { split, joined } = differenceOf(kiosk, compileIdentityRules([namespace('till', 90, 1, { merges: false })]), built);
    expect([split.count, joined.count, joined.examples[0]]).toEqual([0, 1, expect.arrayContaining([[['card', '2']]])]);
  });

  it('counts what is left out and what is blocked', () => {
    const strict = compileIdentityRules([namespace('card', 6, 1), namespace('email', 5, 5, { blockedPatterns: ['@y'] })]);
    const { before, after } = differenceOf(
      [
        ...kiosk,
        [
          ['card', '1'],
          ['card', '3'],
        ],
      ],
      built,
      strict,
    );
    expect([before.dropped, after.dropped]).toEqual([0, 2]);
    expect([before.blocked, after.blocked, after.unidentified]).toEqual([0, 1, 1]);
  });

  it('shows a few of many, the largest first', () => {
    const events = Array.from({ length: 40 }, (_, i): Identifier[] => [
      ['till', `t${i % 8}`],
      ['card', `c${i}`],
    ]);
    const { split } = differenceOf(events, built, compileIdentityRules([namespace('till', 90, 1, { merges: false })]));
    expect([split.count, split.examples.length]).toEqual([8, 5]);
  });
});

it('each side is what resolution makes of the events (G1)', () => {
  const identifier: fc.Arbitrary<Identifier> = fc.tuple(
    fc.constantFrom('user_id', 'email', 'card', 'till'),
    fc.constantFrom('1', '2', '3', '4'),
  );
  const events = fc.array(fc.array(identifier, { minLength: 1, maxLength: 3 }), { maxLength: 25 });
  const tight = compileIdentityRules([namespace('card', 6, 1), namespace('till', 90, 1, { merges: false })]);
  fc.assert(
    fc.property(events, (list) => {
      const { before, after } = differenceOf(list, built, tight);
      for (const [rules, grouping] of [
        [built, before],
        [tight, after],
      ] as const) {
        const stored = new StoredIdentity(rules);
        for (const event of list) stored.one(...event);
        expect(grouping.profiles).toBe(stored.groups().length);
        expect(grouping.dropped).toBe(stored.facts.filter(({ action }) => action === 'dropped').length);
      }
    }),
    { numRuns: 200 },
  );
});
