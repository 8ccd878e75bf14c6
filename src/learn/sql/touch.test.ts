import { describe, expect, it } from 'vitest';
import { DAY } from '../../base/index.ts';
import type { Condition, Definition, Rule } from '../../define/index.ts';
import { readKnowledge } from './knowledge.ts';
import { splitField } from './touch.ts';
import { openTrial, type TrialEvent } from './trial.suite.ts';

const trial = openTrial();
const name = { en: '-', zh: '-' };
const now = Date.parse('2024-03-31T12:00:00Z');

function always(...rules: Rule[]): Condition {
  return { combinator: 'or', rules: [...rules, { combinator: 'and', rules: [] }] };
}

/** A rule that always holds, reads this field, and expires 10 days after it was touched. */
function tag(field: string, value: Rule['value'] = true, operator: Rule['operator'] = '='): Definition {
  return { kind: 'tag', id: 'asked', name, owner: 'crm', rule: always({ field, operator, value }), expiry: '10d' };
}

const given: Definition[] = [
  { kind: 'trait', id: 'total', name, aggregate: 'sum', event: 'Order', property: 'total', window: { last: '1d' } },
  { kind: 'trait', id: 'labels', name, aggregate: 'distinct_list', event: 'Order', property: 'labels[]' },
  { kind: 'trait', id: 'any', name, aggregate: 'count', event: '*' },
  { kind: 'trait', id: 'city', name, type: 'string' },
  { kind: 'trait', id: 'half', name, formula: { op: 'divide', args: [{ trait: 'total' }, { literal: 2 }] } },
  { kind: 'trait', id: 'rank', name, score: { of: 'half', bins: 2 } },
  {
    kind: 'trait',
    id: 'chosen',
    name,
    formula: { op: 'if', when: always({ field: 'event.Visit', operator: 'performed' }), then: { literal: 1 }, otherwise: { literal: 2 } },
  },
  { kind: 'tag_group', id: 'g', name, exclusive: true },
  { kind: 'tag', id: 'first', name, owner: 'crm', rule: always({ field: 'event.Visit', operator: 'performed' }), group: 'g', priority: 2 },
  { kind: 'tag', id: 'second', name, owner: 'crm', rule: always({ field: 'event.Order', operator: 'performed' }), group: 'g', priority: 1 },
  { kind: 'segment', id: 'visitors', name, condition: always({ field: 'event.Visit', operator: 'performed' }) },
];

/** The tag still stands: the event 9 days old touched it, the one 11 days old alone would have let it expire. */
async function touchedBy(asked: Definition, event: string, data: TrialEvent[3] = {}): Promise<boolean> {
  await trial.store([
    ['c', 'Order', now - 11 * DAY, { total: 5, labels: ['x'] }],
    ['c', 'Visit', now - 11 * DAY],
    ['c', '$identify', now - 11 * DAY, { city: 'Rome' }],
    ['c', event, now - 9 * DAY, data],
  ]);
  const [known] = await readKnowledge(trial.warehouse, [...given, asked], { now });
  return known!.tags.includes('asked');
}

describe('7.2: what touches a rule', () => {
  it.each<[string, Definition, TrialEvent[1], TrialEvent[3], boolean]>([
    ['a contribution, whatever the window', tag('trait.total', 5), 'Order', { total: 1 }, true],
    ['not an event that contributes nothing', tag('trait.total', 5), 'Order', {}, false],
    ['not a text where numbers contribute', tag('trait.total', 5), 'Order', { total: '1' }, false],
    ['an element of a list', tag('trait.labels', 'x', 'contains'), 'Order', { labels: [null, 'y'] }, true],
    ['not a list without scalars', tag('trait.labels', 'x', 'contains'), 'Order', { labels: [null] }, false],
    ['any event, for *', tag('trait.any', 1), 'Something', {}, true],
    ['an identify with the trait', tag('trait.city', 'Oslo'), '$identify', { city: 'Rome' }, true],
    ['or its deletion', tag('trait.city', 'Oslo'), '$identify', { city: null }, true],
    ['not one with another trait', tag('trait.city', 'Oslo'), '$identify', { town: 'Rome' }, false],
    ['not one of another type', tag('trait.city', 'Oslo'), '$identify', { city: 5 }, false],
    ['through a formula', tag('trait.half', 1), 'Order', { total: 1 }, true],
    ['not past a formula', tag('trait.half', 1), 'Visit', {}, false],
    ['through a score and a formula', tag('trait.rank', 1), 'Order', { total: 1 }, true],
    ['through the condition of a formula', tag('trait.chosen', 1), 'Visit', {}, true],
    ['through a segment', tag('segment.visitors'), 'Visit', {}, true],
    ['through a tag', tag('tag.second'), 'Order', {}, true],
    ['and those that it competes with', tag('tag.second'), 'Visit', {}, true],
    ['not something else', tag('tag.second'), 'Refund', {}, false],
  ])('%s', async (_, asked, event, data, expected) => {
    expect(await touchedBy(asked, event, data)).toBe(expected);
  });
});

it('a field splits at its first dot', () => {
  expect(splitField('trait.total')).toEqual(['trait', 'total']);
  expect(splitField('event.Order v1.2 Done')).toEqual(['event', 'Order v1.2 Done']);
});
