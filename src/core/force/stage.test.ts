/** Which definitions are in force while others wait for their past, and what a change of plans asks for. */
import { describe, expect, test } from 'vitest';
import type { Definition, Release, Released } from '../../define/index.ts';
import { type Effect, type Effects, type Stage, stageOf } from './stage.ts';

const NAME = { en: 'x', zh: 'x' };
const workspace = (timeZone = 'UTC'): Definition => ({ kind: 'workspace', id: 'w', name: NAME, timeZone, currency: 'EUR', seed: 's' });
const made = (definition: object): Definition => ({ name: NAME, ...definition }) as Definition;
const trait = (id: string, more: object): Definition => made({ kind: 'trait', id, ...more });
const count = (id: string, event: string, more: object = {}): Definition => trait(id, { aggregate: 'count', event, ...more });
const reading = (field: string) => ({ combinator: 'and', rules: [{ field, operator: '>=', value: 1 }] });
const segment = (id: string, field: string): Definition => made({ kind: 'segment', id, condition: reading(field) });
const tag = (id: string, field: string, more: object = {}): Definition =>
  made({ kind: 'tag', id, owner: 'crm', rule: reading(field), ...more });
const mail = { kind: 'send', id: 'm', channel: 'capture', template: 'note', purpose: 'offers' };
const purpose = made({ kind: 'purpose', id: 'offers', basis: 'opt_out' });
const note = (text: string): Definition => made({ kind: 'template', id: 'note', body: text });
const journey = (id: string, more: object): Definition =>
  made({ kind: 'journey', id, stage: 'retain', reentry: 'always', steps: [{ ...mail, type: 'send' }], ...more });

/** Each release with the versions that its definitions have come to. */
function releasesOf(...projects: readonly (readonly Definition[])[]): Release[] {
  const latest = new Map<string, Released>();
  return projects.map((definitions, i) => ({
    number: i + 1,
    definitions: definitions.map((definition) => {
      const key = `${definition.kind}:${definition.id}`;
      const before = latest.get(key);
      const same = before && JSON.stringify(before.definition) === JSON.stringify(definition);
      const uses = definition.kind === 'template' ? { uses: { traits: traitsIn(definition.body ?? ''), properties: [] } } : {};
      const released: Released = { version: same ? before.version : (before?.version ?? 0) + 1, definition, ...uses };
      latest.set(key, released);
      return released;
    }),
  }));
}

const traitsIn = (text: string): string[] => [...text.matchAll(/trait\.(\w+)/g)].map(([, id]) => id!);

const effectsOf = (...effects: readonly Effect[]): Effects => new Map(effects.map((how, i) => [i + 1, { how }]));
const inForce = ({ compiled }: Stage): string[] =>
  compiled.definitions
    .map(({ definition, version }) => `${definition.kind}:${definition.id}@${version}`)
    .filter((one) => !/^(workspace|purpose|policy)/.test(one))
    .sort();
const waiting = ({ preparation }: Stage): string[] => (preparation?.definitions ?? []).map(({ definition }) => definition.id).sort();
const collected = ({ compiled }: Stage): string[] => (compiled.know.preparing?.layouts ?? []).map(({ prepares }) => prepares!).sort();

/** The second project after the first, which had been in force. */
function second(first: readonly Definition[], then: readonly Definition[], how: Effect = 'in_part'): Stage {
  return stageOf(releasesOf([workspace(), ...first], [workspace(), ...then]), effectsOf('at_once', how));
}

const orders = count('orders', 'Order');

