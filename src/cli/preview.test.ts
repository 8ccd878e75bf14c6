import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { managementClient } from './client.ts';
import { definitionPreviewCommand } from './preview.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';

const RULE = { field: 'trait.orders', operator: '>=', value: 2 };
const PREVIEW = {
  kind: 'segment',
  id: 'good',
  at: 0,
  position: 7,
  customers: 12_000,
  count: 3_000,
  share: 0.25,
  sample: [
    { customer: 'c1', identifiers: [['user_id', 'ada']], holds: true, read: { 'trait.orders': 2, 'trait.city': null }, from: 'state' },
  ],
  overlap: [{ kind: 'tag', id: 'buyer', members: 4_000, both: 2_000, jaccard: 0.4 }],
  reach: {
    asked: 1_000,
    isEstimate: true,
    channels: [{ id: 'mail', reachable: 2_100, refused: { 'address.missing': 900 } }],
    purposes: [{ id: 'offers', reachable: 3_000, refused: {} }],
  },
  match: {
    customer: 'c9',
    identifiers: [],
    holds: false,
    read: {},
    from: 'events',
    why: {
      holds: false,
      combinator: 'and',
      rules: [
        { holds: false, rule: RULE, read: { 'trait.orders': 1 } },
        {
          holds: true,
          rule: { field: 'tag.buyer', operator: '=', value: true },
          read: { 'tag.buyer': true },
          of: {
            holds: true,
            combinator: 'or',
            not: true,
            rules: [{ holds: false, rule: { field: 'trait.city', operator: 'notNull' }, read: { 'trait.city': null } }],
          },
        },
      ],
    },
  },
};

let server: FastifyInstance;
let url: string;
let asked: unknown[];
beforeEach(async () => {
  asked = [];
  server = fastify();
  server.post('/v1/preview', async ({ body }) => {
    asked.push(body);
    return PREVIEW;
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

async function run(words: readonly string[], locale: 'en' | 'zh' = 'en'): Promise<{ code: number; out: string; err: string }> {
  const { world, out, err } = captured({ locale });
  const engine = { loadProject: async () => ({ definitions: [] }), open: async () => managementClient({ url }) };
  const code = await runProgram(['preview', ...words], world, [definitionPreviewCommand(world, engine)]);
  return { code, out: out(), err: err() };
}

describe('volano preview', () => {
  test('tells count, match, sample, overlap and reach', async () => {
    const { code, out } = await run(['folder', 'segment.good', '--customer', 'email:a@b', '--sample', '3']);
    expect(code).toBe(0);
    expect(asked).toEqual([{ project: { definitions: [] }, of: 'segment.good', sample: 3, namespace: 'email', value: 'a@b' }]);
    expect(out.split('\n')).toEqual([
      'Segment good: 3,000 of 12,000 customers (25.0%)',
      '',
      'Customer c9 does not match:',
      '  ✗ all of',
      '    ✗ trait.orders >= 2  (trait.orders = 1)',
      '    ✓ tag.buyer = true  (tag.buyer = true)',
      '      ✓ not any of',
      '        ✗ trait.city notNull  (trait.city = –)',
      '',
      'Some of them, with what the condition read:',
      'customer  identifiers  trait.orders  trait.city',
      'c1        user_id:ada             2  –',
      '',
      'Overlap with what is released:',
      'with       members  in both  Jaccard',
      'tag.buyer    4,000    2,000    40.0%',
      '',
      'Who of them can be written to now (estimated from 1,000 of them):',
      'where           reachable  refused by',
      'channel mail        2,100  900: The customer has no address on this channel.',
      'purpose offers      3,000',
    ]);
  });

  test('speaks Chinese', async () => {
    const { out } = await run(['folder', 'segment.good'], 'zh');
    expect(out).toContain('分群 good：12,000 名客户中有 3,000 名（25.0%）');
    expect(out).toContain('客户 c9 不符合：');
  });

  test('asks for the count alone, and prints JSON', async () => {
    const { out } = await run(['folder', 'segment.good', '--count', '--json']);
    expect(JSON.parse(out)).toEqual(PREVIEW);
    expect(asked).toMatchObject([{ parts: [], sample: 10 }]);
  });

  test.each([[['folder', 'journey.x']], [['folder', 'segment.x', '--sample', '1000']]])('%j is refused', async (words) => {
    const { code, err } = await run(words);
    expect(code).toBe(2);
    expect(err).toContain('VOLANO_OPTION_INVALID');
    expect(asked).toEqual([]);
  });
});
