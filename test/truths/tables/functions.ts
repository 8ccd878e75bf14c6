/** Functions of formulas. */
import type { Expression } from '../../../src/define/index.ts';
import { aggregate, declared, formula, missing, ms, rule, type TruthTable } from '../notation.ts';

const t = (trait: string): Expression => ({ trait });
const n = (literal: string | number | boolean): Expression => ({ literal });
const of = (op: string, args: readonly Expression[], more: object = {}): ReturnType<typeof formula> =>
  formula({ op, args, ...more } as Expression);
const on = (op: string, trait: string, more: object = {}): ReturnType<typeof formula> => of(op, [t(trait)], more);
const comparing = (operator: string, a: Expression, b: Expression): ReturnType<typeof formula> => of('compare', [a, b], { operator });
const switching = (trait: string, cases: readonly (readonly [string | number | boolean, string])[]): ReturnType<typeof formula> =>
  formula({ op: 'switch', of: t(trait), cases: cases.map(([is, then]) => ({ is, then: n(then) })), otherwise: n('other') });

export const functions: TruthTable[] = [
  {
    subject: 'functions of numbers and texts',
    now: '2024-01-02T00:00:00Z',
    events: [
      ['Set', '2024-01-01T10:00:00Z', { half: 2.5, minus: -2.5, fine: 1.23456, big: 900719925474.05, name: 'Ann 上海😀', yes: true }],
      ['$identify', '2024-01-01T12:00:00Z', { likes: ['a', 'b', 3] }],
    ],
    given: [
      ...['half', 'minus', 'fine', 'big', 'name', 'yes', 'none'].map((id) => aggregate('last', 'Set', { id, property: id })),
      declared('list', 'likes'),
    ],
    truths: [
      ['6.7: half away from zero', on('round', 'half'), 3],
      ['6.7: on either side', on('round', 'minus'), -3],
      ['6.7: to one place, of the decimal 1.2346', on('round', 'fine', { places: 3 }), 1.235],
      ['6.7: to four it is the decimal itself', on('round', 'fine', { places: 4 }), 1.2346],
      ['6.7: down', on('floor', 'minus'), -3],
      ['6.7: to two places', on('floor', 'fine', { places: 2 }), 1.23],
      ['6.7: up', on('ceil', 'minus'), -2],
      ['6.7: up of the positive', on('ceil', 'half'), 3],
      ['6.7: beyond the range', on('ceil', 'big'), missing],
      ['6.7: within it', on('floor', 'big'), 900719925474],
      ['6.7: without its sign', on('abs', 'minus'), 2.5],
      ['6.7: of a text', on('abs', 'name'), missing],
      ['6.7: of nothing', on('round', 'none'), missing],
      ['6.7: the remainder', of('modulo', [t('half'), n(1)]), 0.5],
      ['6.7: has the sign of the first', of('modulo', [t('minus'), n(1)]), -0.5],
      ['6.7: whatever that of the second', of('modulo', [t('half'), n(-2)]), 0.5],
      ['6.7: by zero', of('modulo', [t('half'), n(0)]), missing],
      ['6.8: lower case', on('lower', 'name'), 'ann 上海😀'],
      ['6.8: of a number', on('lower', 'half'), missing],
      ['6.8: characters', on('length', 'name'), 7],
      ['6.8: elements', on('length', 'likes'), 3],
      ['6.8: a boolean has no length', on('length', 'yes'), missing],
      ['6.8: from the first character', on('substring', 'name', { start: 0, length: 3 }), 'Ann'],
      ['6.8: to the end', on('substring', 'name', { start: 4 }), '上海😀'],
      ['6.8: code points', on('substring', 'name', { start: 6, length: 1 }), '😀'],
      ['6.8: behind the end is the empty text', on('substring', 'name', { start: 9 }), ''],
      ['6.8: of a list', on('substring', 'likes', { start: 0 }), missing],
      ['6.8: an element', of('includes', [t('likes'), n('b')]), true],
      ['1.2: by type', of('includes', [t('likes'), n('3')]), false],
      ['6.8: in nothing', of('includes', [t('none'), n('b')]), false],
      ['6.8: nothing in it', of('includes', [t('likes'), t('none')]), false],
      ['6.8: a trait against a trait', comparing('>', t('half'), t('minus')), true],
      ['6.8: equal to itself', comparing('=', t('name'), t('name')), true],
      ['2: nothing equals nothing', comparing('=', t('none'), t('none')), false],
      ['2: so it differs', comparing('!=', t('none'), t('none')), true],
      ['2.2: a number and a text have no order', comparing('<=', t('half'), t('name')), false],
      ['6.8: a list equals nothing', comparing('=', t('likes'), t('likes')), false],
      [
        '6.10: the case that equals',
        switching('half', [
          [2, 'two'],
          [2.5, 'half'],
        ]),
        'half',
      ],
      ['6.10: by type', switching('half', [['2.5', 'text']]), 'other'],
      [
        '6.10: the first of them',
        switching('yes', [
          [true, 'first'],
          [true, 'second'],
        ]),
        'first',
      ],
      ['6.10: of nothing', switching('none', [['', 'empty']]), 'other'],
    ],
  },
  {
    subject: 'functions of times, in London',
    zone: 'Europe/London',
    now: '2024-03-31T22:30:00.000Z',
    events: [
      [
        'Set',
        '2024-03-30T23:30:00.000Z',
        { born: '1990-04-01', leap: '2000-02-29', ahead: '2024-04-02T22:30:00Z', word: 'soon', far: 1e20, ms: ms('2024-03-31T01:30:00Z') },
      ],
    ],
    given: [
      ...['born', 'leap', 'ahead', 'word', 'far', 'ms', 'none'].map((id) => aggregate('last', 'Set', { id, property: id })),
      aggregate('last', 'Set', { id: 'set' }),
      formula({ op: 'age', args: [t('born')] }, 'age'),
    ],
    truths: [
      ['6.9: the year', on('date_part', 'born', { part: 'year' }), 1990],
      ['6.9: the quarter', on('date_part', 'born', { part: 'quarter' }), 2],
      ['6.9: the month', on('date_part', 'leap', { part: 'month' }), 2],
      ['6.9: the day', on('date_part', 'leap', { part: 'day' }), 29],
      ['6.9: Saturday', on('date_part', 'set', { part: 'weekday' }), 6],
      ['6.9: Sunday is the seventh', on('date_part', 'ms', { part: 'weekday' }), 7],
      ['6.9: half past two in summer', on('date_part', 'ms', { part: 'hour' }), 2],
      ['6.9: minutes', on('date_part', 'ms', { part: 'minute' }), 30],
      ['6.9: a word has none', on('date_part', 'word', { part: 'year' }), missing],
      ['6.9: nor has a number beyond all calendars', on('date_part', 'far', { part: 'year' }), missing],
      ['6.9: 23 hours', on('elapsed', 'set', { unit: 'hour' }), 23],
      ['6.9: no day yet', on('elapsed', 'set'), 0],
      ['6.9: by the calendar it is one', on('elapsed', 'set', { calendar: true }), 1],
      ['6.9: at midnight two', on('elapsed', 'set', { calendar: true }), 2, '2024-03-31T23:00:00.000Z'],
      ['6.9: two days ahead', on('elapsed', 'ahead'), -2],
      ['6.9: a millisecond later less than two', on('elapsed', 'ahead'), -2, '2024-03-31T22:30:00.001Z'],
      ['6.9: a day later one', on('elapsed', 'ahead'), -1, '2024-04-01T22:30:00.000Z'],
      ['6.9: of nothing', on('elapsed', 'none'), missing],
      ['6.9: 33 on the eve of the birthday', on('age', 'born'), 33],
      ['6.9: 34 from its first moment', on('age', 'born'), 34, '2024-03-31T23:00:00.000Z'],
      ['6.9: of a leap day', on('age', 'leap'), 24],
      ['6.9: 0 while ahead', on('age', 'ahead'), 0],
      ['6.9: it flips by itself', rule('trait.age', '>=', 34), true, '2024-03-31T23:00:00.000Z'],
      ['6.9: and not before', rule('trait.age', '>=', 34), false],
    ],
  },
];
