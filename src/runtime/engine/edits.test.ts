/** 1,000 customers in mid-wait: version 2, a reroute, and the way back. Nobody is lost, nobody is messaged twice, and a replay comes to the same. */
import { describe, expect, test } from 'vitest';
import type { Definition, JourneyDefinition, Release, Step, StepEdits } from '../../define/index.ts';
import { nextRelease } from '../project/index.ts';
import { NAME, Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CUSTOMERS = 1_000;

const send = (id: string): Step => ({ type: 'send', id, channel: 'capture', template: 'note', purpose: 'offers' });
const wait = (id: string, duration: string): Step => ({ type: 'wait', id, duration });
const base: readonly Definition[] = [
  { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' },
  { kind: 'purpose', id: 'offers', name: NAME, basis: 'opt_out' },
  { kind: 'template', id: 'note', name: NAME, body: 'Hi' },
];
const journey = (steps: readonly Step[], more: Partial<JourneyDefinition> = {}): JourneyDefinition => ({
  kind: 'journey',
  id: 'cart',
  name: NAME,
  stage: 'repurchase',
  trigger: { type: 'event', event: 'Added' },
  reentry: 'once',
  steps,
  ...more,
});

const one = journey([send('hello'), wait('pause', '3d'), send('remind'), wait('end', '1d'), send('last')]);
/** The pause is gone: who rests there waits shorter. What `hello` says stands before it once more. */
const two = journey([wait('ponder', '2d'), send('hello'), send('remind'), wait('end', '2d'), send('last')], {
  edits: { pause: { moveTo: 'ponder' }, end: 'move' },
});

class History {
  readonly trial: Trial;
  readonly releases: Release[] = [];

  constructor(trial: Trial) {
    this.trial = trial;
  }

  async release(definition: JourneyDefinition, edits?: Readonly<Record<string, StepEdits>>): Promise<void> {
    const { release } = nextRelease(this.releases, { definitions: [...base, definition] }, edits ? { edits } : {});
    this.releases.push(release);
    await this.trial.append({ type: 'release', release });
    await this.trial.run();
  }

  /** By what happened: how many. */
  async ways(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { action } of await this.trial.facts('journey')) counts[action] = (counts[action] ?? 0) + 1;
    return counts;
  }

  active(): Record<string, number> {
    return Object.fromEntries([1, 2].map((version) => [`@${version}`, this.trial.counter(`journey.active:cart@${version}`)]));
  }

  async check(): Promise<void> {
    const { entered = 0, completed = 0, exited = 0 } = await this.ways();
    const { '@1': old = 0, '@2': fresh = 0 } = this.active();
    expect(entered).toBe(CUSTOMERS);
    expect(old + fresh + completed + exited).toBe(CUSTOMERS);
    const sent = (await this.trial.facts('message'))
      .filter(({ action }) => action === 'decided')
      .map(({ customer, step }) => `${customer}/${step}`);
    expect(new Set(sent).size).toBe(sent.length);
  }
}

async function begun(): Promise<History> {
  const history = new History(await Trial.open());
  await history.release(one);
  for (let user = 0; user < CUSTOMERS; user++) {
    await history.trial.event(`u${user}`, 'Added');
    // Half of them come a day and a half later.
    if (user === CUSTOMERS / 2) await history.trial.pass(1.5 * DAY);
  }
  await history.trial.pass(HOUR);
  return history;
}

describe('1,000 customers in mid-wait', () => {
  test('version 2, a reroute and a rollback: nobody is lost, nobody is messaged twice', async () => {
    const history = await begun();
    const { trial } = history;
    expect(history.active()).toEqual({ '@1': CUSTOMERS, '@2': 0 });
    await history.check();

    await history.release(two);
    await trial.pass(1);
    expect(history.active()).toEqual({ '@1': 0, '@2': CUSTOMERS });
    await history.check();

    // The first half has waited 37 of 48 hours by now: it goes on after 11 more, and does not get "hello" again.
    await trial.pass(12 * HOUR);
    await history.check();
    const remind = (await trial.facts('message')).filter(({ action, step }) => action === 'decided' && step === 'remind');
    expect(remind.length).toBe(CUSTOMERS / 2 + 1);

    // Back to version 1: who ponders goes back to the pause, who is at the end leaves.
    await history.release(one, { cart: { ponder: { moveTo: 'pause' }, end: 'exit' } });
    await trial.pass(1);
    expect(history.active()).toEqual({ '@1': CUSTOMERS / 2 - 1, '@2': 0 });
    expect((await history.ways()).exited).toBe(CUSTOMERS / 2 + 1);
    await history.check();

    await trial.pass(30 * DAY);
    expect(history.active()).toEqual({ '@1': 0, '@2': 0 });
    await history.check();
    const steps = (await trial.facts('message')).filter(({ action }) => action === 'decided').map(({ step }) => step);
    expect(Map.groupBy(steps, (step) => step).get('hello')).toHaveLength(CUSTOMERS);
    expect(Map.groupBy(steps, (step) => step).get('remind')).toHaveLength(CUSTOMERS);
    expect(Map.groupBy(steps, (step) => step).get('last')).toHaveLength(CUSTOMERS / 2 - 1);

    for (const batchMax of [1, 10_000]) {
      const again = await trial.again({ batchMax, cacheMax: 10 });
      expect(await again.facts()).toEqual(await trial.facts());
    }
  });

  test('without a word they all stay, and nothing is looked at for it', async () => {
    const history = await begun();
    await history.release(journey([wait('other', '1h')]));
    expect(history.trial.engine.meta.run).toBeUndefined();
    await history.trial.pass(30 * DAY);
    expect(await history.ways()).toMatchObject({ entered: CUSTOMERS, completed: CUSTOMERS });
    expect((await history.ways()).transferred).toBeUndefined();
  });

  test('a journey that goes lets them out, and what it leaned on may go with it', async () => {
    const history = await begun();
    const pinned = [{ version: 1, definition: one }];
    const without = { definitions: base.filter(({ kind }) => kind !== 'template') };
    expect(() => nextRelease(history.releases, without, { pinned })).toThrow('--edit JOURNEY/STEP=exit');
    const { release } = nextRelease(history.releases, without, { pinned, edits: { cart: { '*': 'exit' } } });
    expect(release.edits).toEqual([{ journey: 'cart', version: 0, steps: { '*': 'exit' } }]);
    await history.trial.append({ type: 'release', release });
    await history.trial.pass(1);
    expect(await history.ways()).toMatchObject({ entered: CUSTOMERS, exited: CUSTOMERS });
    expect(history.active()).toEqual({ '@1': 0, '@2': 0 });
  });
});

test('what is proposed and approved changes nobody, is told, and is told again in a replay', async () => {
  const trial = await Trial.open();
  await trial.append({ type: 'draft', action: 'proposed', id: 'd1', by: 'ada', note: 'why', base: 0, project: { definitions: base } });
  await trial.append({ type: 'draft', action: 'approved', id: 'd1', by: 'bo' });
  await trial.run();
  expect((await trial.facts('draft')).map(({ action, name, detail }) => ({ action, name, detail }))).toEqual([
    { action: 'proposed', name: 'ada', detail: { base: 0, definitions: 3, note: 'why' } },
    { action: 'approved', name: 'bo', detail: {} },
  ]);
  expect(await (await trial.again({ batchMax: 1 })).facts()).toEqual(await trial.facts());
});
