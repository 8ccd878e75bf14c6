import { aggregate, and, type Condition, or, rule, type TruthTable } from '../notation.ts';

function count(where: Condition): ReturnType<typeof aggregate> {
  return aggregate('count', 'Order', { where });
}

function asked(path: string, ...rest: [Parameters<typeof rule>[1], Parameters<typeof rule>[2]?]): ReturnType<typeof aggregate> {
  return count(and(rule(`property.${path}`, ...rest)));
}

/** In Shanghai: Friday 23:30, Saturday 00:30, Monday 05:59, Monday 06:00. The first was sent from New York, on Friday at 11:30. */
export const eventPaths: TruthTable[] = [
  {
    subject: 'paths that read the event itself',
    zone: 'Asia/Shanghai',
    now: '2024-06-11T00:00:00Z',
    events: [
      [
        'Order',
        '2024-06-07T15:30:00Z',
        { total: 1, $source: 'a property' },
        'web:1',
        { timezone: 'America/New_York', device: { type: 'ios' }, app: { version: '1.10.0' }, locale: 'zh-CN', list: ['a', 'b'] },
      ],
      [
        'Order',
        '2024-06-07T16:30:00Z',
        { total: 2 },
        'app:2',
        { timezone: 'Mars/Base', device: { type: 'android' }, list: [{ x: 1 }, { x: 2 }] },
      ],
      ['Order', '2024-06-09T21:59:00Z', { total: 4, $time: { second: 7 } }, 'till:3', { timezone: 8, device: null }],
      ['Order', '2024-06-09T22:00:00Z', { total: 8 }, 'till:4'],
    ],
    truths: [
      ['1.7: hour on the clock of the workspace', asked('$time.hour', 'in', [23, 5]), 2],
      [
        '1.7: between ten at night and six in the morning',
        count(or(rule('property.$time.clock', '>=', '22:00'), rule('property.$time.clock', '<', '06:00'))),
        3,
      ],
      [
        '1.7: the same on the customer’s clock',
        count(or(rule('property.$local_time.clock', '>=', '22:00'), rule('property.$local_time.clock', '<', '06:00'))),
        2,
      ],
      ['1.7: on weekends', asked('$time.weekday', '>=', 6), 1],
      ['1.7: Friday for whoever was in New York', asked('$local_time.weekday', '=', 5), 1],
      ['1.7: what is no time zone is none', asked('$local_time.hour', 'between', [0, 5]), 2],
      ['1.7: minute', asked('$time.minute', '=', 30), 2],
      ['1.7: day of the month', asked('$time.day', 'between', [7, 8]), 2],
      [
        '1.7: month, quarter and year',
        count(and(rule('property.$time.month', '=', 6), rule('property.$time.quarter', '=', 2), rule('property.$time.year', '=', 2024))),
        4,
      ],
      ['1.7: parts are numbers, the clock is a text', asked('$time.hour', '=', '23'), 0],
      ['1.7: a clock is no number', asked('$time.clock', 'hasType', 'string'), 4],
      ['1.7: another part is the path of a property', asked('$time.second', '=', 7), 1],
      ['1.7: source', asked('$source', '=', 'till'), 2],
      ['1.7: not a property of that name', asked('$source', '=', 'a property'), 0],
      ['1.7: context', asked('$context.device.type', '=', 'ios'), 1],
      ['1.7: a missing context is missing', asked('$context.device.type', 'null'), 2],
      ['1.7: negations hold of the missing', asked('$context.device.type', '!=', 'ios'), 3],
      ['2.10: versions in the context', asked('$context.app.version', 'versionAtLeast', '1.9'), 1],
      ['1.5: lists in the context', asked('$context.list', 'contains', 'b'), 1],
      ['1.5: and their elements', asked('$context.list[].x', 'contains', 2), 1],
      ['1.7: an aggregate of the context', aggregate('last', 'Order', { property: '$context.device.type' }), 'android'],
      ['1.7: usual day of the week', aggregate('most_frequent', 'Order', { property: '$time.weekday' }), 1],
      ['1.7: different days on local clocks', aggregate('distinct_list', 'Order', { property: '$local_time.weekday' }), [5, 6, 1]],
      ['1.7: first source', aggregate('first', 'Order', { property: '$source' }), 'web'],
      ['1.7: sum of hours', aggregate('sum', 'Order', { property: '$time.hour' }), 34],
      [
        '8.8: all from one source',
        rule('event.Order', 'performedSequence', { steps: [{ event: 'Order' }], within: '1d', same: '$source' }),
        true,
      ],
      [
        '8.8: not three',
        rule('event.Order', 'performedSequence', { steps: [{ event: 'Order' }, { event: 'Order' }], within: '7d', same: '$source' }),
        false,
      ],
      [
        '8.7: later in the week',
        rule('event.Order', 'performedThen', {
          then: { event: 'Order' },
          matching: [{ later: '$time.weekday', operator: '>', earlier: '$time.weekday' }],
          within: '1h',
        }),
        true,
      ],
      [
        '8.7: not on the customer’s clock, the second time with another device',
        rule('event.Order', 'performedThen', {
          then: { event: 'Order' },
          matching: [{ later: '$context.device.type', earlier: '$context.device.type' }],
          within: '7d',
        }),
        false,
      ],
      [
        '8.5: the last one came from the till',
        rule('event.Order', 'lastPerformed', { has: and(rule('property.$source', '=', 'till')) }),
        true,
      ],
    ],
  },
];
