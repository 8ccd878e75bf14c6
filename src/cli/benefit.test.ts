import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { benefitCommand } from './benefit.ts';
import { managementClient } from './client.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';

let folder: string;
let server: FastifyInstance;
let url: string;
let asked: { readonly benefit: string; readonly codes: readonly string[] }[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-benefit-'));
  asked = [];
  server = fastify({ bodyLimit: 4 * 1024 * 1024 });
  server.get('/v1/benefits', async () => ({
    benefits: [
      { benefit: 'thanks', type: 'points', given: 7 },
      { benefit: 'welcome', type: 'coupon', given: 1, codes: 3, left: 2 },
    ],
  }));
  server.post('/v1/benefits/:benefit/codes', async ({ params, body }) => {
    const { codes } = body as { codes: string[] };
    asked.push({ ...(params as { benefit: string }), codes });
    return { codes: codes.length };
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function volano(...words: readonly string[]) {
  const { world, out, err } = captured();
  const command = benefitCommand(world, async (where) => managementClient(where));
  const code = await runProgram(['benefit', ...words, '--url', url], world, [command]);
  return { code, out: out(), err: err() };
}

async function file(text: string): Promise<string> {
  const path = join(folder, 'codes.txt');
  await writeFile(path, text);
  return path;
}

test('brings in the codes of a file, each once, in requests that the server takes', async () => {
  const many = Array.from({ length: 10_001 }, (_, i) => `C${i}`);
  const { code, err } = await volano('import', 'welcome', await file(`${many.join('\r\n')}\n\n C0 \n`));
  expect(code).toBe(0);
  expect(asked.map(({ benefit, codes }) => [benefit, codes.length])).toEqual([
    ['welcome', 10_000],
    ['welcome', 1],
  ]);
  expect(err).toContain('10001 codes are in the pool of welcome');
});

test('lists what is left', async () => {
  const { out } = await volano('list');
  expect(out).toMatch(/welcome +coupon +1 +3 +2/);
  expect(JSON.parse((await volano('list', '--json')).out).benefits).toHaveLength(2);
});

test.each(['missing.txt', ''])('a file that has no codes is refused: %j', async (name) => {
  const path = name === '' ? await file('\n \n') : join(folder, name);
  expect((await volano('import', 'welcome', path)).code).toBe(2);
  expect(asked).toEqual([]);
});
