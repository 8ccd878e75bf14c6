import { declared, missing, rule, type TruthTable } from '../notation.ts';

export const declaredTraits: TruthTable[] = [
  {
    subject: 'declared traits',
    now: '2024-01-10T00:00:00Z',
    events: [
      ['$identify', '2024-01-01T10:00:00Z', { name: 'Old', city: 'Rome', age: 30, vip: true, likes: ['a', 'b'], points: 5 }],
      ['$identify', '2024-01-03T10:00:00Z', { name: 'New', age: '31', vip: null, likes: [] }, 'm3'],
      ['$identify', '2024-01-02T10:00:00Z', { name: 'Late', city: 'Oslo', points: 7, address: { zip: '0150' } }, 'm9'],
      ['$identify', '2024-01-03T10:00:00Z', { name: 'Newer', points: null }, 'm4'],
      ['$identify', '2024-01-04T10:00:00Z', {}, 'm5'],
      ['Order', '2024-01-05T10:00:00Z', { name: 'not me', city: 'Paris' }],
      ['$page', '2024-01-05T11:00:00Z', { name: 'a page' }],
    ],
    truths: [
      ['5.1: the latest, of two at one time the larger message id', declared('string', 'name'), 'Newer'],
      ['5.1: by its own time, not by arrival', declared('string', 'city'), 'Oslo'],
      ['5.3: a text says nothing about a number', declared('number', 'age'), 30],
      ['5.2: null deletes', declared('boolean', 'vip'), missing],
      ['5.2: an empty list deletes', declared('list', 'likes'), missing],
      ['5.2: a deletion after a value', declared('number', 'points'), missing],
      ['5.1: a path', declared('string', 'zip', 'address.zip'), '0150'],
      ['5.1: another key than the id', declared('string', 'town', 'city'), 'Oslo'],
      ['5.1: never said', declared('string', 'color'), missing],
      ['5.3: an object says nothing', declared('string', 'address'), missing],
      ['2: a condition reads it', rule('trait.city', '=', 'Oslo'), true],
      ['2: and its absence', rule('trait.color', 'null'), true],
    ],
    given: [declared('string', 'color')],
  },
  {
    subject: 'declared traits of every type',
    now: '2024-01-10T00:00:00Z',
    events: [
      [
        '$identify',
        '2024-01-01T10:00:00Z',
        { n: 1.5, s: 'x', b: false, l: ['x', 1, true, null, { a: 1 }], t: '2024-01-01T00:00:00Z', big: 1e15 },
      ],
      ['$identify', '2024-01-02T10:00:00Z', { n: true, s: 5, b: 'true', l: 'x', t: 'never', big: [1] }],
      ['$identify', '2024-01-03T10:00:00Z', { n: [1], s: ['x'], b: 0, l: { a: 1 }, t: true, hollow: ['a'] }],
      ['$identify', '2024-01-04T10:00:00Z', { hollow: [null, {}], back: 'x', gone: 'x' }],
      ['$identify', '2024-01-05T10:00:00Z', { back: null, gone: 'y' }],
      ['$identify', '2024-01-06T10:00:00Z', { back: 'again', gone: null }],
    ],
    truths: [
      ['5.3: number', declared('number', 'n'), 1.5],
      ['5.3: string', declared('string', 's'), 'x'],
      ['5.3: boolean, false is a value', declared('boolean', 'b'), false],
      ['5.3: list, its scalars', declared('list', 'l'), ['x', 1, true]],
      ['5.3: time', declared('time', 't'), 1_704_067_200_000],
      ['1.3: a declared number has no range', declared('number', 'big'), 1e15],
      ['5.3: a list without scalars deletes', declared('list', 'hollow'), missing],
      ['5.2: deleted and set again', declared('string', 'back'), 'again'],
      ['5.2: set and deleted', declared('string', 'gone'), missing],
    ],
  },
];
