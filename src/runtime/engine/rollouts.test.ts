/** 1,000 customers and a journey that comes stage by stage: who enters what, the way back, and that a replay comes to the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEGUN, type RolloutEntry } from '../../core/index.ts';
import type { Definition, JourneyDefinition, Release, RolloutSettings, Step } from '../../define/index.ts';
import { nextRelease, type ReleaseOptions, underWayIn } from '../project/index.ts';
import { NAME, Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CUSTOMERS = 1_000;
const STAGES: RolloutSettings = { stages: [{ percent: 1 }, { percent: 10 }, { percent: 50 }, { percent: 100 }] };

const send = (id: string): Step => ({ type: 'send', id, channel: 'capture', template: 'note', purpose: 'offers' });
const wait = (id: string, duration: string): Step => ({ type: 'wait', id, duration });
const base: readonly Definition[] = [
  { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' },
  { kind: 'purpose', id: 'offers', name: NAME, basis: 'opt_out' },
  { kind: 'trait', id: 'store', name: NAME, type: 'string' },
  { kind: 'template', id: 'note', name: NAME, body: 'Hi' },
];
const journey = (steps: readonly Step[], more: Partial<JourneyDefinition> = {}): JourneyDefinition => ({
  kind: 'journey',
  id: 'cart',
  name: NAME,
  stage: 'repurchase',
  trigger: { type: 'event', event: 'Added' },
  reentry: 'always',
  steps,
  ...more,
});
const one = journey([send('hello'), wait('pause', '3d'), send('remind')]);
const two = journey([send('hello'), wait('pause', '2d'), wait('ponder', '1d'), send('remind'), send('more')]);

class History {
  readonly trial: Trial;
  readonly releases: Release[] = [];

  static async open(): Promise<History> {
    return new History(await Trial.open());
  }

  private constructor(trial: Trial) {
    this.trial = trial;
  }

  async release(journeys: readonly JourneyDefinition[], options: ReleaseOptions = {}): Promise<Release> {
    const { plan, meta } = this.trial.engine;
    const underWay = underWayIn(plan, meta.effects);
    const { release } = nextRelease(this.releases, { definitions: [...base, ...journeys] }, { underWay, ...options });
    if (release === this.releases.at(-1)) return release;
    this.releases.push(release);
    await this.trial.append({ type: 'release', release });
    await this.trial.run();
    return release;
  }

  async say(action: RolloutEntry['action'], stage = 0, more: Partial<RolloutEntry> = {}): Promise<void> {
    const release = this.releases.findLast(({ rollouts }) => rollouts)!;
    const id = release.rollouts![0]!.id;
    const { nth } = this.standing(id);
    await this.trial.append({ type: 'rollout', release: release.number, id, nth: nth + 1, action, stage, by: 'ada', ...more });
    await this.trial.run();
  }

  standing(id: string) {
    return [...this.trial.engine.meta.effects.values()].map(({ rollouts }) => rollouts?.[id]).find((found) => found) ?? BEGUN;
  }

  /** Of a journey: who entered which version since a number of facts, by customer. */
  async entered(since = 0): Promise<{ readonly after: Set<string>; readonly before: Set<string>; readonly end: number }> {
    const facts = await this.trial.facts();
    const entered = facts.slice(since).filter(({ kind, action }) => kind === 'journey' && action === 'entered') as unknown as {
      readonly customer: string;
      readonly version: number;
    }[];
    const of = (version: number) => new Set(entered.filter((fact) => fact.version === version).map(({ customer }) => customer));
    return { before: of(1), after: of(2), end: facts.length };
  }

  async all(event: string, customers = CUSTOMERS): Promise<void> {
    for (let user = 0; user < customers; user++) await this.trial.event(`u${user}`, event);
    await this.trial.run();
  }

  /** Nobody is lost, and nobody is sent a message twice. */
  async check(): Promise<void> {
    const ways = new Map<string, number>();
    for (const { action } of await this.trial.facts('journey')) ways.set(action, (ways.get(action) ?? 0) + 1);
    const of = (...actions: readonly string[]) => actions.reduce((sum, action) => sum + (ways.get(action) ?? 0), 0);
    const active = [1, 2].reduce((sum, version) => sum + this.trial.counter(`journey.active:cart@${version}`), 0);
    expect(of('entered')).toBe(active + of('completed', 'converted', 'exited', 'failed'));
    expect(of('failed')).toBe(0);
    const decided = (await this.trial.facts('verdict')).map(({ step, detail }) => `${String(detail!.instance)}/${step}`);
    expect(new Set(decided).size).toBe(decided.length);
  }

  async replays(): Promise<void> {
    const again = await this.trial.again({ batchMax: 37, cacheMax: 10 });
    expect(await again.facts()).toEqual(await this.trial.facts());
  }
}

