/** Receipts of customers who turn out to be others: whom they concern is decided at the receipt's own place in the log (R1). */
import { expect, test } from 'vitest';
import { FIRST } from './retail.suite.ts';
import { Trial } from './trial.suite.ts';

const HOUR = 3_600_000;

/** Two visitors wait in a journey and have one message each; then one event makes them one customer. */
async function merging(order: 'receipt first' | 'merge first'): Promise<Trial> {
  const trial = await Trial.open({ batchMax: 1, cacheMax: 0 });
  await trial.release(FIRST.map((one) => (one.kind === 'journey' ? { ...one, holdout: 0 } : one)));
  for (const device of ['d1', 'd2']) await trial.append(trial.entry([['device', device]], 'View'));
  await trial.pass(3 * HOUR);
  const [, later] = (await trial.outbox()) as { message: string; customer: string }[];
  expect(later).toBeDefined();
  const receipt = () =>
    trial.append({
      type: 'receipt',
      kind: 'sent',
      customer: later!.customer,
      message: later!.message,
      channel: 'capture',
      decidedAt: trial.now,
      dispatchedAt: trial.now,
    });
  const merge = () =>
    trial.append(
      trial.entry(
        [
          ['device', 'd1'],
          ['device', 'd2'],
        ],
        'View',
      ),
    );
  for (const step of order === 'receipt first' ? [receipt, merge] : [merge, receipt]) await step();
  trial.now += 30 * HOUR;
  await trial.tick();
  await trial.run();
  return trial;
}

test.each(['receipt first', 'merge first'] as const)(
  '%s: one batch or many, the same facts, and nobody merged away wakes up',
  async (order) => {
    const one = await merging(order);
    const merged = (await one.facts('identity')).find(({ action }) => action === 'merged')!;
    const after = (await one.facts()).filter(({ customer, seq }) => customer === merged.name && seq > merged.seq);
    expect(after).toEqual([]);
    const [sent] = (await one.facts('message')).filter(({ action }) => action === 'sent');
    expect(sent?.customer).toBe(order === 'merge first' ? merged.customer : merged.name);
    const together = await one.again({ batchMax: 1_000 });
    expect(await together.remains()).toEqual(await one.remains());
  },
);
