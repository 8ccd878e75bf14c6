import { beforeEach, describe, expect, test } from 'vitest';
import { VolanoError } from '../base/index.ts';
import type { Entry } from '../core/index.ts';
import type { Definition, Project, Release } from '../define/index.ts';
import type { Appender } from './appender.ts';
import type { EngineLink } from './engine/index.ts';
import { Releases } from './releases.ts';
import { shopProject } from './shop.suite.ts';

let entries: Entry[];
let counters: Map<string, number>;
let reached: number[];
beforeEach(() => {
  entries = [];
  counters = new Map();
  reached = [];
});

/** On an appender that keeps what it is given, and an engine that follows at once. */
function releasesOf(earlier: readonly Release[] = [], edges: Map<string, readonly number[]> = new Map()): Releases {
  const appender = {
    entries: async (given: readonly Entry[]) => {
      entries.push(...given);
      return [{ position: entries.length, at: 0 }];
    },
  };
  const engine = {
    status: { counters },
    reached: async ({ position }: { readonly position: number }) => void reached.push(position),
    onBatch: () => {},
  };
  return new Releases({ releases: [...earlier], edges }, appender as unknown as Appender, engine as unknown as EngineLink);
}

const without = ({ definitions }: Project, ...ids: readonly string[]): Project => ({
  definitions: definitions.filter(({ id }) => !ids.includes(id)),
});
const withMore = ({ definitions }: Project, ...more: readonly unknown[]): Project => ({
  definitions: [...definitions, ...(more as readonly Definition[])],
});
const name = { en: 'Name', zh: '名称' };

describe('what counts as a conversion', () => {
  const bought = { combinator: 'and', rules: [{ field: 'property.revenue', operator: '>', value: 0 }] } as const;
  const richer = { combinator: 'and', rules: [{ field: 'trait.orders', operator: '>=', value: 2 }] } as const;
  test.each([
    ['a purchase, without a goal', undefined, { by: 'purchase' }],
    ['the event', { event: 'Signed Up' }, { by: 'event', event: 'Signed Up' }],
    ['the event with its filter', { event: 'Paid', where: bought }, { by: 'event', event: 'Paid', where: bought }],
    ['the end by the goal, when it is over what is known', richer, { by: 'goal' }],
  ])('is %s', async (_, goal, conversion) => {
    const releases = releasesOf();
    const journey = {
      kind: 'journey',
      id: 'aim',
      name,
      stage: 'activate',
      trigger: { type: 'event', event: 'Seen' },
      reentry: 'once',
      ...(goal && { goal }),
    };
    await releases.apply(withMore(shopProject(), { ...journey, steps: [{ type: 'wait', id: 'w', duration: '1d' }] }));
    expect(releases.conversionOf('aim')).toEqual(conversion);
  });
});

