import { describe, expect, test } from 'vitest';
import type { Definition } from '../../define/index.ts';
import { permissionsOf } from '../../runtime/index.ts';
import { type Hidden, hiddenFrom, masked, maskOf, personalIn } from './personal.ts';

const name = { en: 'n', zh: '名' };
const DEFINITIONS: readonly Definition[] = [
  {
    kind: 'event',
    id: '$identify',
    name,
    properties: {
      city: { type: 'string', dataClass: 'personal' },
      skin: { type: 'string', dataClass: 'sensitive' },
      mail: { type: 'string', dataClass: 'none' },
    },
  },
  { kind: 'event', id: 'Review Written', name, properties: { words: { type: 'string', dataClass: 'personal' } } },
  { kind: 'trait', id: 'home', name, type: 'string', from: 'city' },
  { kind: 'trait', id: 'skin', name, type: 'string' },
  { kind: 'trait', id: 'mail', name, type: 'string' },
  { kind: 'trait', id: 'last_words', name, aggregate: 'last', event: 'Review Written', property: 'words' },
  { kind: 'trait', id: 'orders', name, aggregate: 'count', event: 'Order Completed' },
];
const personal = personalIn(DEFINITIONS);
const ALL: Hidden = { classes: new Set(['personal', 'sensitive']) };

describe('what is personal', () => {
  test('are traits by what the dictionary says of what they read, then by name', () => {
    expect(Object.fromEntries(personal.traits)).toMatchObject({
      home: 'personal',
      skin: 'sensitive',
      last_words: 'personal',
      email: 'personal',
    });
    expect(personal.traits.has('orders')).toBe(false);
    expect(personal.traits.has('mail')).toBe(false);
    expect(personalIn([]).traits.get('phone')).toBe('personal');
    expect(personalIn([]).namespaces).toContain('email');
  });
});

describe('a mask', () => {
  test.each([
    ['ada@example.com', 'a***@example.com'],
    ['山茶@example.com', '山***@example.com'],
    ['+8613800001234', '+86*******1234'],
    ['13800001234', '13*****1234'],
    ['+44 20 7946 0958', '+44******0958'],
    ['Ada', 'A***'],
    [42, '4***'],
    ['', '***'],
  ])('of %s is %s', (given, expected) => expect(maskOf(given)).toBe(expected));

  test('lies over identifiers, traits, what conditions have read, and contacts in any text', () => {
    const answer = {
      identifiers: [
        ['email', 'ada@example.com'],
        ['user_id', 'u-1'],
      ],
      traits: { home: 'Paris', orders: 3, skin: 'dry', note: 'call +8613800001234 or ada@example.com' },
      read: { 'trait.home': 'Paris', 'trait.orders': 3 },
      at: 1_700_000_000_000,
      message: 'm13800001234z',
      rows: [{ to: 'ada@example.com' }, null, true],
    };
    expect(masked(answer, personal, ALL)).toEqual({
      identifiers: [
        ['email', 'a***@example.com'],
        ['user_id', 'u-1'],
      ],
      traits: { home: 'P***', orders: 3, skin: 'd***', note: 'call +86*******1234 or a***@example.com' },
      read: { 'trait.home': 'P***', 'trait.orders': 3 },
      at: 1_700_000_000_000,
      message: 'm13800001234z',
      rows: [{ to: 'a***@example.com' }, null, true],
    });
    expect(answer.traits.home).toBe('Paris');
  });

  test('leaves what somebody may see', () => {
    const answer = { traits: { home: 'Paris', skin: 'dry' }, to: 'ada@example.com' };
    expect(masked(answer, personal, { classes: new Set(['sensitive']) })).toEqual({ ...answer, traits: { home: 'Paris', skin: 'd***' } });
  });

  test('takes tags away that somebody is not to see', () => {
    const hidden: Hidden = { classes: new Set(), tags: new Set(['vip']) };
    expect(masked({ tags: [{ id: 'vip' }, { id: 'risky' }, 'risky', 'vip'] }, personal, hidden)).toEqual({ tags: [{ id: 'vip' }, 'vip'] });
  });
});

describe('what is hidden', () => {
  const member = { id: 'a', name: 'A', email: 'a@b.c', roles: [], state: 'active', createdAt: 0, createdBy: 'x' } as const;
  const of = (role: 'advisor' | 'analyst', more: object = {}) =>
    hiddenFrom({ kind: 'member', id: 'a', permissions: permissionsOf([role]), member: { ...member, ...more } });

  test('from whom follows from permission and classes', () => {
    expect([...of('analyst')!.classes]).toEqual(['personal', 'sensitive']);
    expect([...of('advisor')!.classes]).toEqual(['sensitive']);
    expect(of('advisor', { dataClasses: ['personal', 'sensitive'] })).toBeUndefined();
    expect([...of('advisor', { dataClasses: [] })!.classes]).toEqual(['personal', 'sensitive']);
    expect([...of('analyst', { dataClasses: ['personal'] })!.classes]).toEqual(['personal', 'sensitive']);
    expect(of('advisor', { dataClasses: ['personal', 'sensitive'], tags: ['vip'] })).toMatchObject({ tags: new Set(['vip']) });
    expect(hiddenFrom({ kind: 'operator', id: 'operator', permissions: new Set() })).toBeUndefined();
  });
});
