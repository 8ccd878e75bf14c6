import type { PerformedValue, Rule, ThenValue, WithoutValue } from '../../../src/define/index.ts';
import { and, rule, type Truth, type TruthTable } from '../notation.ts';

function performed(says: string, event: string, value: PerformedValue | undefined, expected: boolean, now?: string): Truth {
  const asked: Rule = value === undefined ? rule(`event.${event}`, 'performed') : rule(`event.${event}`, 'performed', value);
  return now === undefined ? [says, asked, expected] : [says, asked, expected, now];
}

function then(says: string, value: ThenValue, expected: boolean, now?: string): Truth {
  const asked = rule('event.Cart', 'performedThen', value);
  return now === undefined ? [says, asked, expected] : [says, asked, expected, now];
}

function without(says: string, value: WithoutValue, expected: boolean, now?: string): Truth {
  const asked = rule('event.Cart', 'performedWithout', value);
  return now === undefined ? [says, asked, expected] : [says, asked, expected, now];
}

const order = { event: 'Order' };

export const history: TruthTable[] = [
  {
    subject: 'performed',
    now: '2024-03-10T12:00:00.000Z',
    events: [
      ['Order', '2024-03-03T12:00:00.000Z', { total: 5 }],
      ['Order', '2024-03-05T12:00:00.000Z', { total: 50 }],
      ['Order', '2024-03-09T12:00:00.000Z', { total: 500 }],
    ],
    truths: [
      performed('8.1: at least once, ever', 'Order', undefined, true),
      performed('8.1: with an empty value too', 'Order', {}, true),
      performed('8.1: three times', 'Order', { atLeast: 3 }, true),
      performed('8.1: not four', 'Order', { atLeast: 4 }, false),
      performed('8.1: at most three', 'Order', { atMost: 3 }, true),
      performed('8.1: not at most two', 'Order', { atMost: 2 }, false),
      performed('8.1: exactly two in the window, the first has left', 'Order', { atLeast: 2, atMost: 2, within: { last: '7d' } }, true),
      performed(
        '8.1: a millisecond before there were three',
        'Order',
        { atLeast: 3, within: { last: '7d' } },
        true,
        '2024-03-10T11:59:59.999Z',
      ),
      performed('8.1: this week, from Monday the 4th', 'Order', { atLeast: 2, atMost: 2, within: { this: 'week' } }, true),
      performed('8.1: the week before', 'Order', { atLeast: 1, atMost: 1, within: { previous: 'week' } }, true),
      performed('8.1: filtered', 'Order', { atLeast: 2, where: and(rule('property.total', '>=', 50)) }, true),
      performed('8.1: not three such', 'Order', { atLeast: 3, where: and(rule('property.total', '>=', 50)) }, false),
      performed('8.1: never is not at most two', 'Visit', { atMost: 2 }, false),
      performed('8.1: unless at least 0', 'Visit', { atLeast: 0, atMost: 2 }, true),
      performed('8.1: at least 0 holds always', 'Visit', { atLeast: 0 }, true),
      performed('8.1: never', 'Visit', undefined, false),
      ['8.1: notPerformed', rule('event.Visit', 'notPerformed', {}), true],
      ['8.1: notPerformed without a value', rule('event.Order', 'notPerformed'), false],
      ['8.1: not twice', rule('event.Order', 'notPerformed', { atLeast: 4 }), true],
      ['8.1: none for a day, up to its end', rule('event.Order', 'notPerformed', { within: { last: '1d' } }), true],
      ['8.1: a millisecond before', rule('event.Order', 'notPerformed', { within: { last: '1d' } }), false, '2024-03-10T11:59:59.999Z'],
      performed('4.1: any event', '*', { atLeast: 3, atMost: 3 }, true),
    ],
  },
  {
    subject: 'performed, then',
    now: '2024-03-10T12:00:00.000Z',
    events: [
      ['Cart', '2024-03-10T10:00:00.000Z', { sku: 'A' }],
      ['Order', '2024-03-10T11:00:00.000Z', { total: 5 }],
    ],
    truths: [
      then('8.2: exactly within the span', { then: order, within: '1h' }, true),
      then('8.2: a millisecond too long', { then: order, within: '3599999ms' }, false),
      then('8.2: in the look-back', { then: order, within: '2h', last: '3600001ms' }, true),
      then('8.2: exactly the look-back old has left', { then: order, within: '2h', last: '1h' }, false),
      then('8.2: the look-back is of the second event alone', { then: order, within: '2h', last: '61m' }, true),
      then('8.2: 30 days by default', { then: order, within: '2h' }, true, '2024-04-09T10:59:59.999Z'),
      then('8.2: no longer', { then: order, within: '2h' }, false, '2024-04-09T11:00:00.000Z'),
      then('8.2: the first is filtered', { where: and(rule('property.sku', '=', 'B')), then: order, within: '2h' }, false),
      then('8.2: the second is filtered', { then: { event: 'Order', where: and(rule('property.total', '>', 5)) }, within: '2h' }, false),
      then(
        '8.2: both match',
        { where: and(rule('property.sku', '=', 'A')), then: { event: 'Order', where: and(rule('property.total', '=', 5)) }, within: '2h' },
        true,
      ),
      then('8.2: no second', { then: { event: 'Refund' }, within: '2h' }, false),
      then('8.2: one event is not before itself', { then: { event: 'Cart' }, within: '2h' }, false),
      ['8.2: the wrong way round', rule('event.Order', 'performedThen', { then: { event: 'Cart' }, within: '2h' }), false],
      then('4.1: any event after it', { then: { event: '*' }, within: '2h' }, true),
    ],
  },
  {
    subject: 'performed, then: several pairs',
    now: '2024-03-10T12:00:00.000Z',
    events: [
      ['Cart', '2024-03-10T08:00:00.000Z'],
      ['Cart', '2024-03-10T09:00:00.000Z'],
      ['Order', '2024-03-10T09:00:00.000Z'],
      ['Cart', '2024-03-10T10:00:00.000Z'],
      ['Order', '2024-03-10T11:00:00.000Z'],
    ],
    truths: [
      then('8.2: any pair will do', { then: order, within: '1h' }, true),
      then('8.2: at the same time is not later', { then: order, within: '59m' }, false),
      then('8.2: an earlier first for the first order only', { then: order, within: '1h', last: '2h' }, true),
      then('8.2: the second cart follows the first', { then: { event: 'Cart' }, within: '1h' }, true),
      then('8.2: not within less', { then: { event: 'Cart' }, within: '59m' }, false),
    ],
  },
  {
    subject: 'performed, without',
    now: '2024-03-10T12:00:00.000Z',
    events: [
      ['Order', '2024-03-10T08:00:00.000Z'],
      ['Cart', '2024-03-10T09:00:00.000Z', { sku: 'A' }],
      ['Cart', '2024-03-10T10:00:00.000Z', { sku: 'B' }],
      ['Order', '2024-03-10T09:30:00.000Z', { total: 5 }],
    ],
    truths: [
      without('8.3: no order since the latest cart', { without: order, within: '1d' }, true),
      without('8.3: exactly two hours ago is after enough', { without: order, within: '1d', after: '2h' }, true),
      without('8.3: a millisecond before it was not', { without: order, within: '1d', after: '2h' }, false, '2024-03-10T11:59:59.999Z'),
      without('8.3: exactly two hours ago is not within two', { without: order, within: '2h' }, false),
      without('8.3: a millisecond before it was', { without: order, within: '2h' }, true, '2024-03-10T11:59:59.999Z'),
      without('8.3: an order followed the other cart', { where: and(rule('property.sku', '=', 'A')), without: order, within: '1d' }, false),
      without(
        '8.3: not one of that kind',
        {
          where: and(rule('property.sku', '=', 'A')),
          without: { event: 'Order', where: and(rule('property.total', '>', 5)) },
          within: '1d',
        },
        true,
      ),
      without('8.3: a cart is at the latest cart', { without: { event: 'Cart' }, within: '1d' }, false),
      without('8.3: so is any event', { without: { event: '*' }, within: '1d' }, false),
      without('8.3: never carted that', { where: and(rule('property.sku', '=', 'C')), without: order, within: '1d' }, false),
      without('8.3: never happened at all', { without: { event: 'Refund' }, within: '1d' }, true),
    ],
  },
  {
    subject: 'performed, without: at the same time and ahead',
    now: '2024-03-10T12:00:00.000Z',
    events: [
      ['Cart', '2024-03-10T11:00:00.000Z'],
      ['Order', '2024-03-10T11:00:00.000Z'],
      ['Scan', '2024-03-10T12:02:00.000Z'],
    ],
    truths: [
      without('8.3: at the same time counts as since', { without: order, within: '1d' }, false),
      without('8.3: what is ahead counts as since', { without: { event: 'Scan' }, within: '1d' }, false),
      ['8.3: a match ahead is not yet ago', rule('event.Scan', 'performedWithout', { without: order, within: '1d' }), false],
      [
        '8.3: when it has come it is',
        rule('event.Scan', 'performedWithout', { without: order, within: '1d' }),
        true,
        '2024-03-10T12:02:00.000Z',
      ],
    ],
  },
];