describe('what waits', () => {
  test.each<[string, Definition[], string[]]>([
    ['another event', [count('views', 'View')], ['View']],
    [
      'a filter',
      [count('big', 'Order', { where: { combinator: 'and', rules: [{ field: 'property.total', operator: '>', value: 5 }] } })],
      ['Order'],
    ],
    ['a property', [trait('spent', { aggregate: 'sum', event: 'Order', property: 'total' })], ['Order']],
    ['a window', [count('lately', 'Order', { window: { last: '7d' } })], ['Order']],
    ['elements of a list', [count('lines', 'Order', { property: 'lines[].sku' })], ['Order#lines']],
    ['when an expiring tag was touched', [tag('recent', 'trait.orders', { expiry: '1d' })], ['Order']],
  ])('reads %s that nobody keeps', (_, more, parts) => {
    const stage = second([orders], [orders, ...more]);
    expect(waiting(stage)).toEqual(more.map(({ id }) => id));
    expect(collected(stage)).toEqual(parts);
    expect(inForce(stage)).toEqual(['trait:orders@1']);
  });

  test('a longer window waits, a shorter one does not', () => {
    const week = count('lately', 'Order', { window: { last: '7d' } });
    expect(waiting(second([week], [week, count('longer', 'Order', { window: { last: '8d' } })]))).toEqual(['longer']);
    expect(waiting(second([week], [week, count('shorter', 'Order', { window: { last: '1d' } })]))).toEqual([]);
  });

  test('a declared trait waits, and one with another type or property; the old one stays under its own key', () => {
    const stage = second(
      [trait('city', { type: 'string' })],
      [trait('city', { type: 'string', from: 'town' }), trait('plan', { type: 'string' })],
    );
    expect(waiting(stage)).toEqual(['city', 'plan']);
    expect(inForce(stage)).toEqual(['trait:city@1']);
    expect(stage.compiled.know.declared.map(({ key }) => key)).toEqual(['city']);
    expect(stage.compiled.know.preparing!.declared.map(({ key }) => key)).toEqual(['city\u0000+2', 'plan']);
  });

  test('with it all that reads it: tags and segments, formulas, templates, journeys, and the other tags of its group', () => {
    const group = made({ kind: 'tag_group', id: 'g', exclusive: true });
    const first = [
      orders,
      purpose,
      note('Hi'),
      group,
      tag('one', 'trait.orders', { group: 'g' }),
      journey('a', { trigger: { type: 'event', event: 'Order' } }),
    ];
    const then = [
      orders,
      purpose,
      group,
      tag('one', 'trait.orders', { group: 'g' }),
      tag('two', 'trait.views', { group: 'g' }),
      count('views', 'View'),
      trait('ratio', { formula: { trait: 'views' } }),
      segment('keen', 'trait.ratio'),
      segment('still', 'trait.orders'),
      note('You came {{ trait.views }} times'),
      journey('a', { trigger: { type: 'event', event: 'Order' } }),
      journey('b', { trigger: { type: 'segment', segment: 'keen' } }),
    ];
    const stage = second(first, then);
    expect(waiting(stage)).toEqual(['a', 'b', 'keen', 'note', 'one', 'ratio', 'two', 'views']);
    // I3: what is in force reads nothing of them; the versions before stay.
    expect(inForce(stage)).toEqual(['journey:a@1', 'segment:still@1', 'tag:one@1', 'tag_group:g@1', 'template:note@1', 'trait:orders@1']);
  });

  test('a version that stays keeps what it leans on, though the release has removed it', () => {
    const stage = second([orders, segment('buyers', 'trait.orders')], [count('views', 'View'), segment('buyers', 'trait.views')]);
    expect(inForce(stage)).toEqual(['segment:buyers@1', 'trait:orders@1']);
    expect(
      inForce(
        second([orders, segment('buyers', 'trait.orders')], [count('views', 'View'), segment('buyers', 'trait.views')], 'backfilled'),
      ),
    ).toEqual(['segment:buyers@2', 'trait:views@1']);
  });

  test('nothing, where everything took effect at once', () => {
    const stage = stageOf(releasesOf([workspace(), orders], [workspace(), orders, count('views', 'View')]), undefined);
    expect([waiting(stage), collected(stage)]).toEqual([[], []]);
    expect(inForce(stage)).toEqual(['trait:orders@1', 'trait:views@1']);
  });

  test('days in a row are those of a time zone: another zone counts them anew', () => {
    const streak = trait('days', { aggregate: 'streak', event: 'View' });
    const releases = releasesOf([workspace(), streak, orders], [workspace('Asia/Shanghai'), streak, orders]);
    expect(waiting(stageOf(releases, effectsOf('at_once', 'in_part')))).toEqual(['days']);
  });
});

describe('a further release', () => {
  const views = count('views', 'View');
  const clicks = count('clicks', 'Click');
  const third = (...definitions: Definition[]): Stage =>
    stageOf(
      releasesOf([workspace(), orders], [workspace(), orders, views], [workspace(), orders, ...definitions]),
      effectsOf('at_once', 'in_part', 'in_part'),
    );

  test('that needs the same, or less, goes on with what has been collected', () => {
    expect(third(views, segment('keen', 'trait.views')).preparation?.since).toBe(2);
    expect(collected(third(views))).toEqual(['View']);
  });

  test('that needs more begins anew', () => {
    const stage = third(views, clicks);
    expect(stage.preparation?.since).toBe(3);
    expect([...stage.compiled.know.layouts.keys()]).toEqual(['Order', 'View\u0000+3', 'Click\u0000+3']);
  });

  test('that needs nothing is in force', () => {
    expect(third().preparation).toBeUndefined();
  });

  test('does not take for kept what was only collected', () => {
    const stages = releasesOf([workspace(), orders], [workspace(), orders, views], [workspace(), orders], [workspace(), orders, views]);
    expect(waiting(stageOf(stages, effectsOf('at_once', 'in_part', 'at_once', 'in_part')))).toEqual(['views']);
    expect(waiting(stageOf(stages, effectsOf('at_once', 'backfilled', 'at_once', 'in_part')))).toEqual(['views']);
    expect(
      waiting(stageOf(stages.with(2, { ...stages[1]!, number: 3 }), effectsOf('at_once', 'backfilled', 'at_once', 'in_part'))),
    ).toEqual([]);
  });

  test('knows which parts have taken whose place, in order', () => {
    const stage = stageOf(
      releasesOf(
        [workspace(), orders],
        [workspace(), orders, count('lately', 'Order', { window: { last: '7d' } })],
        [workspace(), orders, count('lately', 'Order', { window: { last: '9d' } })],
      ),
      effectsOf('at_once', 'backfilled', 'backfilled'),
    );
    expect([...stage.takenOver]).toEqual([['Order', ['Order\u0000+2', 'Order\u0000+3']]]);
  });
});

