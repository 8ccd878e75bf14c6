/** The oracle sees every kind of fault, each in a small history in which everything else is right. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestWarehouse, type TestWarehouse } from '../../src/learn/warehouse.suite.ts';
import { type Findings, faultsIn, findingsIn, type ViolentEnd } from './ledger.ts';

interface Row {
  readonly [key: string]: unknown;
  partition: number;
  seq: number;
}

/** A history of two partitions: two events came in, m1 went to a webhook, m2 was captured, and one assignment was told to other tools. */
class History {
  readonly events: Row[] = [];
  readonly facts: Row[] = [];
  readonly acknowledged: Set<string> = new Set(['e1', 'e2']);
  readonly logged: Set<string> = new Set();
  readonly taken: Map<string, number> = new Map([['m1', 2]]);
  readonly denied: Set<string> = new Set();
  readonly ends: ViolentEnd[] = [];
  readonly captured: string[] = ['m2'];
  readonly waiting: Map<number, number> = new Map();
  readonly wrongCounters: Map<string, number> = new Map();
  /** Entries of the log that repeat an earlier one. */
  repeated = 0;
  readonly #seq = new Map<number, number>();

  constructor() {
    this.event('e1');
    this.event('e2', { partition: 1 });
    this.fact({ kind: 'exposure', action: 'assigned', subject: 'i1', detail: { holdout: 0.1 } });
    this.event('i1.said', { event: 'Experiment Viewed', properties: { instance: 'i1' } });
    this.message('m1', { channel: 'hook', instance: 'i1' });
    this.message('m2', { channel: 'capture', instance: 'i2', partition: 1 });
  }