describe('apply', () => {
  test('appends the release, waits for the engine, and follows it', async () => {
    const releases = releasesOf();
    const { release, changes } = await releases.apply(shopProject(), 'opening');
    expect(release).toMatchObject({ number: 1, note: 'opening' });
    expect(changes).toHaveLength(shopProject().definitions.length);
    expect(entries).toEqual([{ type: 'release', release }]);
    expect(reached).toEqual([1]);
    expect(releases.list).toEqual([release]);
    expect([...releases.plan.know.traits.keys()]).toEqual(expect.arrayContaining(['city', 'orders', 'rank', 'spent']));
  });

  test('knows the channels of the newest release only', async () => {
    const releases = releasesOf();
    const mail = { kind: 'channel', id: 'mail', type: 'in_app', name } as const;
    await releases.apply(withMore(shopProject(), mail));
    expect(releases.channel('mail')).toEqual(mail);
    expect(releases.channel('capture')).toBeUndefined();
    await releases.apply(shopProject('two'));
    expect(releases.channel('mail')).toBeUndefined();
  });

  test('of the same project again appends nothing', async () => {
    const releases = releasesOf();
    const { release } = await releases.apply(shopProject());
    expect(await releases.apply(shopProject())).toEqual({ release, changes: [] });
    expect(entries).toHaveLength(1);
  });

  test('of two projects at once makes two releases, one after the other', async () => {
    const releases = releasesOf();
    const results = await Promise.allSettled([
      releases.apply(shopProject('one')),
      releases.apply({ definitions: [{ kind: 'template' } as Definition] }),
      releases.apply(shopProject('two')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(releases.list.map(({ number }) => number)).toEqual([1, 2]);
    expect(releases.template('thanks', 2)?.body).toBe('two');
  });

  test('keeps the earlier one when the engine does not come to follow', async () => {
    const appender = { entries: async () => [{ position: 1, at: 0 }] };
    const engine = { status: { counters }, onBatch: () => {}, reached: async () => Promise.reject(new Error('The engine has stopped')) };
    const releases = new Releases({ releases: [], edges: new Map() }, appender as unknown as Appender, engine as unknown as EngineLink);
    await expect(releases.apply(shopProject())).rejects.toThrow('The engine has stopped');
    expect(releases.list).toEqual([]);
  });

  test('notes beside a template what it reads', async () => {
    const { release } = await releasesOf().apply(shopProject('{{ trait.city }}, {{ event.total }}'));
    const thanks = release.definitions.find(({ definition }) => definition.id === 'thanks');
    expect(thanks!.uses).toEqual({ traits: ['city'], properties: ['total'], requiredProperties: ['total'] });
    expect(release.definitions.filter(({ definition }) => definition.kind !== 'template').some(({ uses }) => uses)).toBe(false);
  });
});

describe('next', () => {
  test('shows what apply would make, and makes nothing', async () => {
    const releases = releasesOf();
    const shown = releases.next(shopProject(), 'try');
    expect([entries, releases.list]).toEqual([[], []]);
    expect(await releases.apply(shopProject(), 'try')).toEqual(shown);
  });

  test('raises the version of what differs only', async () => {
    const releases = releasesOf();
    await releases.apply(shopProject());
    const { release, changes } = releases.next(shopProject('Grazie'));
    expect(changes).toHaveLength(1);
    expect(release.definitions.filter(({ version }) => version === 2).map(({ definition }) => definition.id)).toEqual(['thanks']);
  });
});

describe('a bad project', () => {
  const segment = (condition: unknown) => ({ kind: 'segment', id: 'odd', name, condition });
  const rule = (field: string, operator: string, value: unknown) => segment({ combinator: 'and', rules: [{ field, operator, value }] });

  test.each([
    ['a reference to nothing', withMore(shopProject(), rule('trait.nobody', '=', 1))],
    ['a circle', withMore(shopProject(), rule('segment.odd', '=', true))],
    ['two of one name', withMore(shopProject(), { kind: 'template', id: 'thanks', name, body: 'x' })],
    ['a template that cannot be parsed', shopProject('{{ trait.city')],
    ['a field that nobody knows', withMore(shopProject(), { kind: 'template', id: 'odd', name, body: 'x', subjekt: 'x' })],
    ['no project at all', {} as Project],
  ])('is refused as a definition, and nothing is appended: %s', async (_, project) => {
    const releases = releasesOf();
    expect(() => releases.next(project)).toThrow(VolanoError);
    await expect(releases.apply(project)).rejects.toMatchObject({ kind: 'definition' });
    expect([entries, reached, releases.list]).toEqual([[], [], []]);
  });
});

describe('customers inside a journey', () => {
  const removal = without(shopProject(), 'after_order', 'thanks', 'again');

  test('pin its definition and what it needs', async () => {
    const releases = releasesOf();
    await releases.apply(shopProject());
    counters.set('journey.active:after_order@1', 1);
    await expect(releases.apply(removal)).rejects.toMatchObject({ code: 'VOLANO_DEFINITION_IN_USE' });
    expect(entries).toHaveLength(1);
  });

  test('pin it no more when the last one has left', async () => {
    const releases = releasesOf();
    await releases.apply(shopProject());
    counters.set('journey.active:after_order@1', 0);
    const { release } = await releases.apply(removal);
    expect(release.number).toBe(2);
  });

  test('of an old version pin what that version needs', async () => {
    const releases = releasesOf();
    await releases.apply(shopProject());
    const { definitions } = without(shopProject(), 'again');
    const changed = definitions.map((one) => (one.kind === 'journey' ? { ...one, steps: one.steps.slice(0, 2) } : one));
    counters.set('journey.active:after_order@1', 3);
    await expect(releases.apply({ definitions: changed })).rejects.toThrow('template "again" cannot be removed');
    counters.delete('journey.active:after_order@1');
    expect((await releases.apply({ definitions: changed })).release.number).toBe(2);
  });
});

describe('templates', () => {
  test('of every version are remembered, also those of an earlier life', async () => {
    const first = releasesOf();
    await first.apply(shopProject('one'));
    await first.apply(shopProject('two'));
    await first.apply(without(shopProject(), 'after_order', 'thanks'));
    for (const releases of [first, releasesOf(first.list)]) {
      expect([1, 2].map((version) => releases.template('thanks', version)?.body)).toEqual(['one', 'two']);
      expect(releases.template('thanks', 3)).toBeUndefined();
      expect(releases.template('nothing', 1)).toBeUndefined();
    }
  });
});

describe('summaries', () => {
  test('are the newest first, with what each release changed', async () => {
    const releases = releasesOf();
    expect(releases.summaries()).toEqual([]);
    await releases.apply(shopProject());
    await releases.apply(shopProject('two'), 'better words');
    const definitions = shopProject().definitions.length;
    expect(releases.summaries()).toEqual([
      { number: 2, definitions, changed: 1, note: 'better words' },
      { number: 1, definitions, changed: definitions },
    ]);
  });
});

describe('edges of scores', () => {
  test('are in the plan, and stay through a release and a new start', async () => {
    const releases = releasesOf();
    await releases.apply(shopProject());
    releases.setEdges('rank', [150_000]);
    expect(releases.plan.know.edges.get('rank')).toEqual([150_000]);
    await releases.apply(shopProject('two'));
    expect(releases.plan.know.edges.get('rank')).toEqual([150_000]);
    expect(releasesOf(releases.list, new Map([['rank', [7]]])).plan.know.edges.get('rank')).toEqual([7]);
  });
});

describe('what is in preparation', () => {
  const spent = { kind: 'trait', id: 'spent_90d', name, aggregate: 'sum', event: 'Paid', property: 'revenue', window: { last: '90d' } };

  test('is in the plan when the engine says that it has come into force', async () => {
    const listeners: (() => void)[] = [];
    const status: { counters: Map<string, number>; effects: Map<number, object> } = { counters, effects: new Map() };
    const engine = { status, reached: async () => {}, onBatch: (listener: () => void) => void listeners.push(listener) };
    const releases = new Releases(
      { releases: [], edges: new Map() },
      { entries: async () => [{ position: 1, at: 0 }] } as unknown as Appender,
      engine as unknown as EngineLink,
    );
    status.effects = new Map([[1, { how: 'in_part' }]]);
    await releases.apply(withMore(shopProject(), spent));
    expect(releases.plan.know.traits.has('spent_90d')).toBe(false);
    expect(releases.plan.preparation?.definitions.map(({ definition }) => definition.id)).toContain('spent_90d');
    status.effects = new Map([[1, { how: 'backfilled' }]]);
    for (const tell of listeners) tell();
    expect(releases.plan.know.traits.has('spent_90d')).toBe(true);
    expect(releases.plan.preparation).toBeUndefined();
  });
});
