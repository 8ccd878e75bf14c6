import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { managementClient } from './client.ts';
import { runProgram } from './program.ts';
import { quarantineCommand } from './quarantine.ts';
import { captured } from './terminal.suite.ts';
import { momentOf } from './when.ts';

let folder: string;
let server: FastifyInstance;
let url: string;
let asked: { path: string; query?: unknown; body?: unknown }[];
let languages: (string | undefined)[];
let parts: object[];

const RECORD = {
  id: 'q0000010000050',
  at: Date.UTC(2026, 2, 1, 9),
  source: 'pos',
  event: 'order completed',
  code: 'VOLANO_EVENT_INVALID',
  field: 'total',
  reason: '"total" is missing',
  call: { event: 'order completed' },
};
const PART = { selected: 3, passed: 2, repeated: 0, failed: 1, unreadable: 0, reasons: [], samples: [] };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-cli-quarantine-'));
  asked = [];
  languages = [];
  vi.stubEnv('VOLANO_LANG', '');
  parts = [];
  server = fastify();
  const note = ({ url: path, query, body }: { url: string; query: unknown; body: unknown }): void => {
    asked.push({
      path: path.split('?')[0]!,
      ...(Object.keys(query as object).length > 0 && { query }),
      ...(body !== undefined && { body }),
    });
  };
  server.get('/v1/quarantine', async (request) => {
    note(request);
    languages.push(request.headers['accept-language']);
    return { records: [RECORD] };
  });
  server.get('/v1/quarantine/stats', async (request) => {
    note(request);
    const { source, event, code, field } = RECORD;
    const group = { source, event, code, field, count: 12_345, firstAt: 0, lastAt: RECORD.at, sample: RECORD.id };
    return { records: 12_345, bytes: 9, removed: 5, replayed: 7, dropped: 2, selected: 12_345, groups: [group] };
  });
  server.get('/v1/quarantine/identifiers', async () => ({
    identifiers: [{ namespace: 'device', value: 'till-4', times: 41, customers: 3, lastAt: RECORD.at }],
  }));
  server.get('/v1/quarantine/:id', async () => ({ ...RECORD, settled: 'replayed' }));
  for (const verb of ['replay', 'drop']) {
    server.post(`/v1/quarantine/${verb}`, async (request) => {
      note(request);
      return parts.shift();
    });
  }
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(folder, { recursive: true });
});

async function volano(...words: readonly string[]) {
  const { world, out, err } = captured();
  const command = quarantineCommand(world, async (where) => managementClient(where));
  const code = await runProgram(['quarantine', ...words, '--url', url], world, [command]);
  return { code, out: out(), err: err() };
}

describe('looking', () => {
  test('stats as a table and with the total of all there ever was', async () => {
    const { code, out, err } = await volano('stats', '--source', 'pos', '--since', '2026-03-01');
    expect(code).toBe(0);
    expect(out).toMatch(/12,345\s+pos\s+order completed\s+VOLANO_EVENT_INVALID\s+total\s+2026-03-01 09:00:00\s+q0000010000050/);
    expect(err).toContain('12,359 ever: 12,345 are there, 7 replayed, 2 dropped, 5 made room.');
    expect(asked).toEqual([{ path: '/v1/quarantine/stats', query: { source: 'pos', since: String(Date.UTC(2026, 2, 1)) } }]);
  });

  test('list, show, identifiers', async () => {
    expect((await volano('list', '--event', 'order completed', '--limit', '5')).out).toMatch(/q0000010000050.*"total" is missing/);
    expect(asked).toEqual([{ path: '/v1/quarantine', query: { event: 'order completed', limit: '5' } }]);
    const shown = (await volano('show', 'q1')).out;
    expect(shown).toContain('state: replayed');
    expect(shown).toContain('"event": "order completed"');
    expect((await volano('identifiers')).out).toMatch(/device:till-4\s+41\s+3/);
  });

  test('as JSON', async () => {
    expect(JSON.parse((await volano('list', '--json')).out)).toEqual({ records: [RECORD] });
    expect(JSON.parse((await volano('stats', '--json')).out)).toMatchObject({ records: 12_345 });
  });

  test('asks for the language of the terminal, and with --json for English', async () => {
    vi.stubEnv('VOLANO_LANG', 'zh');
    await volano('list');
    await volano('list', '--json');
    expect(languages).toEqual(['zh', 'en']);
  });
});

describe('replay', () => {
  test('tries first, part by part, and shows before and after', async () => {
    const map = join(folder, 'fix.json');
    await writeFile(map, '{"rules":[]}');
    const samples = [{ id: 'q1', passes: true, before: { event: 'a' }, after: { event: 'A' } }];
    const reason = { code: 'VOLANO_EVENT_INVALID', field: 'total', reason: '"total" is missing', count: 1 };
    parts = [
      { ...PART, samples, reasons: [reason], next: 'q9' },
      { ...PART, reasons: [reason] },
    ];
    const { code, out, err } = await volano('replay', '--map', map, '--code', 'VOLANO_EVENT_INVALID');
    expect(code).toBe(0);
    expect(out).toMatch(/\+ q1\n\s+before: \{"event":"a"\}\n\s+after: \{"event":"A"\}/);
    expect(out).toMatch(/2\s+"total" is missing/);
    expect(err).toContain('4 would pass, 0 count already, 2 would stay. With --yes it is done.');
    const body = { selection: { code: 'VOLANO_EVENT_INVALID' }, dryRun: true, correction: { rules: [] } };
    expect(asked.map((one) => one.body)).toEqual([body, { ...body, after: 'q9' }]);
  });

  test('does it with --yes', async () => {
    parts = [PART];
    const { err } = await volano('replay', '--yes');
    expect(err).toContain('2 replayed, 0 counted already, 1 stay.');
    expect(asked).toEqual([{ path: '/v1/quarantine/replay', body: { selection: {}, dryRun: false } }]);
    parts = [{ ...PART, selected: 0, passed: 0, failed: 0 }];
    expect((await volano('replay', '--yes')).err).toContain('nothing of that');
  });

  test.each([
    [['replay', '--map', '/nowhere.json'], '--map'],
    [['replay', '--since', 'yesterday'], '--since'],
    [['list', '--limit', '0'], '--limit'],
  ])('%j is refused', async (words, option) => {
    const { code, err } = await volano(...words);
    expect(code).toBe(2);
    expect(err).toContain(option);
    expect(asked).toEqual([]);
  });
});

test('drop counts first, and drops with --yes', async () => {
  parts = [{ dropped: 2, next: 'q2' }, { dropped: 1 }, { dropped: 3 }];
  expect((await volano('drop', '--source', 'pos')).err).toContain('3 would be dropped for good');
  expect((await volano('drop', '--source', 'pos', '--yes')).err).toContain('3 dropped.');
  expect(asked.map(({ body }) => (body as { dryRun: boolean }).dryRun)).toEqual([true, true, false]);
});

test.each([
  ['2026-05-01', Date.UTC(2026, 4, 1)],
  ['2026-05-01T09:30Z', Date.UTC(2026, 4, 1, 9, 30)],
  ['2026-05-01T09:30:10+08:00', Date.UTC(2026, 4, 1, 1, 30, 10)],
  ['7d', 1_000_000_000_000 - 7 * 86_400_000],
])('the time %s', (text, at) => {
  expect(momentOf('--since', text, 1_000_000_000_000)).toBe(at);
});
