import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { managementClient } from './client.ts';
import { identityCommand } from './identity.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';

const AT = Date.UTC(2026, 4, 1, 9, 30);
const LEARNT = { at: AT, position: 7, event: 'View', source: 'pos', message: 'v1' };
const HISTORY = {
  customer: 'c1',
  links: [
    { identifier: ['user_id', 'ada'], customer: 'c1', ...LEARNT },
    { identifier: ['device', 'till'], customer: 'c2', at: AT, position: 8 },
  ],
  merges: [{ from: 'c2', into: 'c1', identifiers: [['device', 'till']], ...LEARNT }],
  apart: [['c1', 'c9']],
};
const part = (customer: string, more: object) => ({
  customer,
  identifiers: [],
  events: 1,
  traits: {},
  tags: [],
  segments: [],
  journeys: [],
  ...more,
});
const PREVIEW = {
  profiles: 2_345,
  merges: 2_346,
  sample: [
    {
      before: part('c1', { events: 3, identifiers: [['device', 'till']], traits: { city: 'Bologna', orders: 3 }, tags: ['buyer'] }),
      after: [
        part('c1', { events: 2, traits: { city: 'Bologna', orders: 2 }, tags: ['buyer'], journeys: ['welcome'] }),
        part('c2', { traits: { orders: 1 }, segments: ['new'] }),
        ...Array.from({ length: 8 }, (_, i) => part(`d${i}`, {})),
      ],
    },
  ],
};

let server: FastifyInstance;
let url: string;
let asked: unknown[];
/** What each request to undo comes to. */
let parts: { profiles: number; merges: number; refused: string[]; left: number }[];
let preview: object;
/** What binding or taking out comes to. */
let said: object;

