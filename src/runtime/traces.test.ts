/** On a real warehouse. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../core/index.ts';
import { createTables } from '../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../port/warehouse/index.ts';
import { latestSteps, messagesOf, stepsOf } from './traces.ts';

const NOON = Date.UTC(2024, 1, 29, 12);

let directory: string;
let warehouse: Warehouse;
let seq = 0;

/** Facts in the order given, about the customer c1 unless said otherwise. */
async function tell(...facts: readonly JsonObject[]): Promise<void> {
  const rows = facts.map((fact) => {
    seq += 1;
    const row = { partition: 0, seq, position: seq, ordinal: 0, customer: 'c1', at: NOON + seq, name: '', version: 0, ...fact };
    return JSON.stringify(row);
  });
  await warehouse.insert('facts', Buffer.from(`${rows.join('\n')}\n`));
}

const journey = (action: string, subject: string): JsonObject => ({
  kind: 'journey',
  action,
  name: 'care',
  version: 3,
  journey: 'care',
  subject,
});

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-traces-'));
  warehouse = await openChdbWarehouse({ path: directory });
  await createTables(warehouse);
  await tell(
    { kind: 'segment', action: 'entered', name: 'silent', version: 2, detail: { read: { 'event.View': 0 } } },
    { kind: 'decision', action: 'entered', name: 'care', version: 3, subject: 'i1', detail: { rule: 'trigger', read: { orders: 1 } } },
    journey('entered', 'i1'),
    { kind: 'decision', action: 'entered', name: 'care', version: 3, customer: 'c2', subject: 'i2' },
    journey('moved', 'i1'),
    {
      kind: 'verdict',
      action: 'defer',
      name: 'care',
      journey: 'care',
      step: 'thank',
      subject: 'm1',
      detail: { rule: 'quiet_hours', read: { hour: 23 }, channel: 'mail' },
    },
    { kind: 'verdict', action: 'send', name: 'care', journey: 'care', step: 'thank', subject: 'm1' },
    { kind: 'message', action: 'decided', name: 'thanks', version: 1, subject: 'm1', detail: { instance: 'i1' } },
    { kind: 'message', action: 'decided', name: 'thanks', version: 1, customer: 'c2', subject: 'm2', detail: { instance: 'i2' } },
    { kind: 'message', action: 'sent', name: 'thanks', version: 1, subject: 'm1' },
    { kind: 'profile', action: 'changed', name: 'orders' },
    journey('completed', 'i1'),
  );
});
afterAll(async () => {
  await warehouse.close();
  await rm(directory, { recursive: true });
});

const numbers = (steps: readonly { id: string }[]): number[] => steps.map(({ id }) => Number(id.split('-')[1]));

describe('the steps of customers', () => {
  test('are all about them but values of traits, the newest first', async () => {
    expect(numbers(await stepsOf(warehouse, ['c1'], 100))).toEqual([12, 10, 8, 7, 6, 5, 3, 2, 1]);
    expect(numbers(await stepsOf(warehouse, ['c2', 'c1'], 4))).toEqual([12, 10, 9, 8]);
    expect(numbers(await stepsOf(warehouse, ['c2'], 100))).toEqual([9, 4]);
  });

  test('of nobody are none', async () => {
    expect(await stepsOf(warehouse, [], 100)).toEqual([]);
    expect(await stepsOf(warehouse, ["c1' OR '1' = '1"], 100)).toEqual([]);
  });
});

describe('a step', () => {
  test('says by which rule, from which values, and about which message', async () => {
    const steps = await stepsOf(warehouse, ['c1'], 100);
    expect(steps.find(({ action }) => action === 'defer')).toEqual({
      id: '0-6',
      at: NOON + 6,
      kind: 'verdict',
      action: 'defer',
      customer: 'c1',
      name: 'care',
      version: 0,
      journey: 'care',
      step: 'thank',
      message: 'm1',
      channel: 'mail',
      rule: 'quiet_hours',
      read: { hour: 23 },
    });
  });

  test('has no empty fields, and the subject of what is no message is not told', async () => {
    const steps = await stepsOf(warehouse, ['c1'], 100);
    const fields = (action: string): string[] => Object.keys(steps.find((step) => step.action === action)!);
    expect(fields('sent')).toEqual(['id', 'at', 'kind', 'action', 'customer', 'name', 'version', 'message']);
    expect(fields('completed')).toEqual(['id', 'at', 'kind', 'action', 'customer', 'name', 'version', 'journey']);
  });
});

