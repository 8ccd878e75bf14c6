import { aggregate, missing, type TruthTable } from '../notation.ts';

export const rolling: TruthTable[] = [
  {
    subject: 'rolling windows at their edge',
    now: '2024-03-10T12:00:00.000Z',
    events: [
      ['Order', '2024-03-03T11:59:59.999Z', { total: 1 }],
      ['Order', '2024-03-03T12:00:00.000Z', { total: 2 }],
      ['Order', '2024-03-03T12:00:00.001Z', { total: 4 }],
      ['Order', '2024-03-10T12:00:00.000Z', { total: 8 }],
      ['Order', '2024-03-10T12:04:59.000Z', { total: 16 }],
    ],
    truths: [
      [
        '3: exactly 7 days old is out, a millisecond younger is in',
        aggregate('sum', 'Order', { property: 'total', window: { last: '7d' } }),
        28,
      ],
      [
        '3: a millisecond earlier the one of 12:00 was still in',
        aggregate('sum', 'Order', { property: 'total', window: { last: '7d' } }),
        30,
        '2024-03-10T11:59:59.999Z',
      ],
      ['3: no upper bound, an event 4:59 ahead counts', aggregate('count', 'Order', { window: { last: '1m' } }), 2],
      ['3.2: it counts in ever as well', aggregate('count', 'Order'), 5],
      ['3: weeks are 7 days', aggregate('count', 'Order', { window: { last: '1w' } }), 3],
      ['3: a window of 1 ms holds now and what is ahead', aggregate('min', 'Order', { property: 'total', window: { last: '1ms' } }), 8],
      ['3: nothing in the window of the Visit', aggregate('first', 'Visit', { property: 'total', window: { last: '7d' } }), missing],
    ],
  },
];