beforeEach(async () => {
  asked = [];
  preview = PREVIEW;
  parts = [
    { profiles: 1_000, merges: 1_001, refused: [], left: 1_345 },
    { profiles: 1_345, merges: 1_345, refused: [], left: 0 },
  ];
  server = fastify();
  server.get('/v1/identity', async ({ query }) => {
    asked.push(query);
    return HISTORY;
  });
  server.post('/v1/identity/unmerge', async ({ body }) => {
    asked.push(body);
    return (body as { dryRun?: boolean }).dryRun ? preview : parts.shift();
  });
  for (const what of ['bind', 'unbind'])
    server.post(`/v1/identity/${what}`, async ({ body }) => {
      asked.push(body);
      return (body as { dryRun?: boolean }).dryRun ? preview : said;
    });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

async function volano(words: readonly string[], terminal: Parameters<typeof captured>[0] = {}) {
  const { world, out, err } = captured(terminal);
  const command = identityCommand(world, async (where) => managementClient(where));
  const code = await runProgram(['identity', ...words, '--url', url], world, [command]);
  return { code, out: out(), err: err() };
}

describe('identity show', () => {
  test('lists identifiers, merges and the events behind them', async () => {
    const { code, out } = await volano(['show', 'device:till']);
    expect(code).toBe(0);
    expect(asked).toEqual([{ namespace: 'device', value: 'till' }]);
    const lines = out.split('\n');
    expect(lines[0]).toBe('Customer c1');
    expect(lines.find((line) => line.startsWith('user_id:ada'))).toMatch(/c1 +2026-05-01T09:30:00\.000Z +View +pos +v1/);
    expect(lines.find((line) => line.startsWith('c2 '))).toMatch(/c1 .* v1 +device:till/);
    expect(lines.at(-1)).toContain('c1 was parted from c9');
    expect(JSON.parse((await volano(['show', 'c1', '--json'])).out)).toEqual(HISTORY);
    expect(asked.at(-1)).toEqual({ customer: 'c1' });
  });
});

describe('identity bind', () => {
  const WORDS = ['bind', 'phone:+49', '--to', 'user_id:ada'];
  const BODY = { identifier: ['phone', '+49'], to: ['user_id', 'ada'] };
  const [before] = PREVIEW.sample;

  test('shows both profiles, and the one that would come of them', async () => {
    preview = { outcome: 'merged', customer: 'c1', before: before!.after.slice(0, 2), after: before!.before };
    const { code, out, err } = await volano(WORDS);
    expect(code).toBe(0);
    expect(asked).toEqual([{ ...BODY, dryRun: true }]);
    expect(out).toContain('c1, now (2 events):\n    tags: buyer\n    journeys: welcome\n    traits that differ: city "Bologna", orders 2');
    expect(out).toContain('c2, now (1 events):\n    segments: new\n    traits that differ: city null, orders 1');
    expect(out).toContain('c1 (3 events)\n    identifiers: device:till\n    tags: buyer\n    traits that differ: city "Bologna", orders 3');
    expect(err).toContain('phone:+49 would belong to the profile of user_id:ada: c1. Add --yes');
    expect(JSON.parse((await volano([...WORDS, '--json'])).out)).toEqual(preview);
  });

  test.each([
    ['linked', 'phone:+49 belongs to the profile of user_id:ada: c1.'],
    ['merged', 'are one: c1. "volano identity unmerge" takes it back.'],
    ['bound', 'belongs to the profile of user_id:ada already'],
  ])('with --yes does it, and says what came of it (%s)', async (outcome, text) => {
    said = { outcome, customer: 'c1' };
    expect((await volano([...WORDS, '--yes'])).err).toContain(text);
    expect(asked).toEqual([BODY]);
    expect(JSON.parse((await volano([...WORDS, '--yes', '--json'])).out)).toEqual(said);
  });

  test.each([
    [['bind', 'phone:+49']],
    [['bind', 'phone', '--to', 'user_id:ada']],
    [['bind', 'phone:+49', '--to', 'ada']],
    [['unbind', 'till']],
  ])('%j is refused', async (words) => {
    expect((await volano(words)).code).toBe(2);
    expect(asked).toEqual([]);
  });
});

describe('identity unbind', () => {
  test('shows both sides, and does it with --yes', async () => {
    [preview] = PREVIEW.sample as [object];
    const { out, err } = await volano(['unbind', 'device:till']);
    expect(out).toContain('c2 (1 events)');
    expect(err).toContain('device:till would leave the profile. Add --yes');
    expect(JSON.parse((await volano(['unbind', 'device:till', '--json'])).out)).toEqual(preview);
    said = { customer: 'c9' };
    expect((await volano(['unbind', 'device:till', '--yes'])).err).toContain('device:till has a profile of its own: c9');
    expect(asked).toEqual([
      { identifier: ['device', 'till'], dryRun: true },
      { identifier: ['device', 'till'], dryRun: true },
      { identifier: ['device', 'till'] },
    ]);
    expect(JSON.parse((await volano(['unbind', 'device:till', '--yes', '--json'])).out)).toEqual(said);
  });
});

describe('identity unmerge', () => {
  test.each([
    [['c1', '--from', 'c2', 'c3'], { customer: 'c1', from: ['c2', 'c3'] }],
    [['--identifier', 'device:till:4'], { identifier: ['device', 'till:4'] }],
    [['--source', 'pos', '--since', '2026-05-01'], { source: 'pos', since: Date.UTC(2026, 4, 1) }],
    [['--message', 'v1', '--until', '2026-05-01T11:30+02:00'], { message: 'v1', until: AT }],
  ])('%j only shows what would become of it', async (words, body) => {
    const { code, err } = await volano(['unmerge', ...words]);
    expect(code).toBe(0);
    expect(asked).toEqual([{ ...body, dryRun: true }]);
    expect(err).toContain('2,346 merges in 2,345 profiles would be undone. Add --yes');
  });

  test('shows of each side what it would have, and of traits those that differ', async () => {
    const { out } = await volano(['unmerge', '--source', 'pos']);
    expect(out).toContain('c1 would become 10 customers');
    expect(out).toContain(
      'now (3 events)\n    identifiers: device:till\n    tags: buyer\n    traits that differ: city "Bologna", orders 3',
    );
    expect(out).toContain('c2 (1 events)\n    segments: new\n    traits that differ: city null, orders 1');
    expect(out).toContain('journeys: welcome');
    expect(out).toContain('and 2 more');
  });

  test('with --yes goes on until nothing is left', async () => {
    const { code, err } = await volano(['unmerge', '--source', 'pos', '--yes']);
    expect(code).toBe(0);
    expect(asked).toEqual([{ source: 'pos', dryRun: true }, { source: 'pos' }, { source: 'pos' }]);
    expect(err).toContain('1,000 of 2,345 profiles, 42%');
    expect(err).toContain('2,346 merges in 2,345 profiles are undone');
    parts = [{ profiles: 2_345, merges: 2_346, refused: [], left: 0 }];
    expect((await volano(['unmerge', '--source', 'pos', '--yes'], { interactive: true })).err).toMatch(/\r100% \[#+\] 2,345 of 2,345/);
  });

  test('stops when nothing goes on, and says who is as before', async () => {
    parts = [{ profiles: 0, merges: 0, refused: ['c5', 'c6'], left: 3 }];
    const { err } = await volano(['unmerge', '--source', 'pos', '--yes']);
    expect(asked).toHaveLength(2);
    expect(err).toContain('5 profiles have changed meanwhile');
    expect(err).toContain('c5, c6');
  });

  test('says when there is nothing to undo, and asks for nothing then', async () => {
    preview = { profiles: 0, merges: 0, sample: [] };
    for (const words of [[], ['--yes']])
      expect((await volano(['unmerge', '--source', 'pos', ...words])).err).toContain('There is no such merge');
    expect(asked).toEqual([
      { source: 'pos', dryRun: true },
      { source: 'pos', dryRun: true },
    ]);
  });

  test('prints one JSON document when asked', async () => {
    expect(JSON.parse((await volano(['unmerge', '--source', 'pos', '--json'])).out)).toEqual(PREVIEW);
    const { out } = await volano(['unmerge', '--source', 'pos', '--json', '--yes']);
    expect(JSON.parse(out)).toEqual({ profiles: 2_345, merges: 2_346, refused: [], left: 0 });
  });

  test.each([
    [[]],
    [['c1']],
    [['--from', 'c2']],
    [['c1', '--from', 'c2', '--source', 'pos']],
    [['--identifier', 'till']],
    [['--since', 'yesterday']],
    [['--until', '2026-05-01T09:30']],
  ])('%j is refused', async (words) => {
    const { code, err } = await volano(['unmerge', ...words]);
    expect(code).toBe(2);
    expect(err).toContain('VOLANO_OPTION_INVALID');
    expect(asked).toEqual([]);
  });

  test('speaks Chinese', async () => {
    expect((await volano(['unmerge', '--source', 'pos'], { locale: 'zh' })).err).toContain('将撤销 2,345 个画像中的 2,346 次合并');
  });
});
