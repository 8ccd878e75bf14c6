/** A rollout of a running installation: it goes on by itself, waits for what is undecided, and a breach halts it, raises an alert, and reverts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineProject, defineTrait, type JourneyDefinition, type Project, type RolloutSettings } from '../../define/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(shopProject());
});
afterAll(() => shop.close());

/** The journey goes once for each order, and rests for so long. */
function projectOf(rest: '1d' | '2d' | '3d'): Project {
  const { definitions } = shopProject();
  const steps = (journey: JourneyDefinition) => journey.steps.map((step) => (step.type === 'wait' ? { ...step, duration: rest } : step));
  return defineProject(
    ...definitions.map((one) => (one.kind === 'journey' ? { ...one, reentry: 'always' as const, steps: steps(one) } : one)),
    defineTrait({ id: 'store', name: { en: 'Store', zh: '门店' }, type: 'string' }),
  );
}

const settings = (more: Partial<RolloutSettings> = {}): RolloutSettings => ({
  stages: [
    { percent: 50, hold: '1ms' },
    { percent: 100, hold: '1ms' },
  ],
  ...more,
});

async function orders(prefix: string, count: number): Promise<void> {
  await shop.batch(...Array.from({ length: count }, (_, n) => order(`${prefix}${n}`, `${prefix}${n}`, 10)));
  await shop.running.settle();
}

const look = async () => {
  const done = await shop.running.questions.rollouts.look();
  await shop.running.settle();
  return done;
};
const toldOf = async (user: string) =>
  (await shop.running.explain({ lookup: { namespace: 'user_id', value: user }, journey: 'after_order' })).journeys![0]!;
const versions = async (prefix: string) =>
  shop.running.warehouse.query<{ readonly version: number; readonly n: number }>(
    `SELECT version, toFloat64(uniqExact(customer)) AS n FROM facts WHERE kind = 'journey' AND action = 'entered' AND customer IN
(SELECT customer FROM events WHERE event = 'Order Completed' AND startsWith(messageId, '${prefix}')) GROUP BY version ORDER BY version`,
  );

test('without a guardrail each stage goes on when it has been held, and then it is over', async () => {
  const { rollouts } = shop.running.questions;
  const review = await shop.running.questions.review(projectOf('2d'), { rollout: settings() });
  expect(review.rollouts).toMatchObject([{ id: '2', journeys: [{ journey: 'after_order', version: 2, before: 1 }] }]);
  await shop.running.applyProject(projectOf('2d'), undefined, { rollout: settings() });
  await orders('half', 60);
  const [before, after] = await versions('half');
  expect(before!.n + after!.n).toBe(60);
  expect([before!.version, after!.version, after!.n > 10, before!.n > 10]).toEqual([1, 2, true, true]);
  const told = await Promise.all(Array.from({ length: 8 }, (_, n) => toldOf(`half${n}`)));
  expect(new Set(told.map(({ rollout }) => rollout!.rule))).toEqual(new Set(['rollout.drawn', 'rollout.not_drawn']));
  for (const { version, way, rollout } of told) {
    expect(rollout).toMatchObject({ rollout: '2', release: 2, state: 'running', stage: 0, stages: 2, decidedBy: 0, read: { percent: 50 } });
    expect([version, rollout!.version]).toEqual([way!.version, way!.version]);
    expect([rollout!.isNew, rollout!.rule]).toEqual(way!.version === 2 ? [true, 'rollout.drawn'] : [false, 'rollout.not_drawn']);
  }
  expect(await look()).toEqual(['advanced']);
  expect(await rollouts.list()).toMatchObject([{ id: '2', state: 'running', stage: 1 }]);
  const old = told.findIndex(({ way }) => way!.version === 1);
  expect(await toldOf(`half${old}`)).toMatchObject({
    version: 2,
    way: { version: 1 },
    rollout: { rule: 'rollout.everybody', decidedBy: 1 },
  });
  expect(await look()).toEqual(['completed']);
  expect(await look()).toEqual([]);
  expect(await rollouts.list()).toMatchObject([{ id: '2', state: 'completed', findings: [] }]);
  await expect(rollouts.say('2', { action: 'halt', by: 'ada' })).rejects.toMatchObject({ code: 'VOLANO_ROLLOUT_STATE' });
  await expect(rollouts.say('9', { action: 'halt', by: 'ada' })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
});

test('what is undecided waits and says so; a breach halts it, everybody enters the version before, and an alert is raised once', async () => {
  const { rollouts } = shop.running.questions;
  // Nobody of them goes on within a millisecond, so of whom it is asked the stall is a breach as soon as they are enough.
  const guardrails = [{ measure: 'stall', atMost: 0.2, minimum: 10, within: '1ms' }] as const;
  await shop.running.applyProject(projectOf('3d'), undefined, { rollout: settings({ guardrails }) });
  await shop.running.settle();
  expect(await look()).toEqual([]);
  expect(await rollouts.list()).toMatchObject([
    { id: '3', state: 'running', stage: 0, waitsFor: 'guardrail', findings: [{ verdict: 'undecided' }] },
  ]);
  expect(await rollouts.say('3', { action: 'pause', by: 'ada', reason: 'lunch' })).toMatchObject({ state: 'paused' });
  await orders('more', 60);
  const inside = (await versions('more')).find(({ version }) => version === 3)!.n;
  expect(await look()).toEqual(['halted']);
  expect(await look()).toEqual([]);
  const alerts = await shop.running.warehouse.query('SELECT what, state, alert, measure, journey, threshold FROM alerts');
  expect(alerts).toEqual([
    { what: 'rollout', state: 'raised', alert: 'rollout-3', measure: 'stall', journey: 'after_order', threshold: 0.2 },
  ]);
  await orders('late', 20);
  expect(await versions('late')).toMatchObject([{ version: 2, n: 20 }]);
  const moved = await shop.running.warehouse.query<{ readonly n: number }>(
    "SELECT toFloat64(count()) AS n FROM facts WHERE kind = 'journey' AND action = 'transferred' AND JSONExtractString(detail, 'rule') = 'rollout.move'",
  );
  expect([...moved]).toEqual([{ n: inside }]);
  const said = await shop.running.warehouse.query<{ readonly action: string; readonly by: string }>(
    "SELECT action, by FROM rollouts WHERE rollout = '3' GROUP BY action, by ORDER BY min(at), action",
  );
  expect(said.map(({ action, by }) => `${action} ${by}`)).toEqual(['started ', 'paused ada', 'halted volano']);

  // The next release without it clears the alert.
  await shop.running.applyProject(projectOf('2d'));
  expect(await look()).toEqual([]);
  expect(await shop.running.warehouse.query("SELECT alert FROM alerts WHERE state = 'cleared'")).toEqual([{ alert: 'rollout-3' }]);
});
