import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/index.ts';
import type { Condition, Rule } from '../../define/index.ts';
import { elementsOf, Rows, scalarsOf } from './rows.ts';
import { openTrial } from './trial.suite.ts';

const trial = openTrial();
const at = { now: Date.parse('2024-03-31T12:00:00Z'), zone: 'UTC' };

function where(...rules: Rule[]): Condition {
  return { combinator: 'and', rules };
}

/** What the rows hold in a column, for events with these names and properties. */
async function column<V>(
  name: (rows: Rows) => string,
  events: readonly (readonly [event: string, properties: JsonObject])[],
): Promise<V[]> {
  const rows = new Rows(at);
  const asked = name(rows);
  const list = events.map(([event, properties], index) => ({ index, event, text: JSON.stringify(properties) }));
  const source = `SELECT tupleElement(z, 1) AS event, tupleElement(z, 2) AS properties, toUInt8(0) AS own, '' AS traits, tupleElement(z, 3) AS place
    FROM (SELECT arrayJoin(arrayZip({events:Array(String)}, {texts:Array(String)}, range(${list.length}))) AS z)`;
  const parameters = { events: list.map((one) => one.event), texts: list.map((one) => one.text) };
  const found = await trial.warehouse.query<{ value: V }>(
    `SELECT ${asked} AS value FROM (${rows.over(source)}) ORDER BY place`,
    parameters,
  );
  return found.map((row) => row.value);
}

describe('matches', () => {
  it('by name', async () => {
    const events = [
      ['Order', {}],
      ['order', {}],
      ['Order ', {}],
    ] as const;
    expect(await column((rows) => rows.match({ event: 'Order' }), events)).toEqual([1, 0, 0]);
  });

  it('any name, but not the row that stands for a customer', async () => {
    const events = [
      ['Order', {}],
      ['$page', {}],
      ['', {}],
    ] as const;
    expect(await column((rows) => rows.match({ event: '*' }), events)).toEqual([1, 1, 0]);
  });

  it('by filter', async () => {
    const filter = where(
      { field: 'property.total', operator: '>', value: 5 },
      { field: 'property.labels', operator: 'contains', value: 'x' },
    );
    const events = [
      ['Order', { total: 6, labels: ['x'] }],
      ['Order', { total: 5, labels: ['x'] }],
      ['Order', { total: 6, labels: ['X'] }],
      ['Order', { total: 6, labels: 'ax' }],
    ] as const;
    expect(await column((rows) => rows.match({ event: 'Order', where: filter }), events)).toEqual([1, 0, 0, 1]);
  });

  it('by a negated group in a group', async () => {
    const filter: Condition = {
      combinator: 'or',
      rules: [
        { combinator: 'and', not: true, rules: [{ field: 'property.a', operator: '=', value: 1 }] },
        { field: 'property.b', operator: 'notNull' },
      ],
    };
    const events = [
      ['E', { a: 1 }],
      ['E', { a: 2 }],
      ['E', { a: 1, b: 0 }],
      ['E', {}],
    ] as const;
    expect(await column((rows) => rows.match({ event: 'E', where: filter }), events)).toEqual([0, 1, 1, 1]);
  });
});

describe('contributions', () => {
  it('of a plain path: a scalar, once', async () => {
    const events = [
      ['E', { v: 'a' }],
      ['E', { v: 0 }],
      ['E', { v: [1] }],
      ['E', { v: null }],
      ['E', {}],
      ['F', { v: 'a' }],
    ] as const;
    expect(await column((rows) => rows.contributions({ event: 'E' }, 'v'), events)).toEqual([['sa'], ['n0'], [], [], [], []]);
  });

  it('of a list: each scalar', async () => {
    const events = [
      ['E', { l: [{ q: 1 }, { q: 'x' }, {}, 5, { q: [2] }] }],
      ['E', { l: { q: 1 } }],
      ['E', { l: [] }],
    ] as const;
    expect(await column((rows) => rows.contributions({ event: 'E' }, 'l[].q'), events)).toEqual([['n1', 'sx'], [], []]);
  });

  it('as numbers: scaled, others left out', async () => {
    const events = [['E', { l: [1.5, '2', true, 1e12, -0.00005] }]] as const;
    expect(await column((rows) => rows.numbers({ event: 'E' }, 'l[]'), events)).toEqual([[15_000, -1]]);
  });

  it('survive an integer beyond 64 bits anywhere', async () => {
    const events = [['E', { big: 1e20, v: 'a', l: [{ big: 2 ** 64, q: 1 }, { q: 1e20 }] }]] as const;
    // The builder repairs the properties as a whole; elements are repaired where they are read.
    const { v, l } = events[0][1];
    expect(await column((rows) => rows.contributions({ event: 'E' }, 'v'), [['E', { v }]])).toEqual([['sa']]);
    const [elements] = await trial.values<string[]>(scalarsOf(elementsOf('x')), 'String', [JSON.stringify(l.map((one) => one.q))]);
    expect(elements).toEqual(['n1', 'n100000000000000000000']);
  });
});

describe('what is read', () => {
  it('is remembered by event name', () => {
    const rows = new Rows(at);
    rows.match({ event: 'A' });
    rows.contributions({ event: 'B' }, 'v');
    rows.identified('city');
    expect([...rows.events].sort()).toEqual(['$identify', 'A', 'B']);
  });

  it('is extracted once for all who ask', () => {
    const rows = new Rows(at);
    const filter = where({ field: 'property.v', operator: 'notNull' });
    rows.match({ event: 'A', where: filter });
    rows.contributions({ event: 'A' }, 'v');
    rows.numbers({ event: 'A', where: filter }, 'v');
    expect(rows.over('SELECT 1').match(/JSONExtractRaw\(j0, 'v'\)/g)).toHaveLength(1);
  });

  it('is read from rows of that event only', () => {
    const rows = new Rows(at);
    rows.contributions({ event: 'A' }, 'v');
    expect(rows.over('SELECT 1')).toContain(`if(event = 'A', properties, '') AS \`j0\``);
  });
});

describe('2.6: filters that may not be', () => {
  it.each<[string, Rule]>([
    ['reads the customer', { field: 'trait.total', operator: '>', value: 5 }],
    ['reads history', { field: 'event.Order', operator: 'performed' }],
    ['depends on now', { field: 'property.when', operator: 'withinLast', value: '1d' }],
    ['negated', { field: 'property.when', operator: 'notWithinLast', value: '1d' }],
    ['ahead', { field: 'property.when', operator: 'withinNext', value: '1d' }],
    ['two lists', { field: 'property.a[].b[].c', operator: 'notNull' }],
  ])('%s', (_, rule) => {
    expect(() => new Rows(at).match({ event: 'A', where: where(rule) })).toThrow(
      expect.objectContaining({ code: 'VOLANO_DEFINITION_INVALID' }),
    );
  });
});