describe('N1: what is renewed', () => {
  const keys = ({ renewal }: Stage) => [renewal.among, renewal.rules.map(({ key }) => key)];
  const vip = segment('vip', 'trait.orders');
  const views = count('views', 'View');

  test('nothing, by a release that changes no rule', () => {
    expect(keys(second([orders, vip, purpose, note('Hi')], [orders, vip, purpose, note('Ho')]))).toEqual(['nobody', []]);
    expect(keys(second([orders, vip], [orders, vip, views, segment('keen', 'trait.views')]))).toEqual(['nobody', []]);
  });

  test('of those of whom something was filled in, what reads only that', () => {
    expect(keys(second([orders, vip], [orders, vip, views, segment('keen', 'trait.views')], 'backfilled'))).toEqual([
      'filled',
      ['segment:keen'],
    ]);
  });

  test('what reads parts that were filled in, too, where their past may have had gaps', () => {
    const lately = count('lately', 'Order', { window: { last: '7d' } });
    const definitions = [workspace(), orders, vip, lately, segment('keen', 'trait.lately')];
    const releases = releasesOf([workspace(), orders, vip], definitions);
    expect(keys(stageOf(releases, effectsOf('at_once', 'backfilled')))).toEqual(['filled', ['segment:keen']]);
    expect(keys(stageOf(releases, effectsOf('with_gaps', 'backfilled')))).toEqual(['filled', ['segment:vip', 'segment:keen']]);
  });

  test('for everybody, what holds for somebody who has done nothing, or reads other things too', () => {
    const never = made({
      kind: 'segment',
      id: 'never',
      condition: { combinator: 'and', rules: [{ field: 'trait.views', operator: '<', value: 1 }] },
    });
    expect(keys(second([orders, vip], [orders, vip, views, never], 'backfilled'))).toEqual(['everybody', ['segment:never']]);
    const mixed = made({
      kind: 'segment',
      id: 'mixed',
      condition: { combinator: 'or', rules: [...reading('trait.views').rules, ...reading('trait.orders').rules] },
    });
    expect(keys(second([orders, vip], [orders, vip, views, mixed], 'backfilled'))).toEqual(['everybody', ['segment:mixed']]);
    expect(keys(second([orders], [orders, vip]))).toEqual(['everybody', ['segment:vip']]);
  });

  test('everything, when something is gone or the zone is another one', () => {
    const keen = segment('keen', 'trait.orders');
    expect(keys(second([orders, vip, keen], [orders, keen]))).toEqual(['everybody', ['segment:keen']]);
    const releases = releasesOf([workspace(), orders, vip], [workspace('Asia/Tokyo'), orders, vip]);
    expect(keys(stageOf(releases, effectsOf('at_once', 'at_once')))).toEqual(['everybody', ['segment:vip']]);
  });

  test('for everybody, where a journey comes by date or schedule, or reads what has changed', () => {
    const daily = journey('daily', { trigger: { type: 'schedule', every: 'day', at: '09:00' } });
    expect(keys(second([orders, vip, purpose, note('x')], [orders, vip, purpose, note('x'), daily]))[0]).toBe('everybody');
    const plain = journey('plain', { trigger: { type: 'event', event: 'Order' } });
    expect(keys(second([orders, vip, purpose, note('x')], [orders, vip, purpose, note('x'), plain]))[0]).toBe('nobody');
    const goal = journey('goal', { trigger: { type: 'event', event: 'Order' }, goal: reading('segment.vip') });
    const changed = made({ kind: 'segment', id: 'vip', condition: { combinator: 'or', rules: reading('trait.orders').rules } });
    expect(keys(second([orders, vip, purpose, note('x'), goal], [orders, changed, purpose, note('x'), goal]))[0]).toBe('everybody');
  });
});
