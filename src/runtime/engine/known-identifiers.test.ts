import { describe, expect, it } from 'vitest';
import { identifierKey } from '../../core/index.ts';
import { KnownIdentifiers } from './known-identifiers.ts';

describe('known identifiers', () => {
  it('are found by namespace and value', () => {
    const known = new KnownIdentifiers(100);
    known.set(identifierKey(['card', '1']), 'c1');
    known.set(identifierKey(['email', '1']), 'c2');
    known.set(identifierKey(['card', 'a\u0000b']), 'c3');
    expect(known.customerOf(['card', '1'])).toBe('c1');
    expect(known.customerOf(['email', '1'])).toBe('c2');
    expect(known.customerOf(['card', 'a\u0000b'])).toBe('c3');
    expect([known.customerOf(['card', '2']), known.customerOf(['phone', '1'])]).toEqual([undefined, undefined]);
    expect(known.size).toBe(3);
  });

  it('follow a change, also of one that has not been used for a while', () => {
    const known = new KnownIdentifiers(2);
    for (const value of ['1', '2']) known.set(identifierKey(['card', value]), 'c1');
    known.age();
    known.set(identifierKey(['card', '1']), 'c2');
    expect([known.customerOf(['card', '1']), known.customerOf(['card', '2'])]).toEqual(['c2', 'c1']);
    known.set(identifierKey(['card', '1']), 'c3');
    expect(known.customerOf(['card', '1'])).toBe('c3');
  });

  it('go when they have not been used for a generation', () => {
    const known = new KnownIdentifiers(4);
    for (let i = 0; i < 10; i++) {
      known.set(identifierKey(['card', String(i)]), `c${i}`);
      expect(known.customerOf(['card', '0'])).toBe('c0');
      known.age();
    }
    expect(known.customerOf(['card', '1'])).toBeUndefined();
    expect([known.customerOf(['card', '9']), known.customerOf(['card', '0'])]).toEqual(['c9', 'c0']);
    expect(known.size).toBeLessThanOrEqual(7);
  });

  it('stay until the end of the batch when none are to be kept', () => {
    const known = new KnownIdentifiers(0);
    known.set(identifierKey(['card', '1']), 'c1');
    expect(known.customerOf(['card', '1'])).toBe('c1');
    known.age();
    expect([known.customerOf(['card', '1']), known.size]).toEqual([undefined, 0]);
  });

  it('are forgotten together', () => {
    const known = new KnownIdentifiers(2);
    for (const value of ['1', '2']) known.set(identifierKey(['card', value]), 'c1');
    known.age();
    known.set(identifierKey(['card', '3']), 'c1');
    known.clear();
    expect(['1', '3'].map((value) => known.customerOf(['card', value]))).toEqual([undefined, undefined]);
  });
});
