import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { project as omni } from '../../examples/omni/index.ts';
import type { Project, Release } from '../define/index.ts';
import * as room from '../runtime/playbook/index.ts';
import { loadProject } from '../runtime/project/index.ts';
import type { Management } from './management.ts';
import { playbookCommand } from './playbook.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';
import type { Locale } from './texts/index.ts';

const release: Release = { number: 1, definitions: omni.definitions.map((definition) => ({ version: 1, definition })) };
const lift = {
  journey: 'large_cart',
  treatment: { customers: 80, converted: 20, revenue: 0 },
  holdout: { customers: 20, converted: 3, revenue: 0 },
  conversionLift: { difference: 0.1, low: 0.01, high: 0.19 },
};

async function volano(
  words: readonly string[],
  { locale = 'en', load = loadProject }: { readonly locale?: Locale; readonly load?: (folder: string) => Promise<Project> } = {},
) {
  const { world, out, err } = captured({ locale });
  const management = {
    release: async () => release,
    report: async () => ({ lift: [lift], conversions: [], returns: [] }),
    close: async () => undefined,
  };
  const command = playbookCommand(world, {
    loadProject: load,
    open: async () => management as unknown as Management,
    room: async () => room,
    today: () => '2026-01-05',
  });
  const code = await runProgram(['playbook', ...words], world, [command]);
  return { code, out: out(), err: err() };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-playbook-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('volano playbook list', () => {
  const bare = async (): Promise<Project> => ({ definitions: [] });

  test('says what each needs, and what of it the project lacks', async () => {
    const { code, out } = await volano(['list', 'anywhere'], { load: bare });
    expect(code).toBe(0);
    const lines = out.split('\n');
    const at = lines.indexOf('large-cart  Large cart, no order in 7 days');
    expect(lines.slice(at + 2, at + 6)).toEqual([
      '  events: Product Added (missing), Order Completed (missing)',
      '  told by a source: name (missing)',
      '  one channel of: wecom_task / email / in_app (missing)',
      '  a purpose (missing)',
    ]);
  });

  test('marks nothing in a project that has them, says that it has them, and speaks Chinese', async () => {
    const { out } = await volano(['list', 'anywhere'], { load: async () => omni, locale: 'zh' });
    expect(out).toContain('large-cart  大额加购 7 天未下单  (项目已采用)');
    expect(out).not.toContain('（缺少）');
  });

  test('works where there is no project, and as one document', async () => {
    const { out } = await volano(['list', folder, '--json']);
    const { playbooks } = JSON.parse(out);
    expect(playbooks.length).toBeGreaterThanOrEqual(18);
    expect(playbooks[0].lacks).toBeUndefined();
    expect((await volano(['list', folder])).out).toContain('There is no project in');
  });

  test('of a folder without playbooks is refused', async () => {
    const { code, err } = await volano(['list', '--from', folder]);
    expect(code).toBe(2);
    expect(err).toContain('VOLANO_PLAYBOOK_SHELF_EMPTY');
  });
});

describe('volano playbook pack', () => {
  test('shows the result and writes the folder, once', async () => {
    const dry = await volano(['pack', 'large_cart', '--to', folder, '--dry-run']);
    expect(dry.out).toContain('Nothing was written.');
    expect(await readdir(folder)).toEqual([]);
    const { code, out } = await volano(['pack', 'large_cart', '--to', folder]);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 2)).toEqual([
      'journey     customers  held out  lift',
      'large_cart         80        20  +10.0 (+1.0 … +19.0) pp',
    ]);
    expect((await readdir(join(folder, 'large-cart'))).sort()).toEqual(['README.md', 'README.zh-CN.md', 'index.ts']);
    expect((await volano(['pack', 'large_cart', '--to', folder])).code).toBe(2);
  });
});
