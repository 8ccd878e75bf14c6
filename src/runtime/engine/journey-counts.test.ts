/** C1 to C4, by hand; every run of a `Trial` checks them over what its log has led to. */
import { describe, expect, test } from 'vitest';
import type { Customer, Fact, JourneyState, Passage } from '../../core/index.ts';
import type { Definition, JourneyDefinition, Step } from '../../define/index.ts';
import { openMemoryState } from '../../port/state/index.ts';
import { Engine } from './engine.ts';
import { addedCounts, JourneyCounters, type JourneyCounts, type Place, totalOf, waitingIn, wrongIn } from './journey-counts.ts';
import { journeyRowName, miscountsIn, readJourneyCounts, storedCounts } from './journey-rows.ts';
import { NAME, Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const place = (step: string, version = 1): Place => ({ journey: 'cart', version, step });
const resting = (...places: readonly Place[]) => ({ instances: places }) as unknown as JourneyState;
const about = (action: string, detail: object = {}, version = 1): Fact =>
  ({ kind: 'journey', action, customer: 'c', at: 0, name: 'cart', version, detail }) as Fact;
const passes = (how: Passage['how'], step: string, rule?: string): Passage => ({
  ...place(step),
  how,
  ...(rule !== undefined && { rule }),
});

function counting(rows = new Map<string, JourneyCounts>()): { counters: JourneyCounters; rows: Map<string, JourneyCounts> } {
  return { counters: new JourneyCounters(rows), rows };
}

/** One customer who waits at `pause`, and one who has left it. */
function two(): Map<string, JourneyCounts> {
  const { counters, rows } = counting();
  for (const fact of [about('entered'), about('entered'), about('exited', { rule: 'goal.met' })]) counters.fact(fact);
  for (const one of [passes('entered', 'pause'), passes('entered', 'pause'), passes('exited', 'pause', 'exit.event')])
    counters.passage(one);
  counters.rested([], resting(place('pause')));
  return rows;
}

describe('counts', () => {
  test('say of a version and of its steps what became of those who entered', () => {
    const [row] = two().values();
    expect(row).toEqual({
      ...{ journey: 'cart', version: 1, entered: 2, movedIn: 0, movedOut: 0, completed: 0, converted: 0 },
      ...{ exited: { 'goal.met': 1 }, failed: {} },
      steps: { pause: { entered: 2, waiting: 1, proceeded: 0, exited: { 'exit.event': 1 }, failed: {} } },
    });
    expect([waitingIn(row!), totalOf(row!.exited), wrongIn([row!])]).toEqual([1, 1, []]);
  });

  test('of a batch are its own: those of the batch before stay as they are', () => {
    const before = two();
    const frozen = structuredClone([...before]);
    const { counters, rows } = counting(new Map(before));
    counters.passage(passes('failed', 'pause', 'consent.missing'));
    counters.fact(about('failed', { rule: 'x' }));
    counters.rested([place('pause')], resting(place('later')));
    expect([...before]).toEqual(frozen);
    expect(rows.get('cart@1')?.steps.pause).toMatchObject({ waiting: 0, failed: { 'consent.missing': 1 } });
  });

  test('of who rests where it did are left alone', () => {
    const before = two();
    const { counters, rows } = counting(new Map(before));
    const places = [place('pause')];
    expect(counters.rested(places, resting(place('pause')))).toBe(places);
    expect(rows.get('cart@1')).toBe(before.get('cart@1'));
  });

  test('follow who is moved to another version', () => {
    const { counters, rows } = counting();
    counters.fact(about('entered'));
    counters.fact(about('transferred', { from: 1 }, 2));
    counters.rested([], resting(place('pause', 2)));
    expect(rows.get('cart@1')).toMatchObject({ entered: 1, movedOut: 1 });
    expect(rows.get('cart@2')).toMatchObject({ entered: 0, movedIn: 1 });
    expect(wrongIn(rows.values()).filter(({ step }) => step === undefined)).toEqual([]);
  });

  test('C4. go along to another partition, and the sum is what it was', () => {
    const here = two();
    const guest = { journeys: resting(place('pause')) } as Customer;
    const there = counting();
    new JourneyCounters(here).customer(guest, -1);
    new JourneyCounters(here).gone([place('pause')]);
    there.counters.customer(guest, 1);
    there.counters.rested([], guest.journeys);
    expect([...wrongIn(here.values()), ...wrongIn(there.rows.values())]).toEqual([]);
    expect(addedCounts([[...here.values()], [...there.rows.values()]])).toEqual([...two().values()]);
  });

  test('are stored alike, whatever came first', () => {
    const { counters, rows } = counting();
    const { counters: others, rows: otherRows } = counting();
    for (const step of ['b', 'a']) counters.passage(passes('exited', step, step));
    for (const step of ['a', 'b']) others.passage(passes('exited', step, step));
    expect(JSON.stringify(storedCounts(rows.get('cart@1')!))).toBe(JSON.stringify(storedCounts(otherRows.get('cart@1')!)));
  });
});

describe('what does not add up is named', () => {
  test.each<[string, (counters: JourneyCounters) => unknown, object[]]>([
    ['somebody entered and is nowhere', (counters) => counters.fact(about('entered')), [{ entered: 3, found: 2 }]],
    ['somebody ended twice', (counters) => counters.fact(about('completed')), [{ entered: 2, found: 3 }]],
    [
      'somebody left a step who never came',
      (counters) => counters.passage(passes('proceeded', 'pause')),
      [{ step: 'pause', entered: 2, found: 3 }],
    ],
    [
      'somebody waits who never came',
      (counters) => counters.rested([], resting(place('pause'))),
      [
        { entered: 2, found: 3 },
        { step: 'pause', entered: 2, found: 3 },
      ],
    ],
  ])('%s', (_, spoil, expected) => {
    const rows = two();
    spoil(new JourneyCounters(rows));
    expect(wrongIn(rows.values())).toEqual(expected.map((one) => ({ journey: 'cart', version: 1, ...one })));
  });
});

describe('in the state', () => {
  const steps: readonly Step[] = [
    { type: 'wait', id: 'pause', duration: '2h' },
    { type: 'send', id: 'remind', channel: 'capture', template: 'note', purpose: 'offers' },
  ];
  const journey: JourneyDefinition = {
    ...{ kind: 'journey', id: 'cart', name: NAME, stage: 'repurchase', reentry: 'once', steps },
    trigger: { type: 'event', event: 'Added' },
    exits: [{ event: 'Left' }],
  };
  const definitions: readonly Definition[] = [
    { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' },
    { kind: 'purpose', id: 'offers', name: NAME, basis: 'opt_out' },
    { kind: 'template', id: 'note', name: NAME, body: 'Hi' },
    journey,
  ];
  async function lived(): Promise<Trial> {
    const trial = await Trial.open();
    await trial.release(definitions);
    for (const user of ['a', 'b', 'c', 'd']) await trial.event(user, 'Added');
    await trial.event('b', 'Left');
    await trial.pass(HOUR);
    await trial.event('e', 'Added');
    await trial.run();
    return trial;
  }
  const row = async (trial: Trial) => (await readJourneyCounts(trial.state))[0];

  test('they outlive a restart, and go on', async () => {
    const trial = await lived();
    await trial.restart();
    await trial.pass(HOUR);
    expect(await row(trial)).toMatchObject({
      ...{ entered: 5, completed: 3, exited: { 'exit.event': 1 } },
      steps: { pause: { entered: 5, waiting: 1, proceeded: 3 }, remind: { entered: 3, waiting: 0, proceeded: 3 } },
    });
  });

  test('of two who turn out to be one the younger leaves', async () => {
    const trial = await lived();
    await trial.append(
      trial.entry(
        [
          ['user_id', 'a'],
          ['card', '1'],
        ],
        'Seen',
      ),
    );
    await trial.append(
      trial.entry(
        [
          ['user_id', 'c'],
          ['card', '1'],
        ],
        'Seen',
      ),
    );
    await trial.run();
    const merged = (await trial.told('identity')).filter((one) => one.startsWith('identity merged')).length;
    expect((await row(trial))?.exited).toEqual({ 'exit.event': 1, ...(merged > 0 && { merged }) });
    expect(waitingIn((await row(trial))!)).toBe(4 - merged);
  });

  test('C3. rows that say other than the customers are found', async () => {
    const trial = await lived();
    const counts = (await row(trial))!;
    const pause = { ...counts.steps.pause!, waiting: 2, proceeded: 2 };
    const spoilt = { ...counts, completed: 2, steps: { ...counts.steps, pause } };
    const value = Buffer.from(JSON.stringify(storedCounts(spoilt)));
    await trial.state.commit([{ table: 'meta', key: Buffer.from(journeyRowName('cart@1')), value }]).durable;
    expect(wrongIn([spoilt])).toEqual([]);
    expect(await miscountsIn(trial.state)).toEqual([{ journey: 'cart', version: 1, step: 'pause', entered: 2, found: 4 }]);
  });

  test('of an engine that counted nothing they begin with those who are under way', async () => {
    const trial = await lived();
    await trial.state.commit([{ table: 'meta', key: Buffer.from(journeyRowName('cart@1')), value: undefined }]).durable;
    await trial.restart();
    await trial.pass(HOUR);
    expect(await row(trial)).toMatchObject({ entered: 4, completed: 3, steps: { pause: { entered: 4, waiting: 1, proceeded: 3 } } });
    expect(await miscountsIn(trial.state)).toEqual([]);
  });

  test('an empty state has none', async () => {
    const state = await openMemoryState();
    expect([await readJourneyCounts(state), await miscountsIn(state)]).toEqual([[], []]);
    const log = (await Trial.open()).log;
    expect((await Engine.open({ partition: 0, log, state })).meta.journeys.size).toBe(0);
  });
});
