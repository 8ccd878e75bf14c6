import { beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../base/index.ts';
import { Desk, openMemoryState } from '../../port/state/index.ts';
import { AUDIT_KEPT_MS, type AuditEntry, AuditLog } from './audit.ts';

const ENTRY: Omit<AuditEntry, 'at'> = {
  by: { kind: 'member', id: 'ada' },
  kind: 'look',
  permission: 'customers.read',
  method: 'GET',
  route: '/v1/customers/:customer',
  target: { customer: 'c1' },
  status: 200,
  address: '10.0.0.1',
};

let log: AuditLog;
let now: number;

beforeEach(async () => {
  now = 2_000_000_000_000;
  log = new AuditLog(new Desk(await openMemoryState(), 'members'), () => now);
});

async function append(count: number, entry: Partial<AuditEntry> = {}): Promise<void> {
  for (let one = 0; one < count; one++) {
    now += 1;
    await log.append({ ...ENTRY, ...entry });
  }
}

describe('the audit log', () => {
  test('tells the newest first, page by page', async () => {
    await append(5);
    const first = await log.page({ limit: 2 });
    expect(first.entries).toMatchObject([
      { ...ENTRY, at: now },
      { ...ENTRY, at: now - 1 },
    ]);
    const second = await log.page({ limit: 2, before: first.next! });
    expect(second.entries.map(({ at }) => now - at)).toEqual([2, 3]);
    const third = await log.page({ limit: 2, before: second.next! });
    expect(third.entries.map(({ at }) => now - at)).toEqual([4]);
    expect('next' in third).toBe(false);
  });

  test('keeps entries of one instant apart', async () => {
    await Promise.all(Array.from({ length: 50 }, () => log.append(ENTRY)));
    const { entries } = await log.page({ limit: 100 });
    expect(new Set(entries.map(({ id }) => id)).size).toBe(50);
  });

  test('answers for a stretch of time, with its beginning and without its end', async () => {
    const from = now + 2;
    await append(5);
    const { entries } = await log.page({ from, to: from + 2, limit: 9 });
    expect(entries.map(({ at }) => at)).toEqual([from + 1, from]);
  });

  test('is filtered by member, area and kind', async () => {
    await append(1);
    await append(2, { by: { kind: 'member', id: 'ben' } });
    await append(3, { kind: 'change', permission: 'releases.write' });
    await append(1, { permission: 'decide' });
    const count = async (filter: object) => (await log.page({ limit: 99, ...filter })).entries.length;
    expect(await count({ member: 'ben' })).toBe(2);
    expect(await count({ area: 'releases' })).toBe(3);
    expect([await count({ customer: 'c1' }), await count({ customer: 'c' })]).toEqual([7, 0]);
    expect(await count({ area: 'customers.read' })).toBe(3);
    expect(await count({ area: 'release' })).toBe(0);
    expect(await count({ area: 'decide' })).toBe(1);
    expect(await count({ kind: 'change', member: 'ada' })).toBe(3);
  });

  test('looks beyond what does not fit', async () => {
    await append(1, { by: { kind: 'member', id: 'eve' } });
    await Promise.all(Array.from({ length: 2_500 }, () => log.append(ENTRY)));
    expect((await log.page({ member: 'eve', limit: 5 })).entries).toHaveLength(1);
  });

  test('lets go of what is older than it keeps, and of nothing else', async () => {
    await append(3);
    const old = now;
    now += AUDIT_KEPT_MS - DAY;
    await append(1);
    expect((await log.page({ limit: 9 })).entries).toHaveLength(4);
    now = old + AUDIT_KEPT_MS + 1;
    await append(1);
    expect((await log.page({ limit: 9 })).entries).toHaveLength(2);
  });
});
