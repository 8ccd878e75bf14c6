/** An identifier bound and taken out on the whole product: events in over HTTP, staff at the command line, the answers of the API. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveApi } from '../../src/api/index.ts';
import { managementClient } from '../../src/cli/client.ts';
import { identityCommand } from '../../src/cli/identity.ts';
import { runProgram } from '../../src/cli/program.ts';
import { captured } from '../../src/cli/terminal.suite.ts';
import { inOnePartition } from '../../src/runtime/installed.suite.ts';
import { Shop, shopProject } from '../../src/runtime/shop.suite.ts';

inOnePartition();

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ faces: (server, running) => serveApi(server, running, { host: '127.0.0.1' }) });
  await shop.running.applyProject(shopProject());
});
afterAll(() => shop.close());

async function volano(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const { world, out, err } = captured();
  const command = identityCommand(world, async (where) => managementClient(where));
  const code = await runProgram(['identity', ...words, '--url', shop.running.url], world, [command]);
  return { code, out: out(), err: err() };
}

async function post(path: string, body: object): Promise<{ status: number; json: Record<string, unknown> }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${shop.running.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

async function profile(namespace: string, value: string): Promise<{ customer: string; traits: Record<string, unknown> }> {
  const answer = await fetch(`${shop.running.url}/v1/customers/${namespace}/${value}`);
  return (await answer.json()) as { customer: string; traits: Record<string, unknown> };
}

const order = (messageId: string, revenue: number, who: object) =>
  shop.call({ type: 'track', event: 'Order Completed', messageId, properties: { revenue }, ...who });

test('bound, taken out, and bound again, each shown before it is done', async () => {
  await order('o1', 20, { userId: 'ada' });
  await order('o2', 5, { anonymousId: 'tablet' });
  await shop.running.settle();
  const [ada, tablet] = [await profile('user_id', 'ada'), await profile('anonymous_id', 'tablet')];

  const shown = await volano('bind', 'anonymous_id:tablet', '--to', 'user_id:ada');
  expect(shown).toMatchObject({ code: 0, err: expect.stringContaining(`${ada.customer}. Add --yes`) });
  expect(shown.out).toContain('orders 2');
  expect((await profile('anonymous_id', 'tablet')).customer).toBe(tablet.customer);
  expect((await volano('bind', 'anonymous_id:tablet', '--to', 'user_id:ada', '--yes')).err).toContain('are one');
  expect(await profile('anonymous_id', 'tablet')).toMatchObject({ customer: ada.customer, traits: { orders: 2, spent: 25 } });
  expect((await volano('show', 'user_id:ada')).out).toMatch(/bind +api/);

  expect((await volano('unbind', 'anonymous_id:tablet')).out).toContain(`${tablet.customer} (`);
  expect((await volano('unbind', 'anonymous_id:tablet', '--yes')).err).toContain(tablet.customer);
  await order('o3', 1, { userId: 'ada', anonymousId: 'tablet' });
  await shop.running.settle();
  expect(await profile('user_id', 'ada')).toMatchObject({ customer: ada.customer, traits: { orders: 2, spent: 21 } });
  expect(await profile('anonymous_id', 'tablet')).toMatchObject({ customer: tablet.customer, traits: tablet.traits });

  const bind = { identifier: ['anonymous_id', 'tablet'], to: ['user_id', 'ada'] };
  expect(await post('/v1/identity/bind', { ...bind, dryRun: true })).toMatchObject({ status: 200, json: { outcome: 'merged' } });
  expect(await post('/v1/identity/bind', bind)).toMatchObject({ status: 200, json: { outcome: 'merged', customer: ada.customer } });
  expect(await post('/v1/identity/bind', bind)).toMatchObject({ status: 200, json: { outcome: 'bound' } });
  expect(await profile('anonymous_id', 'tablet')).toMatchObject({ traits: { orders: 3, spent: 26 } });
});

test('what cannot be bound or taken out is refused with what to do about it', async () => {
  for (const [words, text] of [
    [['bind', 'user_id:null', '--to', 'user_id:ada'], 'VOLANO_IDENTIFIER_BLOCKED'],
    [['bind', 'user_id:grace', '--to', 'user_id:ada', '--yes'], 'VOLANO_BIND_EXCEEDED'],
    [['bind', 'user_id:ada', '--to', 'user_id:nobody'], 'VOLANO_RESOURCE_UNKNOWN'],
    [['unbind', 'user_id:nobody'], 'VOLANO_RESOURCE_UNKNOWN'],
  ] as const) {
    const { code, err } = await volano(...words);
    expect([words, code === 0, err.includes(text)]).toEqual([words, false, true]);
  }
  await order('g1', 1, { userId: 'grace' });
  await shop.running.settle();
  expect(await post('/v1/identity/unbind', { identifier: ['user_id', 'grace'] })).toMatchObject({
    status: 400,
    json: { code: 'VOLANO_UNBIND_ALONE' },
  });
});
