/** On a running product: true answers pass, and whatever is not so is found. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evidence, Explanation } from '../../explain/index.ts';
import { ExplainTrial, explainedProject, HOUR } from '../../explain/trial.suite.ts';
import { type Explaining, evidenceIn, explainedCheck, unprovenAmong } from './explained.ts';

const journeys = explainedProject().definitions.flatMap(({ kind, id }) => (kind === 'journey' ? [id] : []));
let trial: ExplainTrial;
let app: Explaining;
let customers: string[];

beforeAll(async () => {
  trial = await ExplainTrial.open();
  for (let index = 0; index < 12; index++) {
    await trial.track(`u${index}`, 'Order Completed', { revenue: 90 + index * 5, order_id: `o${index}`, after: index * HOUR });
    if (index % 3 === 0) await trial.track(`u${index}`, 'Read', { after: index * HOUR });
  }
  await trial.until(20 * HOUR);
  const { running } = trial.shop;
  app = {
    warehouse: running.warehouse,
    explain: (customer, message) => running.explain({ lookup: { customer }, message }),
    entriesAt: (positions) => running.entriesAt(positions),
  };
  customers = [];
  for await (const { id } of running.customers()) customers.push(id);
});
afterAll(() => trial.shop.close());

describe('customers asked at random', () => {
  test('are all answered for, in full', async () => {
    const found = await explainedCheck(app, { customers, journeys, seed: 'a' });
    expect(found).toEqual({ name: 'explained', expected: 12, live: 12, warehouse: null, ok: true });
  });

  test('are as many as wanted, and others with another seed', async () => {
    const askedWith = async (seed: string): Promise<readonly string[]> => {
      const asked = new Set<string>();
      const explain: Explaining['explain'] = (customer, message) => {
        asked.add(customer);
        return app.explain(customer, message);
      };
      const noting: Explaining = { ...app, explain };
      expect(await explainedCheck(noting, { customers, journeys, seed, asked: 4 })).toMatchObject({ expected: 4, live: 4 });
      return [...asked].sort();
    };
    const [one, again, other] = [await askedWith('a'), await askedWith('a'), await askedWith('b')];
    expect(one).toHaveLength(4);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  test('a journey without a reason fails the check, and is named', async () => {
    const silent: Explaining = {
      ...app,
      explain: async (customer, message) => {
        const told = await app.explain(customer, message);
        if (customer !== customers[0] || !told.journeys) return told;
        return { ...told, journeys: told.journeys.filter(({ journey }) => journey !== 'reader') };
      },
    };
    const found = await explainedCheck(silent, { customers, journeys, seed: 'a' });
    expect(found).toMatchObject({ ok: false, expected: 12, live: 11, examples: [`${customers[0]}: journey reader has no reason`] });
  });

  test('an untrue value fails the check, and its row is named', async () => {
    const lying: Explaining = {
      ...app,
      explain: async (customer, message) => {
        const told = await app.explain(customer, message);
        return JSON.parse(JSON.stringify(told).replaceAll('"property.revenue":100', '"property.revenue":101')) as Explanation;
      },
    };
    const found = await explainedCheck(lying, { customers, journeys, seed: 'a' });
    expect(found.ok).toBe(false);
    expect(found.examples?.join()).toMatch(/facts 0-\d+ is stored otherwise/);
  });
});

describe('a row', () => {
  const all = async (): Promise<readonly Evidence[]> => {
    const told = await Promise.all(customers.map((customer) => app.explain(customer)));
    const messages = told.flatMap(({ customer, journeys: ones }) =>
      ones!.flatMap((one) => one.messages.map(({ message }) => ({ customer, message }))),
    );
    const chains = await Promise.all(messages.map(({ customer, message }) => app.explain(customer, message)));
    return evidenceIn([...told, ...chains]);
  };
  const problemOf = async (row: Evidence, about: Partial<Omit<Explaining, 'explain'>> = {}): Promise<string | undefined> =>
    (await unprovenAmong([row], { ...app, ...about }))[0]?.problem;

  test('that is true has no problem, whatever it is', async () => {
    const rows = await all();
    expect(new Set(rows.map((row) => (row.table === 'events' ? 'event' : row.kind)))).toEqual(
      new Set(
        ['event', 'identity', 'decision', 'exposure', 'journey', 'verdict', 'message', 'segment'].filter((kind) => kind !== 'segment'),
      ),
    );
    expect(await unprovenAmong(rows, app)).toEqual([]);
  });

  test('that is nowhere, or otherwise, is found', async () => {
    const rows = await all();
    const [fact, event] = [rows.find(({ table }) => table === 'facts')!, rows.find(({ table }) => table === 'events')!];
    expect(await problemOf({ ...fact, id: '0-999999' })).toBe('is not stored');
    for (const change of [
      { at: fact.at + 1 },
      { position: fact.position + 1 },
      { customer: 'c9' },
      { name: 'other' },
      { detail: { rule: 'x' } },
    ])
      expect(await problemOf({ ...fact, ...change } as Evidence), JSON.stringify(change)).toBe('is stored otherwise');
    expect(await problemOf({ ...event, messageId: 'other' } as Evidence)).toBe('is stored otherwise');
    expect(await problemOf({ ...event, properties: { revenue: -1 } } as Evidence)).toBe('is logged otherwise');
  });

  test('that its entry in the log does not bear out is found', async () => {
    const rows = await all();
    const decision = rows.find(
      (row) => row.table === 'facts' && row.kind === 'decision' && 'property.revenue' in ((row.detail.read ?? {}) as object),
    )!;
    const sent = rows.find((row) => row.table === 'facts' && row.kind === 'message' && row.action === 'sent')!;
    const changed = (change: (entry: Record<string, unknown>) => object): Partial<Explaining> => ({
      entriesAt: async (positions) =>
        (await app.entriesAt(positions)).map((one) => one && { ...one, entry: { ...one.entry, ...change(one.entry as never) } as never }),
    });
    expect(await problemOf(decision, { entriesAt: async () => [undefined] })).toBe('has no entry in the log');
    expect(await problemOf(decision, { entriesAt: async () => [{ at: 0, entry: { type: 'tick' } }] })).toBe(
      'is later than its entry in the log',
    );
    expect(
      await problemOf(
        decision,
        changed(() => ({ properties: { revenue: 1 } })),
      ),
    ).toBe('read what its event does not say');
    expect(
      await problemOf(
        sent,
        changed(() => ({ message: 'other' })),
      ),
    ).toBe('has a receipt of another message');
  });
});
