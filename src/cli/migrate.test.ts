import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { MigrateOptions, MigrationPlan } from '../runtime/index.ts';
import { type Migrations, migrateCommand } from './migrate.ts';
import { runProgram } from './program.ts';
import { type Captured, captured } from './terminal.suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'volano-migrate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PLAN: MigrationPlan = { from: '/data', to: 'topic volano', position: 12_000, stateRows: 3_400, deskRows: 5, warehouseRows: 20_000 };

/** Without `told`: the product's own. */
async function run(
  words: readonly string[],
  told?: MigrateOptions[],
  more: Parameters<typeof captured>[0] = {},
): Promise<Captured & { code: number }> {
  const terminal = captured(more);
  const answer = async (options: MigrateOptions): Promise<MigrationPlan> => {
    told!.push(options);
    return PLAN;
  };
  const scripted: Migrations = { migrate: answer, migrationAhead: answer, reopen: async (options) => void (await answer(options)) };
  const load = async (): Promise<Migrations> => (told ? scripted : import('../runtime/index.ts'));
  const command = migrateCommand(terminal.world, { load, clock: () => 0 });
  return { ...terminal, code: await runProgram(['migrate', '--data', folder, ...words], terminal.world, [command]) };
}

test('says what was brought and what comes next', async () => {
  const told: MigrateOptions[] = [];
  const { code, out } = await run(['--to', 'cluster', '--config', 'cluster.json'], told);
  expect(code).toBe(0);
  expect(told).toMatchObject([{ to: 'cluster', directory: folder, config: 'cluster.json' }]);
  expect(out()).toContain('up to position 12,000');
  expect(out()).toContain('volano migrate --reopen embedded');
});

test('says the same in Chinese, and as JSON', async () => {
  expect((await run(['--to', 'embedded'], [], { locale: 'zh' })).out()).toContain('已迁移并比对一致');
  expect(JSON.parse((await run(['--to', 'embedded', '--dry-run', '--json'], [])).out())).toEqual({ dryRun: true, ...PLAN });
  expect((await run(['--reopen', 'cluster'], [])).out()).toContain('(cluster) may start again');
});

test('needs one direction, and a configuration of a cluster', async () => {
  expect((await run([])).err()).toContain('VOLANO_OPTION_INVALID');
  expect((await run(['--to', 'cluster', '--reopen', 'cluster'])).err()).toContain('VOLANO_OPTION_INVALID');
  const { code, err } = await run(['--to', 'cluster']);
  expect(code).not.toBe(0);
  expect(err()).toContain('VOLANO_CONFIG_INVALID');
});
