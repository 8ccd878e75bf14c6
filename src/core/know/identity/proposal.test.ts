import { describe, expect, it } from 'vitest';
import { DAY } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import { excessOf, LINKS_MAX, MERGES_MAX, type Proposal, united } from './proposal.ts';
import type { LiveIdentity, Origin } from './record.ts';
import { compileIdentityRules, type IdentityRules } from './rules.ts';

const rules = compileIdentityRules([]);
const origin: Origin = { at: 5, partition: 0, position: 9, source: 'm9' };
const before: Origin = { at: 1, partition: 0, position: 1, source: 'm1' };
const many = (namespace: string, count: number): Identifier[] => Array.from({ length: count }, (_, i) => [namespace, `v${i}`]);

function live(customer: string, identifiers: readonly Identifier[], merges = 0): LiveIdentity {
  return {
    state: 'live',
    links: identifiers.map((identifier) => ({ identifier, first: customer, ...before })),
    merges: Array.from({ length: merges }, (_, i) => ({ from: `${customer}-${i}`, into: customer, ...before })),
  };
}

/** Long after what the records hold. */
const NOW = 10 * DAY;

function exceeds(proposal: Proposal, byRules: IdentityRules): boolean {
  return excessOf(proposal, byRules, NOW) !== undefined;
}

describe('limits (K2)', () => {
  it('allow exactly as many as they say', () => {
    const found = { customers: ['c1'], records: [live('c1', many('phone', 1))] };
    expect(exceeds({ ...found, fresh: [['phone', 'x']] }, rules)).toBe(false);
    expect(
      exceeds(
        {
          ...found,
          fresh: [
            ['phone', 'x'],
            ['phone', 'y'],
          ],
        },
        rules,
      ),
    ).toBe(true);
    expect(exceeds({ customers: [], records: [], fresh: many('phone', 2) }, rules)).toBe(false);
    expect(exceeds({ customers: [], records: [], fresh: many('phone', 3) }, rules)).toBe(true);
  });

  it('never stand against one identifier alone, or against what changes nothing', () => {
    expect(exceeds({ customers: [], records: [], fresh: [['user_id', 'u']] }, rules)).toBe(false);
    expect(exceeds({ customers: [], records: [], fresh: [] }, rules)).toBe(false);
    expect(exceeds({ customers: ['c1'], records: [], fresh: [] }, rules)).toBe(false);
  });

  it('add up over the profiles of a merge', () => {
    const [a, b] = [live('c1', [['user_id', 'a']]), live('c2', [['user_id', 'b']])];
    expect(exceeds({ customers: ['c1', 'c2'], records: [a, b], fresh: [] }, rules)).toBe(true);
    const c = live('c2', [['email', 'b@b.c']]);
    expect(exceeds({ customers: ['c1', 'c2'], records: [a, c], fresh: [] }, rules)).toBe(false);
  });

  it('look only at what grows: a profile above a limit may take other identifiers', () => {
    const above = live('c1', many('phone', 4));
    expect(exceeds({ customers: ['c1'], records: [above], fresh: [['email', 'x@y.z']] }, rules)).toBe(false);
    expect(exceeds({ customers: ['c1'], records: [above], fresh: [['phone', 'new']] }, rules)).toBe(true);
    const other = live('c2', [['email', 'x@y.z']]);
    expect(exceeds({ customers: ['c1', 'c2'], records: [above, other], fresh: [] }, rules)).toBe(false);
    expect(exceeds({ customers: ['c1', 'c2'], records: [above, live('c2', [['phone', 'p']])], fresh: [] }, rules)).toBe(true);
  });

  it('bound a profile as a whole', () => {
    const wide = compileIdentityRules([{ kind: 'namespace', id: 'card', name: { en: 'card', zh: '卡' }, priority: 5, limit: 5_000 }]);
    const full = live('c1', many('card', LINKS_MAX - 1));
    expect(exceeds({ customers: ['c1'], records: [full], fresh: [['card', 'a']] }, wide)).toBe(false);
    expect(
      exceeds(
        {
          customers: ['c1'],
          records: [full],
          fresh: [
            ['card', 'a'],
            ['card', 'b'],
          ],
        },
        wide,
      ),
    ).toBe(true);
    const merged = live('c1', [['card', 'a']], MERGES_MAX - 2);
    const one = { customers: ['c1', 'c2'], records: [merged, live('c2', [['card', 'b']], 1)], fresh: [] };
    expect(exceeds(one, wide)).toBe(false);
    expect(exceeds({ ...one, records: [merged, live('c2', [['card', 'b']], 2)] }, wide)).toBe(true);
    expect(exceeds({ customers: ['c1'], records: [live('c1', [], MERGES_MAX)], fresh: [['card', 'c']] }, wide)).toBe(false);
  });
});

