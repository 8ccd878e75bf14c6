import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { managementClient } from './client.ts';
import { customerCommand } from './customer.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';

const AT = Date.UTC(2026, 4, 1, 9, 30);
const PROFILE = {
  customer: 'c1',
  absorbed: ['c2'],
  identifiers: [['user_id', 'ada']],
  traits: { orders: 3 },
  tags: [{ id: 'buyer', since: AT, expiresAt: AT + 1_000, owner: 'crm' }],
  completeness: { known: 0, of: 0, share: 1 },
  segments: [{ id: 'good', since: AT }],
  journeys: [{ journey: 'welcome', version: 1, step: 'rest', enteredAt: AT, waitsUntil: AT, holdout: false }],
  reach: { channels: [{ channel: 'mail' }, { channel: 'sms', closed: { rule: 'address.missing', read: {} } }], purposes: [], caps: [] },
  sends: [{ message: 's1', channel: 'mail' }],
};
const LAST = { event: 'Order Completed', source: 'web', message: 'o1', time: AT, at: AT, position: 7 };
const LINEAGE = [
  { trait: 'orders', kind: 'computed', version: 2, value: 3, last: LAST },
  { trait: 'mean', kind: 'formula', version: 1, value: 1.5, reads: ['orders'], last: { ...LAST, through: 'orders' } },
  { trait: 'city', kind: 'declared', version: 1 },
];
const TIMELINE = {
  customer: 'c1',
  rows: [
    {
      kind: 'messages',
      id: '0-9',
      at: AT,
      fact: {
        kind: 'verdict',
        action: 'send',
        customer: 'c1',
        name: '',
        version: 0,
        journey: 'welcome',
        step: 'hi',
        message: 's1',
        rule: 'ok',
      },
    },
    { kind: 'facts', id: '0-8', at: AT, fact: { kind: 'tag', action: 'set', customer: 'c1', name: 'buyer', version: 1 } },
    {
      kind: 'events',
      id: '0-7',
      at: AT,
      time: AT,
      event: 'Order Completed',
      source: 'web',
      message: 'o1',
      customer: 'c1',
      properties: { revenue: 5 },
    },
  ],
  next: '1700-0-7',
  position: 9,
};

let server: FastifyInstance;
let url: string;
let asked: unknown[];
beforeEach(async () => {
  asked = [];
  server = fastify();
  const answer = (path: string, of: (query: { readonly limit?: string }) => object): void => {
    server.get(path, async ({ params, query }) => {
      asked.push({ ...(params as object), ...(query as object) });
      return of(query as object);
    });
  };
  answer('/v1/customers/:customer', () => PROFILE);
  answer('/v1/customers/:namespace/:value', () => PROFILE);
  answer('/v1/lineage', () => ({ customer: 'c1', traits: LINEAGE }));
  answer('/v1/timeline', ({ limit }) => (limit === '1' ? { ...TIMELINE, rows: [] } : TIMELINE));
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

async function run(words: readonly string[], locale: 'en' | 'zh' = 'en'): Promise<{ code: number; lines: string[]; err: string }> {
  const { world, out, err } = captured({ locale });
  const code = await runProgram(['customer', ...words], world, [customerCommand(world, async () => managementClient({ url }))]);
  return { code, lines: out().split('\n'), err: err() };
}

describe('volano customer', () => {
  test('shows what is known, and which event made each trait what it is', async () => {
    const { code, lines } = await run(['email:a/b@c']);
    expect(code).toBe(0);
    expect(asked).toEqual(
      expect.arrayContaining([
        { namespace: 'email', value: 'a/b@c' },
        { namespace: 'email', value: 'a/b@c' },
      ]),
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'tags: buyer (2026-05-01T09:30:00.000Z…2026-05-01T09:30:01.000Z)',
        'can be reached on: mail',
        'closed: sms (address.missing)',
      ]),
    );
    expect(lines.find((line) => line.startsWith('orders'))).toMatch(/3 +2 +Order Completed +web +o1 +2026-05-01T09:30/);
    expect(lines.find((line) => line.startsWith('mean'))).toContain('Order Completed (orders)');
    expect(lines.some((line) => line.startsWith('city'))).toBe(false);
  });

  test('prints the profile with the lineage as JSON', async () => {
    const { lines } = await run(['c1', '--json']);
    expect(JSON.parse(lines.join('\n'))).toEqual({ ...PROFILE, lineage: LINEAGE });
    expect(asked).toContainEqual({ customer: 'c1' });
  });

  test('shows the timeline with its filters, and how to go on', async () => {
    const { lines } = await run([
      'c1',
      '--timeline',
      '--kind',
      'events',
      'facts',
      '--event',
      'Order Completed',
      '--from',
      '2026-05-01',
      '--limit',
      '3',
      '--before',
      '1700-0-99',
    ]);
    expect(asked).toEqual([
      { customer: 'c1', kind: ['events', 'facts'], event: 'Order Completed', from: '2026-05-01', limit: '3', before: '1700-0-99' },
    ]);
    expect(lines).toEqual([
      '2026-05-01T09:30:00.000Z  verdict.send  welcome/hi s1 [ok]',
      '2026-05-01T09:30:00.000Z  tag.set  buyer',
      '2026-05-01T09:30:00.000Z  Order Completed  web o1  {"revenue":5}',
      'More: --before 1700-0-7',
    ]);
  });

  test('says in Chinese that there is nothing', async () => {
    expect((await run(['c1', '--timeline', '--limit', '1'], 'zh')).lines).toEqual(['没有记录。']);
  });

  test.each([
    ['--limit', '501'],
    ['--before', 'x'],
    ['--kind', 'all'],
  ])('%s %s is refused', async (option, value) => {
    expect((await run(['c1', '--timeline', option, value])).code).toBe(2);
    expect(asked).toEqual([]);
  });
});
