/** The product with its API, all of it over HTTP: plan, release, traffic, what is known, and the way back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApi } from '../../src/api/index.ts';
import type { Project, Release } from '../../src/define/index.ts';
import type { Explanation } from '../../src/runtime/explain/index.ts';
import { inOnePartition } from '../../src/runtime/installed.suite.ts';
import { order, Shop, shopProject } from '../../src/runtime/shop.suite.ts';

inOnePartition();

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ faces: (server, running) => serveApi(server, running, { host: '127.0.0.1' }) });
});
afterAll(() => shop.close());

async function get<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(`${shop.running.url}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as Answer;
}

async function apply(project: unknown, note?: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ project, ...(note !== undefined && { note }) });
  const answer = await fetch(`${shop.running.url}/v1/releases`, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('releases', () => {
  test('are applied and read', async () => {
    expect(await apply(shopProject(), 'opening')).toMatchObject({ status: 201, body: { number: 1, note: 'opening' } });
    expect(await get('/v1/releases')).toMatchObject({ releases: [{ number: 1 }] });
    expect((await get<Release>('/v1/releases/current')).definitions).toHaveLength(shopProject().definitions.length);
  });

  test('of a project that is wrong are refused, and the running one stays', async () => {
    const { definitions } = shopProject();
    const wrong = { definitions: [...definitions, { kind: 'template', id: 'thanks', name: { en: 'x', zh: 'x' }, body: 'x' }] };
    const { status, body } = await apply(wrong);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body.code).toMatch(/^VOLANO_/);
    expect(await get('/v1/releases')).toMatchObject({ releases: [{ number: 1 }] });
  });
});

describe('a customer', () => {
  test('is found with what was concluded, and the message with its reasons', async () => {
    await shop.call({ type: 'identify', userId: 'ada', messageId: 'i1', traits: { city: 'Bologna' } });
    await shop.call(order('ada', 'o1', 20));
    await shop.running.settle();
    expect(await get('/v1/customers/user_id/ada')).toMatchObject({ traits: { orders: 1, city: 'Bologna' }, tags: [{ id: 'buyer' }] });
    const { messages } = await get<{ messages: { message: string; subject: string }[] }>('/v1/outbox?namespace=user_id&value=ada');
    expect(messages).toMatchObject([{ subject: 'Thanks' }]);
    const { message } = await get<Explanation>(`/v1/explain?namespace=user_id&value=ada&message=${messages[0]!.message}`);
    expect(message?.status).toBe('sent');
    expect(message?.chain.map(({ link }) => link)).toEqual(
      expect.arrayContaining(['signal', 'trigger', 'decision', 'verdict', 'delivery']),
    );
    const { steps } = await get<{ steps: unknown[] }>('/v1/steps?limit=5');
    expect(steps).toHaveLength(5);
  });

  test('who is unknown is a 404', async () => {
    expect((await fetch(`${shop.running.url}/v1/customers/user_id/nobody`)).status).toBe(404);
  });
});

test('health, counters, metrics and report speak of the same loop', async () => {
  expect(await get('/health')).toMatchObject({ status: expect.not.stringMatching('stopped'), parts: expect.any(Array) });
  const counters = { release: 1, customers: 1, door: { accepted: 2 }, engine: { behind: 0 }, delivery: { sent: 1, failed: 0 } };
  expect(await get('/v1/counters')).toMatchObject(counters);
  expect(await get('/v1/report')).toMatchObject({ totals: { orders: 1, revenue: 20 } });
  const page = await (await fetch(`${shop.running.url}/metrics`)).text();
  expect(page).toMatch(/^# HELP volano_/m);
});

test('the way back: the project of an earlier release, applied again', async () => {
  expect(await apply(shopProject('Grazie'))).toMatchObject({ body: { number: 2, changed: 1 } });
  const first = await get<Release>('/v1/releases/1');
  const project: Project = { definitions: first.definitions.map(({ definition }) => definition) };
  expect(await apply(project, 'back')).toMatchObject({ status: 201, body: { number: 3 } });
  const current = await get<Release>('/v1/releases/current');
  expect(current.definitions).toEqual(first.definitions);
});
