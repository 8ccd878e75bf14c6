import { describe, expect, test } from 'vitest';
import { runProgram } from './program.ts';
import { type Served, serveCommand } from './serve.ts';
import { captured } from './terminal.suite.ts';
import type { Locale } from './texts/index.ts';

const MIXED: Served['routes'] = [
  { channel: 'mail', carrier: 'smtp' },
  { channel: 'order_sms', carrier: 'capture' },
  { channel: 'crm', carrier: 'webhook' },
];

/** What a server that is stopped at once has said. */
async function said(routes: Served['routes'], { words = [], locale = 'en' }: { words?: string[]; locale?: Locale } = {}): Promise<string> {
  const { world, out } = captured({ locale });
  const serve = async (): Promise<Served> => ({ url: 'http://127.0.0.1:4004', routes, close: async () => undefined });
  const command = serveCommand(world, { serve, stopRequested: async () => undefined, loadProject: async () => ({ definitions: [] }) });
  expect(await runProgram(['serve', ...words], world, [command])).toBe(0);
  return out();
}

describe('serve says at the start what leaves the machine', () => {
  test('the channels that go out, and through what', async () => {
    expect(await said(MIXED)).toContain('Channels that go out: mail (smtp), crm (webhook). Everything else is captured');
    expect(await said(MIXED, { locale: 'zh' })).toContain('真实发送的渠道：mail (smtp), crm (webhook)。');
  });

  test('that nothing does', async () => {
    expect(await said([{ channel: 'mail', carrier: 'capture' }])).toContain('every message is captured and contacts nobody');
    expect(await said([])).toContain('every message is captured');
  });

  test('for programs', async () => {
    expect(JSON.parse(await said(MIXED, { words: ['--json'] }))).toEqual({ url: 'http://127.0.0.1:4004', channels: MIXED });
  });
});

test('what is accepted of a project goes with it', async () => {
  const { world } = captured();
  const given: unknown[] = [];
  const serve = async (options: object): Promise<Served> => {
    given.push(options);
    return { url: '', routes: [], close: async () => undefined };
  };
  const command = serveCommand(world, { serve, stopRequested: async () => undefined, loadProject: async () => ({ definitions: [] }) });
  await runProgram(['serve', '--project', 'shop', '--accept', 'sensitive-word-review'], world, [command]);
  expect(given).toMatchObject([{ project: { definitions: [] }, accept: ['sensitive-word-review'] }]);
});
