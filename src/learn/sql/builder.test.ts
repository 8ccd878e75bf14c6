import { describe, expect, it } from 'vitest';
import type { Condition, Definition, Rule } from '../../define/index.ts';
import { Builder } from './builder.ts';
import { knowledgeSql, segmentCountSql } from './knowledge.ts';

const name = { en: '-', zh: '-' };
const now = Date.parse('2024-03-31T12:00:00Z');

function when(field: string, operator: Rule['operator'] = '=', value: Rule['value'] = true): Condition {
  return { combinator: 'and', rules: [{ field, operator, value }] };
}

function segment(id: string, condition: Condition): Definition {
  return { kind: 'segment', id, name, condition };
}

function tag(id: string, rule: Condition, group?: string): Definition {
  return { kind: 'tag', id, name, owner: 'crm', rule, ...(group === undefined ? {} : { group }) };
}

function count(id: string, event: string): Definition {
  return { kind: 'trait', id, name, aggregate: 'count', event };
}

describe('circles are errors that name them', () => {
  const group: Definition = { kind: 'tag_group', id: 'g', name, exclusive: true };
  it.each<[string, Definition[], RegExp]>([
    ['two segments', [segment('a', when('segment.b')), segment('b', when('segment.a'))], /segment_a -> segment_b -> segment_a/],
    ['a segment of itself', [segment('a', when('segment.a'))], /segment_a -> segment_a/],
    [
      'over a tag',
      [segment('a', when('tag.t')), tag('t', when('segment.a'))],
      /segment_a -> eligible_t -> segment_a|eligible_t -> segment_a -> eligible_t/,
    ],
    [
      'two formulas',
      [
        { kind: 'trait', id: 'f', name, formula: { trait: 'h' } },
        { kind: 'trait', id: 'h', name, formula: { trait: 'f' } },
      ],
      /trait_f -> trait_h -> trait_f/,
    ],
    ['a score of itself', [{ kind: 'trait', id: 'r', name, score: { of: 'r', bins: 2 } }], /trait_r -> trait_r/],
    [
      '7.3: a rule that reads a tag of its own exclusive group',
      [group, tag('x', when('tag.y'), 'g'), tag('y', when('tag.x'), 'g')],
      /eligible_x/,
    ],
  ])('%s', (_, definitions, cycle) => {
    const options = { now, edges: { r: [1] } };
    expect(() => knowledgeSql(definitions, options)).toThrow(expect.objectContaining({ code: 'VOLANO_DEFINITION_CYCLE' }));
    expect(() => knowledgeSql(definitions, options)).toThrow(cycle);
  });

  it('a diamond is none', () => {
    const definitions = [
      count('n', 'E'),
      segment('a', when('trait.n', '>', 1)),
      segment('b', when('segment.a')),
      segment('c', when('segment.a')),
      segment('d', { combinator: 'and', rules: [when('segment.b'), when('segment.c')] }),
    ];
    expect(() => knowledgeSql(definitions, { now })).not.toThrow();
  });
});

describe('what is not defined', () => {
  it.each(['trait.nope', 'tag.nope', 'segment.nope'])('%s', (field) => {
    expect(() => knowledgeSql([segment('a', when(field))], { now })).toThrow(expect.objectContaining({ code: 'VOLANO_REFERENCE_UNKNOWN' }));
  });

  it('2.6: the properties of an event, where there is none at hand', () => {
    expect(() => knowledgeSql([segment('a', when('property.total'))], { now })).toThrow(
      expect.objectContaining({ code: 'VOLANO_DEFINITION_INVALID' }),
    );
  });
});

describe('the query', () => {
  const definitions = [
    count('orders', 'Order'),
    count('visits', 'Visit'),
    segment('buyers', when('trait.orders', '>', 0)),
    segment('fans', when('segment.buyers')),
  ];

  it('reads only events that somebody asks for', () => {
    const sql = knowledgeSql(definitions, { now });
    expect(sql).toContain(`WHERE e.event IN ('Order', 'Visit')`);
    expect(segmentCountSql(definitions, 'fans', { now })).toContain(`WHERE e.event = 'Order'`);
  });

  it('reads all events for *', () => {
    expect(knowledgeSql([count('all', '*')], { now })).not.toContain('WHERE e.event');
  });

  it('reads customers alone when no event matters', () => {
    const sql = knowledgeSql([segment('all', { combinator: 'and', rules: [] })], { now });
    expect(sql).not.toContain('e.properties');
    expect(sql).toContain('SELECT DISTINCT customer');
  });

  it('computes only what a segment needs', () => {
    const sql = segmentCountSql(definitions, 'buyers', { now });
    expect(sql).toContain('trait_orders');
    expect(sql).not.toContain('trait_visits');
    expect(sql).not.toContain('segment_fans');
  });

  it('reads the table it is told to', () => {
    expect(knowledgeSql(definitions, { now, events: 'elsewhere' })).toContain('FROM elsewhere AS e');
  });

  it('puts every definition above all that it reads', () => {
    const builder = new Builder(definitions, { now });
    builder.segment('fans');
    const sql = builder.customers();
    const depth = (column: string): number => sql.split(`AS \`${column}\``)[0]!.split('FROM (').length;
    expect(depth('segment_fans')).toBeLessThan(depth('segment_buyers'));
    expect(depth('segment_buyers')).toBeLessThan(depth('trait_orders'));
  });

  it('names a definition once however many read it', () => {
    const readers = Array.from({ length: 5 }, (_, index) => segment(`r${index}`, when('trait.orders', '>', index)));
    expect(knowledgeSql([...definitions, ...readers], { now }).match(/AS `trait_orders`/g)).toHaveLength(1);
  });
});