describe('a new version', () => {
  test('comes to 1, 10, 50 and 100 percent, and then to everybody; whoever is in stays in', async () => {
    const customers = 250;
    const history = await History.open();
    await history.release([one]);
    await history.release([two], { rollout: STAGES });
    let inside = new Set<string>();
    let end = 0;
    for (const [stage, percent] of [1, 10, 50, 100].entries()) {
      if (stage > 0) await history.say('advanced', stage);
      await history.all('Added', customers);
      const { after, before, end: now } = await history.entered(end);
      end = now;
      expect(after.size + before.size).toBe(customers);
      expect(Math.abs(after.size - (customers * percent) / 100)).toBeLessThanOrEqual(
        5 * Math.sqrt((customers * percent * (100 - percent)) / 1e4),
      );
      expect([...inside].filter((id) => !after.has(id))).toEqual([]);
      inside = after;
      await history.trial.pass(4 * DAY);
      await history.check();
    }
    await history.say('completed', 3);
    expect(history.trial.engine.plan.journeys.byEvent.get('Added')).toMatchObject([{ version: 2 }]);
    expect(history.trial.engine.plan.journeys.byEvent.get('Added')![0]!.side).toBeUndefined();
    await history.replays();
  });

  test('is halted: everybody enters the one before, and who is inside goes back to it, with no message twice', async () => {
    const history = await History.open();
    await history.release([one]);
    await history.release([two], { rollout: STAGES });
    await history.say('advanced', 2);
    await history.all('Added');
    const { after, end } = await history.entered();
    expect(after.size).toBeGreaterThan(400);
    // Those who come to the second wait, which the version before does not have, stay in theirs.
    await history.trial.pass(2 * DAY);
    for (let user = 0; user < 50; user++) await history.trial.event(`late${user}`, 'Added');
    await history.trial.pass(HOUR);
    const late = (await history.entered(end)).after;
    expect(late.size).toBeGreaterThan(5);
    await history.say('halted', 2, { by: 'volano', reason: 'error' });
    await history.trial.pass(1);
    expect(history.trial.counter('journey.active:cart@2')).toBe(after.size);
    const transferred = (await history.trial.facts('journey')).filter(({ action }) => action === 'transferred');
    expect(new Set(transferred.map(({ customer }) => customer))).toEqual(late);
    expect(transferred.every(({ detail }) => detail!.rule === 'rollout.move')).toBe(true);
    await history.check();
    await history.trial.pass(30 * DAY);
    expect(history.trial.counter('journey.active:cart@2')).toBe(0);
    const now = (await history.entered()).end;
    await history.all('Added');
    expect((await history.entered(now)).after.size).toBe(0);
    await history.trial.pass(30 * DAY);
    await history.check();
    await history.replays();

    // The same project changes nothing; said anew it begins again, and those outside still have version 1.
    const again = await history.release([two]);
    expect(again.number).toBe(2);
    const third = await history.release([two], { rollout: STAGES });
    expect(third).toMatchObject({ number: 3, rollouts: [{ id: '3', journeys: [{ journey: 'cart', version: 2, before: 1 }] }] });
  });

  test('what a release says of those inside counts for who is in, as the share grows', async () => {
    const history = await History.open();
    await history.release([one]);
    await history.all('Added');
    await history.trial.pass(HOUR);
    await history.release([{ ...two, edits: { '*': 'move' } }], { rollout: STAGES });
    await history.trial.pass(1);
    const moved = async () => (await history.trial.facts('journey')).filter(({ action }) => action === 'transferred').length;
    const first = await moved();
    expect(first).toBeLessThan(30);
    await history.say('advanced', 2);
    await history.trial.pass(1);
    expect(await moved()).toBeGreaterThan(400);
    await history.say('completed', 2);
    await history.trial.pass(1);
    expect(await moved()).toBe(CUSTOMERS);
    await history.check();
    await history.replays();
  });
});

test('of a new journey nobody outside enters, and the halt lets out who is in', async () => {
  const history = await History.open();
  await history.release([]);
  await history.release([one], { rollout: { stages: [{ percent: 10 }, { percent: 100 }] } });
  await history.all('Added');
  const inside = history.trial.counter('journey.active:cart@1');
  expect(inside).toBeGreaterThan(50);
  expect(inside).toBeLessThan(150);
  const refused = (await history.trial.facts('decision')).filter(({ detail }) => detail!.rule === 'rollout.share');
  expect(refused).toHaveLength(CUSTOMERS - inside);
  await history.say('halted');
  await history.trial.pass(1);
  expect(history.trial.counter('journey.active:cart@1')).toBe(0);
  await history.check();
  await history.replays();
});

test('a journey that goes stays for who is not in', async () => {
  const history = await History.open();
  await history.release([one]);
  await history.release([], { rollout: STAGES });
  await history.say('advanced', 2);
  await history.all('Added');
  const inside = history.trial.counter('journey.active:cart@1');
  expect(Math.abs(inside - CUSTOMERS / 2)).toBeLessThan(100);
  await history.say('completed', 2);
  await history.all('Added');
  expect(history.trial.counter('journey.active:cart@1')).toBe(inside);
  await history.replays();
});

