import { describe, expect, test } from 'vitest';
import type { SendCommand } from '../core/index.ts';
import type { Definition } from '../define/index.ts';
import { FIRST } from './engine/retail.suite.ts';
import { Trial } from './engine/trial.suite.ts';
import { createStillGo } from './still-go.ts';

const HOUR = 3_600_000;

const DEVICES = [
  ['device', 'd1'],
  ['device', 'd2'],
] as const;

/** Two visitors, each with a message that has been decided. */
async function decided(definitions: readonly Definition[] = FIRST): Promise<{ trial: Trial; commands: SendCommand[] }> {
  const trial = await Trial.open();
  await trial.release(definitions.map((one) => (one.kind === 'journey' ? { ...one, holdout: 0 } : one)));
  for (const device of DEVICES) await trial.append(trial.entry([device], 'View'));
  await trial.pass(3 * HOUR);
  const commands = (await trial.outbox()) as unknown as SendCommand[];
  expect(commands).toHaveLength(2);
  return { trial, commands };
}

function asking({ state, engine }: Trial) {
  return createStillGo({ state, plan: () => engine.plan });
}

describe('whether a message may still go', () => {
  test('it may, right after its decision', async () => {
    const { trial, commands } = await decided();
    for (const command of commands) expect(await asking(trial)(command, trial.now)).toEqual({ go: true });
  });

  test('the rule that speaks against it is the reason, with what it read beside it', async () => {
    const { trial, commands } = await decided();
    const [command] = commands;
    await trial.append(trial.entry([DEVICES[0]], 'Consent', { context: { consent: { categoryPreferences: { offers: false } } } }));
    await trial.append(trial.entry([DEVICES[1]], 'Consent', { context: { consent: { categoryPreferences: { offers: false } } } }));
    await trial.run();
    const answer = await asking(trial)(command!, trial.now);
    expect(answer).toMatchObject({ go: false, verdict: 'withdraw' });
    expect(answer).toMatchObject({ reason: 'consent.withdrawn', read: { purpose: 'offers', choice: 'withdrawn' } });
  });

  test('in the night it may later', async () => {
    const { trial, commands } = await decided();
    const night = Date.UTC(2024, 0, 15, 23);
    expect(await asking(trial)(commands[0]!, night)).toEqual({ go: false, verdict: 'later', until: Date.UTC(2024, 0, 16, 8) });
  });

  test('of two who are one by now the one is asked about', async () => {
    const { trial, commands } = await decided();
    await trial.append(trial.entry([...DEVICES], 'View'));
    await trial.append(trial.entry([DEVICES[0]], 'Consent', { context: { consent: { categoryPreferences: { offers: false } } } }));
    await trial.run();
    expect(await trial.customers()).toHaveLength(1);
    for (const command of commands) expect(await asking(trial)(command, trial.now)).toMatchObject({ go: false, verdict: 'withdraw' });
  });

  test('who has rows beside the first is read whole', async () => {
    const { trial, commands } = await decided();
    for (let i = 0; i < 600; i++) await trial.append(trial.entry([DEVICES[0]], 'Order', { properties: { total: i } }));
    await trial.append(trial.entry([DEVICES[0]], 'Consent', { context: { consent: { categoryPreferences: { offers: false } } } }));
    await trial.run();
    const customer = (await trial.customerOf('d1', 'device'))!;
    const command = commands.find((one) => one.customer === customer)!;
    const rows = await trial.state.range('customer', {
      start: Buffer.from(`${customer}\u0000`),
      end: Buffer.from(`${customer}\u0001`),
      limit: 10,
    });
    expect(rows.length).toBeGreaterThan(1);
    expect(await asking(trial)(command, trial.now)).toMatchObject({ go: false, verdict: 'withdraw' });
  });

  test('nobody is asked about: it does not go', async () => {
    const { trial, commands } = await decided();
    const answer = await asking(trial)({ ...commands[0]!, customer: 'nobody' }, trial.now);
    expect(answer).toEqual({ go: false, verdict: 'withdraw', reason: 'customer_unknown' });
  });
});
