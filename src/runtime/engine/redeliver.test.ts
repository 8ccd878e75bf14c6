/** A message that failed comes back into the outbox when somebody asks for it, and only then. */
import { describe, expect, test } from 'vitest';
import type { ReceiptKind, SendCommand } from '../../core/index.ts';
import { createStillGo } from '../still-go.ts';
import { FIRST } from './retail.suite.ts';
import { Trial } from './trial.suite.ts';

const HOUR = 3_600_000;

async function receipt(trial: Trial, { message, customer }: SendCommand, kind: ReceiptKind): Promise<void> {
  const times = { decidedAt: trial.now, dispatchedAt: trial.now };
  await trial.append({ type: 'receipt', kind, customer, message, channel: 'capture', ...times });
}

/** One message that has been decided and has failed. */
async function failed(batchMax: number): Promise<{ trial: Trial; command: SendCommand }> {
  const trial = await Trial.open({ batchMax, cacheMax: 0 });
  await trial.release(FIRST.map((one) => (one.kind === 'journey' ? { ...one, holdout: 0 } : one)));
  await trial.append(trial.entry([['device', 'd1']], 'View'));
  await trial.pass(3 * HOUR);
  const [command] = (await trial.outbox()) as unknown as SendCommand[];
  await receipt(trial, command!, 'failed');
  await trial.run();
  expect(await trial.outbox()).toEqual([]);
  return { trial, command: command! };
}

describe.each([1, 1_000])('in batches of %i', (batchMax) => {
  test('it is in the outbox again, is announced, and a fact says who asked', async () => {
    const { trial, command } = await failed(batchMax);
    await trial.append({ type: 'redeliver', by: 'staff', command: { ...command, expiresAt: 5 } });
    const outcomes = await trial.run();
    expect(await trial.outbox()).toEqual([{ ...command, expiresAt: 5 }]);
    expect(outcomes.flatMap(({ messages }) => messages)).toEqual([command.message]);
    const [fact] = (await trial.facts('message')).filter(({ action }) => action === 'redelivered');
    expect(fact).toMatchObject({ customer: command.customer, step: command.step, detail: { channel: 'capture', by: 'staff' } });
    await receipt(trial, command, 'sent');
    await trial.run();
    expect(await trial.outbox()).toEqual([]);
    expect((await trial.facts('message')).map(({ action }) => action)).toEqual(['decided', 'failed', 'redelivered', 'sent']);
  });

  test('what has ended its journey since it failed speaks against sending it again', async () => {
    const { trial, command } = await failed(batchMax);
    await trial.append(trial.entry([['device', 'd1']], 'Order', { properties: { total: 5 } }));
    await trial.append({ type: 'redeliver', by: 'staff', command });
    await trial.run();
    expect(await trial.outbox()).toHaveLength(1);
    const stillGo = createStillGo({ state: trial.state, plan: () => trial.engine.plan });
    expect(await stillGo(command, trial.now)).toMatchObject({ go: false, verdict: 'withdraw', reason: 'goal.event' });
  });

  test('asked for twice it is there once', async () => {
    const { trial, command } = await failed(batchMax);
    for (let i = 0; i < 2; i++) await trial.append({ type: 'redeliver', by: 'staff', command });
    await trial.run();
    expect(await trial.outbox()).toHaveLength(1);
    expect((await trial.facts('message')).filter(({ action }) => action === 'redelivered')).toHaveLength(1);
  });

  test('it goes to whom its customer has become', async () => {
    const { trial, command } = await failed(batchMax);
    const both = [
      ['device', 'd1'],
      ['device', 'd0'],
    ] as const;
    await trial.append(trial.entry([both[1]], 'View'));
    await trial.append(trial.entry(both, 'View'));
    await trial.append({ type: 'redeliver', by: 'staff', command: { ...command, customer: command.customer } });
    await trial.run();
    const survivor = await trial.customerOf('d1', 'device');
    expect(await trial.outbox()).toMatchObject([{ message: command.message, customer: survivor }]);
  });

  test('of nobody it is a failure, and nothing else', async () => {
    const { trial, command } = await failed(batchMax);
    await trial.append({ type: 'redeliver', by: 'staff', command: { ...command, customer: 'nobody' } });
    await trial.run();
    expect(await trial.outbox()).toEqual([]);
    expect(await trial.facts('failure')).toMatchObject([{ action: 'step_failed', name: 'redeliver', customer: '' }]);
  });
});

test('receipts before and after a merge each concern whom they name at their own place', async () => {
  const { trial, command } = await failed(1);
  const both = [
    ['device', 'd1'],
    ['device', 'd2'],
  ] as const;
  await trial.append({ type: 'redeliver', by: 'staff', command });
  await trial.append(trial.entry([both[1]], 'View'));
  await trial.run();
  const other = (await trial.customerOf('d2', 'device'))!;
  expect(other).not.toBe(command.customer);
  await receipt(trial, command, 'failed');
  await trial.append(trial.entry(both, 'View'));
  await trial.append({ type: 'redeliver', by: 'staff', command: { ...command, customer: other } });
  await receipt(trial, { ...command, customer: other }, 'sent');
  await trial.run();
  for (const batchMax of [2, 1_000]) expect(await (await trial.again({ batchMax, cacheMax: 0 })).remains()).toEqual(await trial.remains());
});

test('one batch or many, the same state', async () => {
  const { trial, command } = await failed(1);
  await trial.append({ type: 'redeliver', by: 'staff', command });
  await receipt(trial, command, 'failed');
  await trial.append({ type: 'redeliver', by: 'staff', command });
  await trial.run();
  for (const batchMax of [2, 1_000]) expect(await (await trial.again({ batchMax, cacheMax: 0 })).remains()).toEqual(await trial.remains());
});
