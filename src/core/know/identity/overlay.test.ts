import { describe, expect, it } from 'vitest';
import type { Identifier } from '../../entry.ts';
import { identityKeys } from './keys.ts';
import { IdentityOverlay } from './overlay.ts';
import { identifierKey, type LiveIdentity } from './record.ts';
import { compileIdentityRules } from './rules.ts';

const live: LiveIdentity = { state: 'live', links: [], merges: [] };

it('remembers that an identifier belongs to nobody', () => {
  const overlay = new IdentityOverlay();
  expect(() => overlay.customerOf(['card', 'a'])).toThrow(/not loaded/);
  overlay.loadIdentifier(identifierKey(['card', 'a']), undefined);
  expect(overlay.customerOf(['card', 'a'])).toBeUndefined();
  expect(() => overlay.customerOf(['card', 'b'])).toThrow(/card.*b" was not loaded/);
});

it('does not let a later load undo a change', () => {
  const overlay = new IdentityOverlay();
  overlay.link(['card', '1'], 'c1');
  overlay.loadIdentifier(identifierKey(['card', '1']), undefined);
  overlay.put('c1', live);
  overlay.loadIdentity('c1', undefined);
  expect([overlay.customerOf(['card', '1']), overlay.live('c1')]).toEqual(['c1', live]);
});

it('leads to the survivor, and takes a customer without a record as itself', () => {
  const overlay = new IdentityOverlay();
  overlay.put('c2', { state: 'merged', into: 'c1' });
  overlay.loadIdentity('c9', undefined);
  overlay.loadIdentity('c1', live);
  expect(['c2', 'c9', 'c1'].map((customer) => overlay.survivorOf(customer))).toEqual(['c1', 'c9', 'c1']);
  expect(() => overlay.survivorOf('c5')).toThrow(/c5 was not loaded/);
  expect(() => overlay.live('c2')).toThrow(/not live/);
  expect([overlay.hasIdentity('c9'), overlay.hasIdentity('c5')]).toEqual([true, false]);
});

it('gives each change away once and keeps what it knows', () => {
  const overlay = new IdentityOverlay();
  overlay.loadIdentifier(identifierKey(['card', '0']), 'c1');
  overlay.link(['card', '1'], 'c1');
  overlay.put('c1', live);
  const { identifiers, identities } = overlay.takeChanges();
  expect([...identifiers]).toEqual([[identifierKey(['card', '1']), 'c1']]);
  expect([...identities]).toEqual([['c1', live]]);
  const again = overlay.takeChanges();
  expect([again.identifiers.size, again.identities.size, overlay.size]).toEqual([0, 0, 3]);
  expect(overlay.customerOf(['card', '1'])).toBe('c1');
});

it('asks for the identifiers of events and controls, and for the customers that receipts name', () => {
  const identifiers = [['user_id', 'u1']] as const;
  const control = { type: 'control', action: 'consent', purpose: 'news', granted: true, identifiers, by: 'staff' } as const;
  const receipt = {
    type: 'receipt',
    kind: 'sent',
    customer: 'c1',
    message: 'm',
    channel: 'capture',
    decidedAt: 1,
    dispatchedAt: 2,
  } as const;
  expect(identityKeys(control)).toEqual({ identifiers, customers: [] });
  expect(identityKeys(receipt)).toEqual({ identifiers: [], customers: ['c1'] });
  expect(identityKeys({ type: 'tick' })).toEqual({ identifiers: [], customers: [] });
});

describe('what is known beforehand', () => {
  const rules = compileIdentityRules([]);
  const known = {
    customerOf: ([namespace, value]: Identifier) => (namespace === 'card' ? { '1': 'c1', '2': 'c1', '3': 'c3' }[value] : undefined),
  };

  it('need not be loaded', () => {
    const overlay = new IdentityOverlay(known);
    expect([overlay.customerOf(['card', '1']), overlay.customerAtHand(['card', '3'])]).toEqual(['c1', 'c3']);
    expect(overlay.customerAtHand(['card', '9'])).toBeUndefined();
    expect(() => overlay.customerOf(['card', '9'])).toThrow(/not loaded/);
  });

  it.each<[string, readonly Identifier[], string | undefined]>([
    ['one', [['card', '1']], 'c1'],
    [
      'two of one customer',
      [
        ['card', '1'],
        ['card', '2'],
      ],
      'c1',
    ],
    [
      'two of two',
      [
        ['card', '1'],
        ['card', '3'],
      ],
      undefined,
    ],
    [
      'one that is not at hand',
      [
        ['card', '1'],
        ['email', 'a@b.c'],
      ],
      undefined,
    ],
    [
      'one that identifies nobody',
      [
        ['card', '1'],
        ['card', '000'],
      ],
      undefined,
    ],
    ['none', [], undefined],
  ])('names a customer at once: %s', (_, identifiers, customer) => {
    expect(new IdentityOverlay(known).knownCustomer(identifiers, rules)).toBe(customer);
  });

  it('names one by what was loaded as well', () => {
    const overlay = new IdentityOverlay(known);
    overlay.loadIdentifier(identifierKey(['email', 'a@b.c']), 'c1');
    const both: Identifier[] = [
      ['card', '1'],
      ['email', 'a@b.c'],
    ];
    expect(overlay.knownCustomer(both, rules)).toBe('c1');
  });

  it('yields to changes of the batch, and says that it has', () => {
    const overlay = new IdentityOverlay(known);
    overlay.link(['card', '9'], 'c1');
    expect(overlay.isRelinked).toBe(false);
    overlay.link(['card', '3'], 'c1');
    expect(overlay.isRelinked).toBe(true);
    expect(['1', '3', '9'].map((value) => overlay.customerOf(['card', value]))).toEqual(['c1', 'c1', 'c1']);
    expect([...overlay.takeChanges().identifiers.keys()]).toEqual([identifierKey(['card', '9']), identifierKey(['card', '3'])]);
  });

  it('is asked with text as it came, while what is loaded is found by well-formed text', () => {
    const overlay = new IdentityOverlay(known);
    overlay.loadIdentifier(identifierKey(['card', 'x\ud800']), 'c5');
    expect(overlay.customerOf(['card', 'x\ud800'])).toBe('c5');
    expect(overlay.customerOf(['card', 'x\ufffd'])).toBe('c5');
  });
});
