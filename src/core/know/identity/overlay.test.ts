import { expect, it } from 'vitest';
import { identityKeys } from './keys.ts';
import { IdentityOverlay } from './overlay.ts';
import { identifierKey, type LiveIdentity } from './record.ts';

const live: LiveIdentity = { state: 'live', links: [], merges: [] };

it('remembers that an identifier belongs to nobody', () => {
  const overlay = new IdentityOverlay();
  expect(overlay.hasIdentifier('a')).toBe(false);
  overlay.loadIdentifier('a', undefined);
  expect([overlay.hasIdentifier('a'), overlay.customerOf('a')]).toEqual([true, undefined]);
  expect(() => overlay.customerOf('b')).toThrow(/"b" was not loaded/);
});

it('does not let a later load undo a change', () => {
  const overlay = new IdentityOverlay();
  overlay.link(['card', '1'], 'c1');
  overlay.loadIdentifier(identifierKey(['card', '1']), undefined);
  overlay.put('c1', live);
  overlay.loadIdentity('c1', undefined);
  expect([overlay.customerOf(identifierKey(['card', '1'])), overlay.live('c1')]).toEqual(['c1', live]);
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
  expect(overlay.customerOf(identifierKey(['card', '1']))).toBe('c1');
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
