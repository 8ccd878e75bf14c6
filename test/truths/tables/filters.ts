import { aggregate, and, type Condition, not, or, rule, type TruthTable } from '../notation.ts';

/** How many orders match. */
function count(where: Condition, event = 'Order'): ReturnType<typeof aggregate> {
  return aggregate('count', event, { where });
}

export const filters: TruthTable[] = [
  {
    subject: 'filters on events',
    now: '2024-01-02T00:00:00Z',
    events: [
      ['Order', '2024-01-01T10:00:00Z', { total: 10, channel: 'web', gift: true }],
      ['Order', '2024-01-01T11:00:00Z', { total: 20, channel: 'App' }],
      ['Order', '2024-01-01T12:00:00Z', { total: '20', channel: 'pos', gift: false }],
      ['Order', '2024-01-01T13:00:00Z', { total: 40, store: { city: 'Rome' } }],
      ['Refund', '2024-01-01T14:00:00Z', { total: 20, channel: 'web' }],
      ['$page', '2024-01-01T15:00:00Z', { channel: 'web' }],
      ['order', '2024-01-01T16:00:00Z', { total: 80 }],
      ['Order ', '2024-01-01T17:00:00Z', { total: 160 }],
      ['Email Opened', '2024-01-01T18:00:00Z', { channel: 'web', total: 320 }, 'own-1'],
      ['Email Opened', '2024-01-01T19:00:00Z', { channel: 'web', total: 640 }, 'sent-1'],
    ],
    truths: [
      ['4.1: the name is exact', aggregate('count', 'Order'), 4],
      ['4.1: * is any event that a source sent', aggregate('count', '*'), 9],
      ['4.1: what the product wrote counts by its name', aggregate('count', 'Email Opened'), 2],
      ['4.1: and not for *', aggregate('last', '*'), Date.parse('2024-01-01T19:00:00Z')],
      ['4.1: names that begin so', aggregate('count', 'Order*'), 5],
      ['4.1: what the product wrote among them', aggregate('count', 'Email *'), 2],
      ['4.1: calls other than track', aggregate('count', '$*'), 1],
      ['4.1: several names', aggregate('count', 'Order|Refund'), 5],
      ['4.1: spaces between them do not count', aggregate('count', 'Order | Email *'), 6],
      ['4.1: any, and some by name', aggregate('count', '*|Email *'), 10],
      ['4.1: none of these', aggregate('count', 'never|nothing*'), 0],
      ['4.1: a property of several', aggregate('sum', 'Order|Refund', { property: 'total' }), 90],
      ['4.1: case counts', aggregate('count', 'order*'), 1],
      ['8.5: the last of several', rule('event.Refund|Order', 'lastPerformed', { has: and(rule('property.total', '=', 20)) }), true],
      ['8.2: then one that begins so', rule('event.Order', 'performedThen', { then: { event: 'Ref*' }, within: '1h' }), true],
      [
        '8.3: and none of these after it',
        rule('event.Order', 'performedWithout', { without: { event: 'Refund|order' }, within: '1d' }),
        false,
      ],
      [
        '8.8: in order',
        rule('event.Refund|Nothing', 'performedSequence', { steps: [{ event: '$p*' }, { event: 'Email*' }], within: '1d' }),
        true,
      ],
      ['4.1: also with a filter', count(and(rule('property.channel', '=', 'web')), '*'), 4],
      ['4.1: calls other than track have names with $', aggregate('count', '$page'), 1],
      ['4.2: a property over any event', aggregate('sum', '*', { property: 'total' }), 970],
      ['2: greater: numbers only', count(and(rule('property.total', '>', 15))), 2],
      ['2: texts only', count(and(rule('property.total', '>', '1'))), 1],
      ['2: equality by type', count(and(rule('property.total', '=', 20))), 1],
      ['2: inequality holds for the missing', count(and(rule('property.channel', '!=', 'web'))), 3],
      ['2: missing is null', count(and(rule('property.gift', 'null'))), 2],
      ['2: present', count(and(rule('property.gift', 'notNull'))), 2],
      ['2: false is a value', count(and(rule('property.gift', '=', false))), 1],
      ['2: not true', count(and(rule('property.gift', '!=', true))), 3],
      ['2: a path', count(and(rule('property.store.city', '=', 'Rome'))), 1],
      ['2: in', count(and(rule('property.channel', 'in', ['web', 'app', 'pos']))), 2],
      ['2: notIn holds for the missing', count(and(rule('property.channel', 'notIn', ['web', 'app', 'pos']))), 2],
      ['2.1: beginsWith ignores case', count(and(rule('property.channel', 'beginsWith', 'A'))), 1],
      ['2: between', count(and(rule('property.total', 'between', [10, 20]))), 2],
      ['2.5: and', count(and(rule('property.total', '>=', 20), rule('property.channel', '=', 'App'))), 1],
      ['2.5: or', count(or(rule('property.total', '=', 40), rule('property.channel', '=', 'App'))), 2],
      [
        '2.5: a group inside',
        count(and(rule('property.total', '>', 5), or(rule('property.gift', '=', true), rule('property.total', '=', 40)))),
        2,
      ],
      ['2.5: not a group', count(not(rule('property.total', '>', 5), rule('property.channel', '=', 'web'))), 3],
      ['2.5: an empty and is true', count({ combinator: 'and', rules: [] }), 4],
      ['2.5: an empty or is false', count({ combinator: 'or', rules: [] }), 0],
      ['2.5: not an empty or', count({ combinator: 'or', not: true, rules: [] }), 4],
      [
        '4.1: the filter decides before the value',
        aggregate('sum', 'Order', { property: 'total', where: and(rule('property.channel', '!=', 'web')) }),
        60,
      ],
      [
        '4.1: first of what matches',
        aggregate('first', 'Order', { property: 'channel', where: and(rule('property.total', '>', 15)) }),
        'App',
      ],
    ],
  },
];
