import { expect, test } from 'vitest';
import { FINDINGS, type Finding, type FindingCode } from '../runtime/doctor/index.ts';
import { doctorCommand } from './doctor.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';
import { TEXTS } from './texts/index.ts';

const finding = (code: FindingCode, values: Finding['values'] = {}): Finding => ({ code, status: FINDINGS[code], values });
const WELL = [finding('node_ok', { version: '24.1.0' }), finding('disk_low', { free: '1.0', path: '/data' })];
const ILL = [...WELL, finding('state_unsafe', { place: 'db/volano', setting: 'fsync', value: 'off' })];

async function volano(findings: readonly Finding[], words: readonly string[] = [], terminal: Parameters<typeof captured>[0] = {}) {
  const { world, out, err } = captured(terminal);
  const code = await runProgram(['doctor', ...words], world, [doctorCommand(world, async () => findings)]);
  return { code, out: out(), err: err() };
}

test('says what was found and what to do; warnings are no failure', async () => {
  const { code, out, err } = await volano(WELL);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(
    [
      'status   subject  found',
      'ok       Node     Node 24.1.0',
      'warning  disk     Only 1.0 GiB free at /data. Make room soon: a full disk stops everything that is written.',
      '',
      '1 ok, 1 warnings, 0 failed.',
    ].join('\n'),
  );
});

test('a failed check ends with 1, in Chinese too', async () => {
  const { code, out } = await volano(ILL, [], { locale: 'zh' });
  expect(code).toBe(1);
  expect(out).toContain('未通过  PostgreSQL  db/volano 的 fsync = off');
});

test('as JSON: codes, values and texts', async () => {
  const { code, out } = await volano(ILL, ['--json']);
  expect(code).toBe(1);
  const { ok, checks } = JSON.parse(out) as { readonly ok: boolean; readonly checks: readonly unknown[] };
  expect(ok).toBe(false);
  expect(checks.at(-1)).toEqual({
    code: 'state_unsafe',
    status: 'failed',
    values: { place: 'db/volano', setting: 'fsync', value: 'off' },
    text: 'db/volano has fsync = off: what is acknowledged could be lost. Set it to "on".',
  });
});

test('on a terminal with colors the status is colored, and nothing else', async () => {
  const { out } = await volano(ILL, [], { color: true });
  expect(out).toContain('\u001b[31mFAILED\u001b[0m   PostgreSQL');
  expect(out.split('\u001b[').length - 1).toBe(6);
});

test('whatever is not well says what to do, in both languages', () => {
  for (const [code, status] of Object.entries(FINDINGS)) {
    for (const texts of Object.values(TEXTS)) {
      const text = texts[`doctor.${code as FindingCode}`];
      if (status !== 'ok' && text !== '{problem}') expect(text, code).toMatch(/[.。]/);
      expect(texts).toHaveProperty([`doctor.of_${code.split('_', 1)[0]}`]);
    }
  }
});
