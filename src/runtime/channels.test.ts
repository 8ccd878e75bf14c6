import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openInbox } from '../act/index.ts';
import { wordsOf } from '../base/index.ts';
import { Desk, openMemoryState } from '../port/state/index.ts';
import { channelRoutes, loadChannels, undefinedChannels } from './channels.ts';

const SECRET = 'a secret of twenty-four bytes or more';
const HOOK = { carrier: 'webhook', url: 'https://crm.example/hook', secret: 'env:HOOK' };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'volano-channels-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(value: unknown, mode = 0o600): void {
  const path = join(directory, 'channels.json');
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  chmodSync(path, mode);
}

function load(environment: Record<string, string> = { HOOK: SECRET }): ReturnType<typeof loadChannels> {
  return loadChannels(directory, environment);
}

async function openIds(environment?: Record<string, string>): Promise<string[]> {
  const channels = (await load(environment)).open({ now: Date.now });
  for (const channel of channels) await channel.close();
  return channels.map(({ id }) => id);
}

test('without a file nothing goes out', async () => {
  expect(await load()).toMatchObject({ routes: [], warnings: [] });
  expect(await openIds()).toEqual([]);
});

test('each configured channel goes through its carrier, and what is to be captured is not opened', async () => {
  write({ crm: HOOK, 'other-crm': { ...HOOK, secret: 'env:OTHER' }, order_sms: { carrier: 'capture' } });
  const routes = [
    { channel: 'crm', carrier: 'webhook' },
    { channel: 'other-crm', carrier: 'webhook' },
    { channel: 'order_sms', carrier: 'capture' },
  ];
  expect((await load()).routes).toEqual(routes);
  expect(await openIds({ HOOK: SECRET, OTHER: SECRET })).toEqual(['crm', 'other-crm']);
});

test('what a provider signs its reports with is named beside the carrier, also of a captured channel', async () => {
  write({
    crm: { ...HOOK, returns: 'env:REPORTS' },
    order_sms: { carrier: 'capture', returns: 'env:REPORTS' },
    quiet: { carrier: 'capture' },
  });
  const plan = await load({ HOOK: SECRET, REPORTS: 'whsec_x' });
  expect(['crm', 'order_sms', 'quiet', 'unknown'].map((id) => plan.returnsSecret(id))).toEqual([
    'whsec_x',
    'whsec_x',
    undefined,
    undefined,
  ]);
  const poor = await load({ HOOK: SECRET });
  expect(() => poor.returnsSecret('crm')).toThrow(expect.objectContaining({ code: 'VOLANO_CHANNEL_SECRET_MISSING' }));
});

test('the secrets of a channel are told by reference, with whether they are there', async () => {
  write({ crm: { ...HOOK, headers: { 'x-key': 'file:crm.key' }, returns: 'env:REPORTS' }, quiet: { carrier: 'capture' } });
  const plan = await load();
  expect(plan.credentials('crm')).toEqual([
    { field: 'secret', reference: 'env:HOOK', present: true },
    { field: 'headers.x-key', reference: 'file:crm.key', present: false },
    { field: 'returns', reference: 'env:REPORTS', present: false },
  ]);
  expect(JSON.stringify(plan.credentials('crm'))).not.toContain(SECRET);
  expect([plan.credentials('quiet'), plan.credentials('nowhere')]).toEqual([[], []]);
});

test('one is opened once more', async () => {
  write({ crm: HOOK, quiet: { carrier: 'capture' } });
  const plan = await load();
  const channel = plan.openOne('crm', { now: Date.now });
  expect([channel?.id, plan.openOne('quiet', { now: Date.now }), plan.openOne('nowhere', { now: Date.now })]).toEqual([
    'crm',
    undefined,
    undefined,
  ]);
  await channel?.close();
});

test('a channel that no release defines is named', async () => {
  write({ crm: HOOK, crn: HOOK });
  const hints = undefinedChannels(await load(), (id) => id === 'crm');
  expect(hints).toMatchObject([{ code: 'VOLANO_CHANNEL_UNDEFINED', details: { channel: 'crn' } }]);
});

