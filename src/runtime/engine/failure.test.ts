/** R6: what cannot be stepped becomes one `failure` fact; nothing else is lost, whatever the batch. */
import { describe, expect, test } from 'vitest';
import type { Definition } from '../../define/index.ts';
import { customerPrefix, partKey, partName } from './keys.ts';
import { FIRST } from './retail.suite.ts';
import { NAME, Trial } from './trial.suite.ts';

/** A moment that no calendar has: the streak trait cannot say which day it is. The door lets no such time in. */
const NO_MOMENT = 1e17;

const broken: Definition = {
  kind: 'segment',
  id: 'broken',
  name: NAME,
  condition: { combinator: 'and', rules: [{ field: 'trait.nowhere', operator: '=', value: 1 }] },
};

async function opened(batchMax: number): Promise<Trial> {
  const trial = await Trial.open({ batchMax });
  await trial.release(FIRST);
  return trial;
}

describe.each([1, 3, 1_000])('R6. In batches of %i', (batchMax) => {
  test('an event that cannot be stepped is one failure fact, and the events around it count', async () => {
    const trial = await opened(batchMax);
    await trial.event('u1', 'View');
    await trial.event('u2', 'View', { time: NO_MOMENT });
    await trial.event('u1', 'View');
    await trial.event('u3', 'View');
    await trial.run();
    const failures = await trial.facts('failure');
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ action: 'step_failed', name: 'event', customer: '', position: 3, at: trial.now });
    expect(failures[0]!.detail!.problem).toContain('time');
    expect(await trial.standing('u1')).toContain('keen');
    expect(await trial.standing('u3')).toContain('visitor');
    expect(trial.engine.position).toBe(5);
  });

  test('what it says about identity is passed over too: nobody is created, linked or merged away', async () => {
    const trial = await opened(batchMax);
    await trial.append(trial.entry([['device', 'd1']], 'View'));
    await trial.append(trial.entry([['device', 'd2']], 'View'));
    const both = trial.entry(
      [
        ['device', 'd1'],
        ['device', 'd2'],
      ],
      'View',
      { time: NO_MOMENT },
    );
    await trial.append(both);
    await trial.append(trial.entry([['user_id', 'new']], 'View', { time: NO_MOMENT }));
    await trial.run();
    expect(await trial.customers()).toHaveLength(2);
    expect(await trial.customerOf('d1', 'device')).not.toBe(await trial.customerOf('d2', 'device'));
    expect(await trial.customerOf('new')).toBeUndefined();
    expect(trial.counter('customers')).toBe(2);
    expect(await trial.told('failure')).toHaveLength(2);
    // The same message with a real time counts: the failed one was never admitted.
    await trial.append({ ...both, time: trial.now });
    await trial.run();
    expect(await trial.customers()).toHaveLength(1);
  });

  test('a release that does not compile leaves the running one in force', async () => {
    const trial = await opened(batchMax);
    await trial.release([...FIRST, broken]);
    await trial.event('u1', 'View');
    await trial.run();
    expect(await trial.told('failure', 'release')).toEqual(['release applied 1', 'failure step_failed release']);
    expect((await trial.facts('failure'))[0]!.detail!.problem).toContain('nowhere');
    expect(trial.engine.plan.release).toBe(1);
    expect(trial.engine.meta.run?.cursor).toBe('');
    expect(await trial.standing('u1')).toEqual(['small', 'visitor']);
  });

  test('bytes that are no entry are one failure fact', async () => {
    const trial = await opened(batchMax);
    await trial.event('u1', 'View');
    await trial.appendBytes(Buffer.from('{"type":"event"'));
    await trial.appendBytes(Buffer.from([0xff, 0x00]));
    await trial.event('u1', 'View');
    await trial.run();
    expect(await trial.told('failure')).toEqual(['failure step_failed unreadable', 'failure step_failed unreadable']);
    expect(await trial.standing('u1')).toContain('keen');
  });

  test('a replay fails the same entries and comes to the same state', async () => {
    const trial = await opened(batchMax);
    for (let i = 0; i < 8; i++) await trial.event(`u${i % 3}`, 'View', i % 4 === 1 ? { time: NO_MOMENT } : {});
    await trial.run();
    for (const size of [1, 2, 100]) expect(await (await trial.again({ batchMax: size })).remains()).toEqual(await trial.remains());
  });
});

test('R2. A batch that failed leaves nothing in the cache: the customer it was stepping is read again', async () => {
  const trial = await opened(1_000);
  await trial.event('u1', 'View');
  await trial.run();
  await trial.event('u1', 'Order', { properties: { total: 150 } });
  await trial.event('u1', 'View', { time: NO_MOMENT });
  await trial.run();
  expect(await trial.standing('u1')).toEqual(['big', 'visitor']);
  expect(trial.counter('tag.set')).toBe((await trial.told('tag')).filter((one) => one.startsWith('tag set')).length);
});

test('R6. State that cannot be read stops the engine: the entry is no failure, and counts once the state can be read', async () => {
  const trial = await opened(1_000);
  for (let i = 0; i < 40; i++) await trial.event('u1', 'View');
  await trial.run();
  const id = (await trial.customerOf('u1'))!;
  const rows = await trial.state.range('customer', { start: customerPrefix(id), end: partKey(id, '\u00ff'), limit: 1_000 });
  const chunks = rows.filter(([key]) => partName(key, id).startsWith('c'));
  expect(chunks.length).toBeGreaterThan(0);
  await trial.state.commit(chunks.map(([key]) => ({ table: 'customer', key, value: undefined }))).durable;
  await trial.event('u1', 'View');
  await trial.restart();
  await expect(trial.run()).rejects.toThrow(expect.objectContaining({ code: 'VOLANO_STATE_VERSION_UNKNOWN' }));
  expect(await trial.facts('failure')).toEqual([]);
  await trial.state.commit(chunks.map(([key, value]) => ({ table: 'customer', key, value }))).durable;
  await trial.restart();
  await trial.run();
  expect([trial.counter('entries:event'), await trial.facts('failure')]).toEqual([41, []]);
});
