import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { managementClient } from './client.ts';
import { runProgram } from './program.ts';
import { redeliverCommand } from './redeliver.ts';
import { captured } from './terminal.suite.ts';

let server: FastifyInstance;
let url: string;
let asked: unknown[];
let messages: string[];

beforeEach(async () => {
  asked = [];
  messages = ['m1', 'm2'];
  server = fastify();
  server.post('/v1/redeliver', async ({ body }) => {
    asked.push(body);
    return { messages };
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

async function volano(...words: readonly string[]) {
  const { world, out, err } = captured();
  const command = redeliverCommand(world, async (where) => managementClient(where));
  const code = await runProgram(['redeliver', ...words, '--url', url], world, [command]);
  return { code, out: out(), err: err() };
}

describe('redeliver', () => {
  test.each([
    [['--message', 'm1'], { message: 'm1', dryRun: false }],
    [['--channel', 'sms', '--dry-run'], { channel: 'sms', dryRun: true }],
    [['--all'], { all: true, dryRun: false }],
  ])('%j asks the server', async (words, body) => {
    const { code, out } = await volano(...words);
    expect(code).toBe(0);
    expect(asked).toEqual([body]);
    expect(out.trim().split('\n').slice(0, 2)).toEqual(['m1', 'm2']);
  });

  test('says how many are, or would be, sent again', async () => {
    expect((await volano('--all')).err).toContain('2 messages are sent again');
    expect((await volano('--all', '--dry-run')).err).toContain('2 messages would be sent again');
    messages = [];
    expect((await volano('--all')).err).toContain('nothing to send again');
  });

  test('prints one JSON document when asked', async () => {
    expect(JSON.parse((await volano('--all', '--dry-run', '--json')).out)).toEqual({ messages: ['m1', 'm2'], dryRun: true });
  });

  test.each([[[]], [['--all', '--message', 'm1']], [['--channel', 'a', '--message', 'm1']]])('%j is refused', async (words) => {
    const { code, err } = await volano(...words);
    expect(code).toBe(2);
    expect(err).toContain('--message <id>, --channel <id>, --all');
    expect(asked).toEqual([]);
  });
});