test('the file in the documentation is right', async () => {
  const page = readFileSync(new URL('../../docs/channels.md', import.meta.url), 'utf8');
  write(/```json\n(.*?)```/s.exec(page)![1]!);
  writeFileSync(join(directory, 'sms.key'), 'key', { mode: 0o600 });
  const inbox = openInbox({ desk: new Desk(await openMemoryState(), 'inbox'), now: Date.now });
  const plan = await load({ SMTP_PASSWORD: 'x', CRM_SECRET: SECRET });
  const channels = plan.open({ now: Date.now, inbox });
  expect(channels.map(({ id }) => id)).toEqual(['mail', 'order_sms', 'crm', 'app']);
  expect(channelRoutes(plan.routes, ['app', 'push_later']).map(({ channel, carrier }) => `${channel}:${carrier}`)).toEqual([
    'mail:smtp',
    'order_sms:http_sms',
    'crm:webhook',
    'app:in_app',
    'wecom:capture',
    'push_later:capture',
  ]);
  for (const channel of channels) await channel.close();
  await inbox.close();
});

describe('a file that is wrong is refused with the place of the mistake', () => {
  test.each([
    ['{"crm": ', 'the file', /not JSON/],
    [[], 'the file', /object/],
    [{ crm: 5 }, 'crm', /object/],
    [{ crm: {} }, 'crm.carrier', /object/],
    [{ crm: { ...HOOK, returns: 'whsec_literal' } }, 'crm.returns', /env:NAME/],
    [{ crm: { carrier: 'pigeon' } }, 'crm.carrier', /one of capture, .*webhook/],
    [{ capture: HOOK }, 'capture', /no id/],
    [{ 'No Id': HOOK }, 'No Id', /no id/],
    [{ crm: { ...HOOK, url: 'http://crm.example' } }, 'crm.url', /https/],
    [{ crm: { ...HOOK, sekret: 'x' } }, 'crm', /"sekret"/],
  ])('%j', async (value, field, problem) => {
    write(value);
    const error: unknown = await load().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'VOLANO_CHANNELS_INVALID',
      details: { path: join(directory, 'channels.json'), problem: { en: expect.stringMatching(problem) } },
      message: expect.stringContaining(`: ${field} `),
    });
    expect(wordsOf(error).zh).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/i);
  });

  test('and a secret that was written into it is not repeated', async () => {
    for (const value of [{ crm: { ...HOOK, secret: SECRET } }, `{"crm": {"secret": "${SECRET}" oops`]) {
      write(value);
      const error: unknown = await load().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'VOLANO_CHANNELS_INVALID' });
      expect(String(error)).not.toContain(SECRET);
    }
  });
});

describe('secrets', () => {
  test('come from the environment', async () => {
    write({ crm: HOOK });
    expect(await openIds()).toEqual(['crm']);
    const plan = await load({});
    expect(() => plan.open({ now: Date.now })).toThrow(/env:HOOK, but this environment variable is not set/);
  });

  test('come from a file beside it, without the line break at its end', async () => {
    write({ crm: { ...HOOK, secret: 'file:hook.key' } });
    await expect(openIds()).rejects.toMatchObject({ code: 'VOLANO_CHANNEL_SECRET_MISSING' });
    writeFileSync(join(directory, 'hook.key'), '\n');
    await expect(openIds()).rejects.toMatchObject({ code: 'VOLANO_CHANNEL_SECRET_MISSING' });
    writeFileSync(join(directory, 'hook.key'), `${SECRET}\n`);
    expect(await openIds()).toEqual(['crm']);
  });

  test('that cannot be used are refused at their field, unquoted', async () => {
    write({ crm: HOOK });
    const plan = await load({ HOOK: 'too short' });
    const attempt = (): unknown => plan.open({ now: Date.now });
    expect(attempt).toThrow(/crm\.secret/);
    expect(attempt).not.toThrow(/too short/);
  });
});

describe('access by others', () => {
  test('who may write the file or read a secret is worth a hint', async () => {
    write({ crm: { ...HOOK, secret: 'file:hook.key' } }, 0o664);
    writeFileSync(join(directory, 'hook.key'), SECRET);
    chmodSync(join(directory, 'hook.key'), 0o644);
    const plan = await load();
    for (const channel of plan.open({ now: Date.now })) await channel.close();
    expect(plan.warnings.map(({ code, details }) => [code, details.access, details.mode])).toEqual([
      ['VOLANO_CHANNELS_EXPOSED', 'changed', '644'],
      ['VOLANO_CHANNELS_EXPOSED', 'read', '600'],
    ]);
  });

  test('what only we may touch is not', async () => {
    write({ crm: HOOK });
    expect((await load()).warnings).toEqual([]);
  });
});