describe('the messages of customers', () => {
  const about = { kind: 'message', customer: 'c7' };
  beforeAll(async () => {
    const decided = (subject: string): JsonObject => ({
      ...about,
      action: 'decided',
      name: 'thanks',
      version: 1,
      journey: 'care',
      step: 'thank',
      subject,
      detail: { channel: 'mail', receivedAt: NOON - 9 },
    });
    const own = (action: string, subject: string, detail: JsonObject = {}): JsonObject => ({ ...about, action, subject, detail });
    await tell(
      decided('n1'),
      decided('n2'),
      own('failed', 'n1', { channel: 'mail', reason: 'refused' }),
      own('redelivered', 'n1'),
      own('sent', 'n1', { channel: 'mail', decidedAt: NOON - 5, dispatchedAt: NOON - 1 }),
      own('delivered', 'n1'),
      own('opened', 'n1'),
      own('opened', 'n1'),
      decided('n3'),
      own('withdrawn', 'n2', { reason: 'goal.event' }),
    );
  });

  test('say in the steps why they did not go', async () => {
    const steps = await stepsOf(warehouse, ['c7'], 100);
    const ruleOf = (action: string): string | undefined => steps.find((step) => step.action === action)?.rule;
    expect([ruleOf('withdrawn'), ruleOf('failed'), ruleOf('sent')]).toEqual(['goal.event', 'refused', undefined]);
  });

  test('have the state that their receipts give them, the newest first', async () => {
    const about = { customer: 'c7', channel: 'mail', template: 'thanks', journey: 'care', step: 'thank', receivedAt: NOON - 9 };
    const at = expect.any(Number);
    expect((await messagesOf(warehouse, ['c7'], { limit: 9 })).messages).toEqual([
      { ...about, message: 'n3', at, status: 'waiting', returned: [] },
      { ...about, message: 'n2', at, status: 'withdrawn', reason: 'goal.event', returned: [] },
      { ...about, message: 'n1', at, status: 'sent', decidedAt: NOON - 5, dispatchedAt: NOON - 1, returned: ['delivered', 'opened'] },
    ]);
  });

  test('are the latest, and those of nobody are none', async () => {
    const first = await messagesOf(warehouse, ['c7', 'c0'], { limit: 2 });
    expect(first.messages.map(({ message }) => message)).toEqual(['n3', 'n2']);
    const second = await messagesOf(warehouse, ['c7', 'c0'], { limit: 2, before: first.next });
    expect(second.messages.map(({ message }) => message)).toEqual(['n1']);
    expect(second).not.toHaveProperty('next');
    expect(await messagesOf(warehouse, [], { limit: 2 })).toEqual({ messages: [] });
    expect(await messagesOf(warehouse, ["c7' OR '1' = '1"], { limit: 2 })).toEqual({ messages: [] });
  });
});

describe('the latest steps', () => {
  test('are decisions, verdicts, messages, segments and tags, the newest first', async () => {
    expect(numbers(await latestSteps(warehouse, [12], 100)).slice(-8)).toEqual([10, 9, 8, 7, 6, 4, 2, 1]);
  });

  test('are as many as asked for', async () => {
    expect(await latestSteps(warehouse, [seq], 3)).toHaveLength(3);
  });

  test('are not looked for in the far past', async () => {
    expect(await latestSteps(warehouse, [seq + 20_000], 3)).toEqual([]);
    expect(numbers(await latestSteps(warehouse, [20_008], 100)).slice(-2)).toEqual([10, 9]);
  });
});