describe('limits with a time', () => {
  const weekly = compileIdentityRules([
    { kind: 'namespace', id: 'device', name: { en: 'device', zh: '设备' }, priority: 9, limit: 2, per: '7d' },
  ]);
  const linkedAt = (...times: number[]): LiveIdentity => ({
    state: 'live',
    links: times.map((at, i) => ({ identifier: ['device', `d${i}`], first: 'c1', ...before, at })),
    merges: [],
  });
  const fresh: Identifier[] = [['device', 'new']];

  it('count what came within it, to the millisecond', () => {
    const now = 100 * DAY;
    const proposal = (...times: number[]): Proposal => ({ customers: ['c1'], records: [linkedAt(...times)], fresh });
    expect(excessOf(proposal(now - 1, now - 7 * DAY + 1), weekly, now)).toBe('limit');
    expect(excessOf(proposal(now - 1, now - 7 * DAY), weekly, now)).toBeUndefined();
    expect(excessOf(proposal(1, 2, 3, 4, 5), weekly, now)).toBeUndefined();
  });
});

describe('fan-in', () => {
  const strict = compileIdentityRules([], { max: 2, per: '1h' });
  const mergedAt = (...times: number[]): LiveIdentity => ({
    state: 'live',
    links: [],
    merges: times.map((at, i) => ({ from: `m${i}`, into: 'c1', ...before, at })),
  });
  const now = 50 * DAY;

  it('is anomalous beyond so many merges within the time, those of both sides and the new ones counted', () => {
    const with_ = (mine: LiveIdentity, theirs: LiveIdentity): Proposal => ({ customers: ['c1', 'c2'], records: [mine, theirs], fresh: [] });
    expect(excessOf(with_(mergedAt(now - 5), mergedAt()), strict, now)).toBeUndefined();
    expect(excessOf(with_(mergedAt(now - 5), mergedAt(now - 9)), strict, now)).toBe('fan_in');
    expect(excessOf(with_(mergedAt(now - 5), mergedAt(now - 3_600_000)), strict, now)).toBeUndefined();
    const three = { customers: ['c1', 'c2', 'c3', 'c4'], records: [mergedAt(), mergedAt(), mergedAt(), mergedAt()], fresh: [] };
    expect(excessOf(three, strict, now)).toBe('fan_in');
  });

  it('never stands against what merges nobody', () => {
    expect(excessOf({ customers: ['c1'], records: [mergedAt(now, now, now)], fresh: [['email', 'a@b.c']] }, strict, now)).toBeUndefined();
  });

  it('is 20 merges a day where a project says nothing', () => {
    const many = (count: number): Proposal => ({
      customers: ['c1', 'c2'],
      records: [mergedAt(...Array.from({ length: count }, () => now)), mergedAt()],
      fresh: [],
    });
    expect(excessOf(many(19), rules, now)).toBeUndefined();
    expect(excessOf(many(20), rules, now)).toBe('fan_in');
  });
});

describe('the united record (K6)', () => {
  it('keeps links and merges of all, adds the new ones with their origin', () => {
    const proposal = {
      customers: ['c1', 'c2', 'c3'],
      records: [live('c1', [['card', '1']], 1), live('c2', [['card', '2']], 1), live('c3', [['card', '3']])],
      fresh: [['email', 'x@y.z']] as Identifier[],
    };
    const record = united('c1', proposal, origin);
    expect(record.links.map(({ identifier, first, position }) => [identifier[1], first, position])).toEqual([
      ['1', 'c1', 1],
      ['2', 'c2', 1],
      ['3', 'c3', 1],
      ['x@y.z', 'c1', 9],
    ]);
    expect(record.merges.map(({ from, into, source }) => [from, into, source])).toEqual([
      ['c1-0', 'c1', 'm1'],
      ['c2-0', 'c2', 'm1'],
      ['c2', 'c1', 'm9'],
      ['c3', 'c1', 'm9'],
    ]);
  });

  it('of a new customer holds what it came with', () => {
    const record = united('c1', { customers: [], records: [], fresh: [['card', '1']] }, origin);
    expect(record).toEqual({ state: 'live', links: [{ identifier: ['card', '1'], first: 'c1', ...origin }], merges: [] });
  });
});
