import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customerIdOf } from '../../base/index.ts';
import { customerPrefix, identifierKey, partKey, partName, readTimerKey, timerKey } from './keys.ts';

const id = fc
  .record({ at: fc.nat(2 ** 40), position: fc.nat(2 ** 30) })
  .map(({ at, position }) => customerIdOf(at, { partition: 0, position, ordinal: 0 }));

describe('keys of the state store', () => {
  test('timers sort by due time, then customer, and can be read back', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(2 ** 45), id), fc.tuple(fc.nat(2 ** 45), id), ([dueA, a], [dueB, b]) => {
        expect(readTimerKey(timerKey(dueA, a))).toEqual({ due: dueA, id: a });
        const expected = dueA - dueB || (a < b ? -1 : a > b ? 1 : 0);
        expect(Math.sign(Buffer.compare(timerKey(dueA, a), timerKey(dueB, b)))).toBe(Math.sign(expected));
      }),
    );
  });

  test('parts of a customer stand under its prefix, and no other customer does', () => {
    const [a, longer] = ['c1', 'c10'];
    expect(partKey(a, 'eOrder').subarray(0, customerPrefix(a).length)).toEqual(customerPrefix(a));
    expect(partKey(longer, 'k').subarray(0, customerPrefix(a).length)).not.toEqual(customerPrefix(a));
  });

  test('a part is named whatever the event is called', () => {
    for (const part of ['k', 'eOrder Completed', 'e订单#products', 'cÄ\u00003', 'e*'])
      expect(partName(partKey('c1', part), 'c1')).toBe(part);
  });

  test('identifiers of any length fit, and stay apart by what is cut off', () => {
    const long = (end: string) => identifierKey(`user_id\u0000${'ü'.repeat(2_000)}${end}`);
    expect(long('a').length).toBeLessThanOrEqual(1_900);
    expect(long('a')).not.toEqual(long('b'));
    expect(identifierKey('user_id\u0000u1').toString()).toBe('user_id\u0000u1');
  });
});
