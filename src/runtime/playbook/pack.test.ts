/** A journey of the omni example, packed and taken over by a project that has other channels, purposes and hosts. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { project } from '../../../examples/omni/index.ts';
import { house } from '../../../playbooks/house.ts';
import { projectOf } from '../../../playbooks/shared/basis.ts';
import { type Definition, defineSegment, defineTag, problemsOf, type Release, trait } from '../../define/index.ts';
import type { Report } from '../../learn/index.ts';
import { housed, houseOf } from '../../library/index.ts';
import { lacksOf, needsOf } from './needs.ts';
import { packPlaybook, writePacked } from './pack.ts';
import { stripped } from './private.ts';
import { playbooksOn, shelfAt } from './shelf.ts';

const release: Release = { number: 3, definitions: project.definitions.map((definition) => ({ version: 1, definition })) };
const arm = (customers: number, converted: number) => ({ customers, converted, revenue: 100 * converted });
const report = {
  lift: [
    {
      journey: 'win_back',
      treatment: arm(800, 96),
      holdout: arm(200, 16),
      conversionLift: { difference: 0.04, low: -0.01, high: 0.09 },
    },
  ],
  conversions: [],
  returns: [],
} as unknown as Report;
const packed = packPlaybook('win_back', { release, report, measured: '2026-01-05' });

let shelf: string;
beforeAll(async () => {
  shelf = await mkdtemp(join(tmpdir(), 'volano-pack-'));
});
afterAll(() => rm(shelf, { recursive: true, force: true }));

describe('a packed journey', () => {
  test('has all that it leans on, and nothing that is of one project only', () => {
    const names = packed.definitions.map(({ kind, id }) => `${kind} ${id}`);
    expect(names.at(-1)).toBe('journey win_back');
    for (const name of [
      'segment dormant_60d',
      'segment needs_service',
      'tag critic',
      'tag tier_gold',
      'tag_group tier',
      'trait interest',
      'template miss_you_text',
    ])
      expect(names, name).toContain(name);
    for (const kind of ['channel', 'purpose', 'workspace', 'policy', 'namespace'])
      expect(names.filter((name) => name.startsWith(`${kind} `))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('has its measured result, with the interval of the held-out group', () => {
    expect(packed.playbook.results).toEqual([
      { journey: 'win_back', measured: '2026-01-05', treated: 800, heldOut: 200, lift: { estimate: 0.04, low: -0.01, high: 0.09 } },
    ]);
  });

  test('is a folder that a shelf has, whose pages tell the result; it is not written twice', async () => {
    const folder = await writePacked(packed, shelf);
    await expect(writePacked(packed, shelf)).rejects.toMatchObject({ code: 'VOLANO_PLAYBOOK_COLLIDES' });
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain(
      'lift, with interval +4.0 pp (-1.0 pp … +9.0 pp); 800 + 200 customers, measured on 2026-01-05',
    );
    expect(await readFile(join(folder, 'README.zh-CN.md'), 'utf8')).toContain('增量（置信区间）');
    const source = await readFile(join(folder, 'index.ts'), 'utf8');
    expect(source).not.toContain('omni');
    for (const line of source.split('\n').filter((one) => !/: ['"].*,$/.test(one))) expect(line.length).toBeLessThanOrEqual(200);
  });

  test('is a valid part of another project, with that project’s channels, purposes and shop', () => {
    const other = projectOf([packed.playbook]);
    expect(problemsOf(other)).toEqual([]);
    const text = JSON.stringify(packed.playbook.definitions(houseOf({ ...house, shop: 'https://other.example.org' })));
    expect(text).toContain('https://other.example.org/new');
    expect(text).not.toContain('shop.example.com');
    expect(text).not.toMatch(/"channel":"(?!email|sms|inbox)/);
    expect([...text.matchAll(/"purpose":"(\w+)"/g)].map(([, purpose]) => purpose)).not.toContain('promotions');
    expect(lacksOf(needsOf(packed.playbook), { definitions: [] }).channels.length).toBeGreaterThan(0);
  });

  test('says which channels it would need where there is none', () => {
    expect(() => housed(houseOf({ ...house, channels: { push: 'push' } }), packed.definitions)).toThrow(
      /needs a channel of one of these types/,
    );
  });
});

test('of an unknown journey is refused', () => {
  expect(() => packPlaybook('win_bak', { release, report, measured: '2026-01-05' })).toThrow(
    expect.objectContaining({ code: 'VOLANO_RESOURCE_UNKNOWN' }),
  );
});

test('an empty shelf says so', async () => {
  await expect(playbooksOn(shelfAt(join(shelf, 'nothing')))).rejects.toMatchObject({ code: 'VOLANO_PLAYBOOK_SHELF_EMPTY' });
});

test('addresses, phone numbers, hosts and owners are taken out, each is named; what is no such thing stays', () => {
  const name = { en: 'Name', zh: '名称' };
  const definitions: readonly Definition[] = [
    defineSegment({ id: 'staff', name, condition: trait('email').is('ann.lee@brand.example.net') }),
    defineTag({ id: 'vip', name, owner: 'Ann Lee', rule: trait('phone').is('+86 138 0013 8000') }),
    { kind: 'template', id: 't', name, body: 'Order 20260105 for ¥1234.50 at https://brand.example.net:8443/a?b=1, call 13800138000' },
  ];
  const { definitions: clean, removed } = stripped(definitions);
  expect(JSON.stringify(clean)).not.toMatch(/brand|Ann|138/);
  expect(clean[2]).toMatchObject({ body: 'Order 20260105 for ¥1234.50 at https://shop.example.com/a?b=1, call 000' });
  expect(removed).toHaveLength(5);
  expect(removed).toContain('tag vip.owner: Ann Lee');
  expect(stripped(clean).removed).toEqual([]);
});