test('by store: a whole store is in or out', async () => {
  const history = await History.open();
  await history.release([one]);
  await history.release([two], { rollout: { by: { trait: 'store' }, stages: [{ values: ['s1'] }, { percent: 50 }, { percent: 100 }] } });
  for (let user = 0; user < 200; user++) await history.trial.event(`u${user}`, '$identify', { traits: { store: `s${user % 20}` } });
  await history.trial.run();
  let end = 0;
  for (const stage of [0, 1, 2]) {
    if (stage > 0) await history.say('advanced', stage);
    end = (await history.entered()).end;
    for (let user = 0; user < 200; user++) await history.trial.event(`u${user}`, 'Added');
    await history.trial.run();
    const { after } = await history.entered(end);
    const stores = new Map<number, number>();
    for (let user = 0; user < 200; user++) {
      const id = (await history.trial.customerOf(`u${user}`))!;
      stores.set(user % 20, (stores.get(user % 20) ?? 0) + (after.has(id) ? 1 : 0));
    }
    expect([...stores.values()].every((count) => count === 0 || count === 10)).toBe(true);
    expect(stores.get(1)).toBe(10);
    if (stage === 0) expect(after.size).toBe(10);
    if (stage === 2) expect(after.size).toBe(200);
    await history.trial.pass(5 * DAY);
  }
  await history.replays();
});

test('a version that comes by itself reaches the other ones when they come in', async () => {
  const history = await History.open();
  const daily = (at: string): JourneyDefinition => journey([send('hello')], { trigger: { type: 'schedule', every: 'day', at } });
  await history.release([daily('14:00')]);
  for (let user = 0; user < 100; user++) await history.trial.event(`u${user}`, 'Seen');
  await history.trial.run();
  await history.release([daily('16:00')], { rollout: { stages: [{ percent: 50 }, { percent: 100 }] } });
  await history.trial.pass(8 * HOUR);
  const first = await history.entered();
  expect([first.before.size + first.after.size, first.after.size > 30, first.after.size < 70]).toEqual([100, true, true]);
  await history.say('advanced', 1);
  await history.trial.pass(DAY);
  const second = await history.entered(first.end);
  expect([second.before.size, second.after.size]).toEqual([0, 100]);
  await history.check();
  await history.replays();
});

test('while it runs no release changes the journey, but the way back does', async () => {
  const history = await History.open();
  await history.release([one]);
  await history.release([two], { rollout: STAGES });
  await expect(history.release([journey([wait('pause', '9d')])])).rejects.toThrow('being rolled out');
  // Something else may be released, and the rollout goes on.
  await history.release([two, journey([wait('w', '1d')], { id: 'other', trigger: { type: 'event', event: 'Else' } })]);
  await history.say('advanced', 1);
  expect(history.standing('2')).toMatchObject({ stage: 1 });
  await history.release([one], { backTo: 1 });
  expect(history.trial.engine.plan.journeys.byEvent.get('Added')).toMatchObject([{ version: 1 }]);
  await history.say('advanced', 2);
  expect(await history.trial.told('rollout')).toEqual(['rollout started 2', 'rollout advanced 2', 'rollout refused 2']);
});

type Deed =
  | { readonly do: 'add' | 'merge' | 'identify' | 'pass'; readonly user: number }
  | { readonly do: RolloutEntry['action']; readonly user: number };
const deed: fc.Arbitrary<Deed> = fc.record({
  do: fc.constantFrom('add', 'add', 'merge', 'identify', 'pass', 'advanced', 'advanced', 'paused', 'resumed', 'halted', 'completed'),
  user: fc.nat(9),
});

test('whatever is said about it, and whoever is merged: nobody is lost, and a replay comes to the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 30 }), fc.boolean(), async (deeds, byStore) => {
      const history = await History.open();
      const { trial } = history;
      await history.release([one]);
      await history.release([{ ...two, edits: { '*': 'move' } }], { rollout: { ...STAGES, ...(byStore && { by: { trait: 'store' } }) } });
      for (const { do: what, user } of deeds) {
        if (what === 'add') await trial.event(`u${user}`, 'Added');
        else if (what === 'identify') await trial.event(`u${user}`, '$identify', { traits: { store: `s${user % 3}` } });
        else if (what === 'pass') await trial.pass(user * 6 * HOUR);
        else if (what === 'merge')
          await trial.append(
            trial.entry(
              [
                ['user_id', `u${user}`],
                ['anonymous_id', `a${user % 3}`],
              ],
              'Seen',
            ),
          );
        else await history.say(what, 1 + (user % 3), user === 0 ? { nth: 1 } : {});
        await trial.run();
      }
      await trial.pass(60 * DAY);
      await history.check();
      expect(trial.counter('journey.active:cart@1') + trial.counter('journey.active:cart@2')).toBe(0);
      const again = await trial.again({ batchMax: 1 });
      expect(await again.remains()).toEqual(await trial.remains());
    }),
    { numRuns: 40 },
  );
});