  event(messageId: string, row: Partial<Row> = {}): void {
    this.events.push({ ...this.#next(row.partition), messageId, event: 'View', call: 'track', ...row });
    this.logged.add(messageId);
  }

  fact(row: Partial<Row>): void {
    this.facts.push({ ...this.#next(row.partition), ...row });
  }

  message(id: string, { partition = 0, ...detail }: { channel: string; instance: string; partition?: number }): void {
    this.fact({ kind: 'message', action: 'decided', subject: id, step: 'send', detail, partition });
    this.fact({ kind: 'message', action: 'sent', subject: id, partition });
    this.event(`${id}.delivered`, { event: 'Message Delivered', partition });
    this.fact({ kind: 'message', action: 'delivered', subject: id, partition });
  }

  /** Takes the rows out of which this is true. */
  without(isGone: (row: Row) => boolean): void {
    for (const rows of [this.events, this.facts]) rows.splice(0, rows.length, ...rows.filter((row) => !isGone(row)));
  }

  seqOf(partition: number): number {
    return this.#seq.get(partition) ?? 0;
  }

  counters(): Map<string, number> {
    const counters = new Map<string, number>([
      ['customers', 7],
      ['entries:event', this.logged.size + this.repeated],
      ['duplicates', this.repeated],
    ]);
    for (const { kind, action } of this.facts) counters.set(`${kind}.${action}`, (counters.get(`${kind}.${action}`) ?? 0) + 1);
    for (const [name, value] of this.wrongCounters) counters.set(name, value);
    return counters;
  }

  #next(partition = 0): { partition: number; seq: number; position: number } {
    const seq = this.seqOf(partition) + 1;
    this.#seq.set(partition, seq);
    return { partition, seq, position: seq };
  }
}

let test: TestWarehouse;
beforeAll(async () => {
  test = await openTestWarehouse();
});
afterAll(() => test.close());

async function faultsOf(history: History): Promise<readonly string[]> {
  const { warehouse } = test;
  for (const table of ['events', 'facts'] as const) {
    await warehouse.execute(`TRUNCATE TABLE ${table}`);
    if (history[table].length > 0)
      await warehouse.insert(table, Buffer.from(history[table].map((row) => `${JSON.stringify(row)}\n`).join('')));
  }
  const state = (partition: number) => ({
    seq: history.seqOf(partition),
    waiting: history.waiting.get(partition) ?? 0,
    counters: partition === 0 ? history.counters() : new Map<string, number>(),
  });
  const logged = { entries: history.logged.size, events: history.logged.size + history.repeated, messageIds: history.logged };
  const stores = {
    logged,
    states: new Map([0, 1].map((partition) => [partition, state(partition)])),
    captured: history.captured,
    warehouse,
  };
  const { acknowledged, taken, denied, ends } = history;
  return faultsIn(await findingsIn(stores, { acknowledged, taken, denied, ends }));
}

async function expectFaults(spoil: (history: History) => void, expected: readonly (keyof Findings)[]): Promise<void> {
  const history = new History();
  spoil(history);
  const faults = await faultsOf(history);
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([...expected].sort());
}

const is =
  (action: string, subject: string) =>
  (row: Row): boolean =>
    row.action === action && row.subject === subject;

it('finds nothing where nothing is wrong', async () => {
  await expectFaults(() => {}, []);
});

it('an acknowledged event that is nowhere', async () => {
  await expectFaults((history) => history.acknowledged.add('e3'), ['lostInLog', 'lostInWarehouse']);
});

it('an acknowledged event that the log has and the warehouse does not', async () => {
  await expectFaults(
    (history) => {
      history.acknowledged.add('e3');
      history.logged.add('e3');
    },
    ['lostInWarehouse'],
  );
});

it('an event that counts twice', async () => {
  await expectFaults((history) => history.event('e1'), ['eventsTwice']);
});

it('an event that nobody sent', async () => {
  await expectFaults(
    (history) => {
      history.event('e9');
      history.logged.delete('e9');
    },
    ['eventsFromNowhere'],
  );
});

it('a row whose number another row has', async () => {
  await expectFaults((history) => history.facts.push({ ...history.facts[0]!, kind: 'tag', action: 'kept', subject: 'x' }), ['rowsTwice']);
});

it('a number that no row has, in each partition', async () => {
  for (const partition of [0, 1])
    await expectFaults(
      (history) => {
        history.fact({ kind: 'tag', action: 'kept', subject: 'gone', partition });
        history.wrongCounters.set('tag.kept', 0);
        history.without(({ subject }) => subject === 'gone');
      },
      ['rowsMissing'],
    );
});

it('a message decided twice', async () => {
  await expectFaults(
    (history) =>
      history.fact({ kind: 'message', action: 'decided', subject: 'm1', step: 'other', detail: { channel: 'hook', instance: 'i1' } }),
    ['messagesTwice'],
  );
});

it('a step that decided two messages', async () => {
  await expectFaults(
    (history) => {
      history.message('m3', { channel: 'hook', instance: 'i1' });
      history.taken.set('m3', 1);
    },
    ['stepsTwice'],
  );
});

it('a message captured twice, not at all, or from nowhere', async () => {
  await expectFaults((history) => history.captured.push('m2'), ['capturedTwice']);
  await expectFaults((history) => history.captured.pop(), ['notCaptured']);
  await expectFaults((history) => history.captured.push('m9'), ['capturedFromNowhere']);
});

it('a message that was sent by our books and that its receiver never got', async () => {
  await expectFaults((history) => history.taken.delete('m1'), ['notHandedOver']);
});

it('a message that a receiver got and nobody decided', async () => {
  await expectFaults((history) => history.taken.set('m9', 1), ['handedOverFromNowhere']);
});

it('a message that a receiver got before the commit that decided it', async () => {
  const end = (seq: number): ViolentEnd => ({ seq: new Map([[0, seq]]), taken: ['m1'] });
  await expectFaults((history) => history.ends.push(end(history.seqOf(0))), []);
  await expectFaults((history) => history.ends.push(end(2)), ['handedOverBeforeCommit']);
});

it('a withdrawn message that was captured or handed over, unless its receiver had denied it', async () => {
  const withdraw = (history: History, id: string, partition: number): void => {
    history.without((row) => is('sent', id)(row) || is('delivered', id)(row) || row.messageId === `${id}.delivered`);
    for (let row = 0; row < 3; row++) history.fact({ kind: 'tag', action: 'kept', subject: `${row}`, partition });
    history.fact({ kind: 'message', action: 'withdrawn', subject: id, partition });
  };
  const renumber = (history: History): void => {
    const seqs = new Map<number, number>();
    for (const row of [...history.events, ...history.facts]) {
      row.seq = (seqs.get(row.partition) ?? 0) + 1;
      seqs.set(row.partition, row.seq);
    }
    for (const partition of [0, 1])
      for (let missing = history.seqOf(partition) - seqs.get(partition)!; missing > 0; missing--) {
        history.facts.push({ partition, seq: history.seqOf(partition) - missing + 1, kind: 'tag', action: 'kept', subject: '-' });
      }
  };
  await expectFaults(
    (history) => {
      withdraw(history, 'm2', 1);
      renumber(history);
    },
    ['withdrawnYetCaptured'],
  );
  await expectFaults(
    (history) => {
      withdraw(history, 'm1', 0);
      renumber(history);
    },
    ['withdrawnYetHandedOver'],
  );
  await expectFaults((history) => {
    withdraw(history, 'm1', 0);
    renumber(history);
    history.denied.add('m1');
  }, []);
});

it('a message with two ends or none', async () => {
  await expectFaults(
    (history) => history.fact({ kind: 'message', action: 'sent', subject: 'm1' }),
    ['endsWrong', 'sentTwice', 'deliveredNotOnce'],
  );
  await expectFaults(
    (history) =>
      history.fact({ kind: 'message', action: 'decided', subject: 'm5', step: 's5', detail: { channel: 'hook', instance: 'i5' } }),
    ['endsWrong'],
  );
});

it('a failure after which nothing was sent again', async () => {
  await expectFaults(
    (history) => history.fact({ kind: 'message', action: 'failed', subject: 'm1', detail: { reason: 'no' } }),
    ['failuresNotRedelivered'],
  );
});

it('a delivery that was not told, or told of nothing', async () => {
  await expectFaults(
    (history) => {
      history.event('m7.delivered', { event: 'Message Delivered' });
    },
    ['deliveredFromNowhere'],
  );
  await expectFaults(
    (history) => {
      const [row] = history.events.filter(({ messageId }) => messageId === 'm1.delivered');
      history.without((one) => one === row);
      history.events.push({ ...row!, messageId: 'e5', event: 'View' });
      history.logged.add('e5');
    },
    ['deliveredLost'],
  );
});

it('a message of which nobody knew, unless it is said twice that it has arrived', async () => {
  const tellLater = (history: History): void => {
    history.taken.set('m9', 1);
    history.fact({ kind: 'message', action: 'decided', subject: 'm9', step: 's9', detail: { channel: 'hook', instance: 'i9' } });
    history.fact({ kind: 'message', action: 'failed', subject: 'm9', detail: { reason: 'outcome_unknown: consent.withdrawn' } });
    history.event('m9.delivered', { event: 'Message Delivered' });
    history.fact({ kind: 'message', action: 'delivered', subject: 'm9' });
  };
  await expectFaults(tellLater, []);
  await expectFaults(
    (history) => {
      tellLater(history);
      history.fact({ kind: 'message', action: 'delivered', subject: 'm9' });
    },
    ['deliveredNotOnce'],
  );
});

it('an assignment that was told twice, or not at all', async () => {
  await expectFaults(
    (history) => history.event('i1.again', { event: 'Experiment Viewed', properties: { instance: 'i1' } }),
    ['exposuresSaidTwice'],
  );
  await expectFaults(
    (history) => history.fact({ kind: 'exposure', action: 'assigned', subject: 'i7', detail: { holdout: 0.1 } }),
    ['exposuresNotSaid'],
  );
});

it('a row left in an outbox', async () => {
  await expectFaults((history) => history.waiting.set(1, 1), ['waitingInOutbox']);
});

it('an entry that could not be stepped', async () => {
  await expectFaults((history) => history.fact({ kind: 'failure', action: 'entry' }), ['failures']);
});

it('a running figure that says more or less than there is', async () => {
  await expectFaults((history) => history.wrongCounters.set('message.sent', 3), ['countersWrong']);
  await expectFaults((history) => history.wrongCounters.set('tag.set', 1), ['countersWrong']);
  await expectFaults((history) => history.wrongCounters.set('entries:event', 1), ['countersWrong']);
  await expectFaults((history) => history.wrongCounters.set('duplicates', 1), ['countersWrong']);
  await expectFaults((history) => {
    history.repeated = 2;
  }, []);
});
