/** Every measure of a rollout's guardrails, on a real warehouse, against figures counted by hand. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { Guardrail, GuardrailMeasure } from '../../define/index.ts';
import { createTables } from '../../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { figuresOf } from './figures.ts';

/** When the rollout began; versions: 2 is the new one, 1 the one before. */
const BEGUN = Date.UTC(2025, 2, 1);
const NOW = BEGUN + 3 * DAY;
const JOURNEYS = [{ journey: 'cart', version: 2, before: 1 }];

let folder: string;
let warehouse: Warehouse;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-rollout-'));
  warehouse = await openChdbWarehouse({ path: folder });
  await createTables(warehouse);
});
afterAll(async () => {
  await warehouse.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => warehouse.execute('TRUNCATE TABLE facts'));

interface Came {
  readonly version: 1 | 2;
  /** Since the rollout began, ms; negative: before it. */
  readonly at?: number;
  readonly journey?: string;
  /** Actions of the instance, and of its message, each so many ms after it entered. */
  readonly then?: readonly (readonly [action: string, after: number, rule?: string])[];
  readonly message?: readonly (readonly [action: string, after: number, reason?: string])[];
  /** Of the message: sent the fallback's way. */
  readonly rerouted?: boolean;
}

/** Each is an instance and a customer of its own. */
async function took(...all: readonly Came[]): Promise<void> {
  const rows = all.flatMap(({ version, at = HOUR, journey = 'cart', then = [], message, rerouted = false }, index) => {
    const [customer, instance, id] = [`c${index}`, `i${index}`, `m${index}`];
    const entered = BEGUN + at;
    const inside = { kind: 'journey', customer, name: journey, version, subject: instance };
    const sent = { kind: 'message', customer, name: 'reminder', version: 7, journey, step: 'remind', subject: id };
    return [
      { ...inside, action: 'entered', at: entered },
      ...then.map(([action, after, rule = 'end']) => ({ ...inside, action, at: entered + after, step: 'remind', detail: { rule } })),
      ...(message
        ? [{ ...sent, action: 'decided', at: entered, detail: { instance, journeyVersion: version, ...(rerouted && { rerouted }) } }]
        : []),
      ...(message ?? []).map(([action, after, reason]) => ({
        ...sent,
        action,
        at: entered + after,
        detail: reason === undefined ? {} : { reason },
      })),
    ];
  });
  const numbered = rows.map((row, index) => ({
    partition: 0,
    seq: index + 1,
    position: index + 1,
    ordinal: 0,
    journey: '',
    step: '',
    ...row,
  }));
  await warehouse.insert('facts', Buffer.from(numbered.map((row) => `${JSON.stringify(row)}\n`).join('')));
}

/** [count, of] of the new version, and of the one before. */
async function asked(measure: GuardrailMeasure, more: Partial<Guardrail> = {}): Promise<readonly (readonly [number, number])[]> {
  const guardrail: Guardrail = { measure, noWorseBy: 0.1, ...more };
  const [figures] = await figuresOf(warehouse, { rollout: { journeys: JOURNEYS }, hasGoal: () => true, guardrail, since: BEGUN, now: NOW });
  const shareOf = (one: NonNullable<typeof figures>['after']) => [one[measure]!.count, one[measure]!.of] as const;
  return [shareOf(figures!.after), shareOf(figures!.before)];
}

test('nobody: nothing of nobody', async () => {
  for (const measure of ['conversion', 'drop', 'stall', 'error', 'fatigue'] as const)
    expect(await asked(measure)).toEqual([
      [0, 0],
      [0, 0],
    ]);
});

test('what became of each within its day, per version: who ended later was still inside', async () => {
  await took(
    {
      version: 2,
      then: [
        ['moved', MINUTE],
        ['converted', HOUR],
      ],
    },
    { version: 2, then: [['converted', DAY]] },
    { version: 2, then: [['converted', DAY + 1]] },
    { version: 2, then: [['completed', HOUR]] },
    { version: 2, then: [['exited', HOUR, 'exit.event']] },
    { version: 2 },
    { version: 1, then: [['exited', HOUR, 'exit.condition']] },
    { version: 1, then: [['exited', 2 * DAY, 'exit.event']] },
    { version: 1, then: [['failed', HOUR]] },
    { version: 1, then: [['converted', HOUR]] },
  );
  expect(await asked('conversion')).toEqual([
    [2, 6],
    [1, 4],
  ]);
  expect(await asked('drop')).toEqual([
    [1, 6],
    [1, 4],
  ]);
  expect(await asked('stall')).toEqual([
    [2, 6],
    [1, 4],
  ]);
  expect(await asked('conversion', { within: '30m' })).toEqual([
    [0, 6],
    [0, 4],
  ]);
  expect(await asked('stall', { within: '2d' })).toEqual([
    [1, 6],
    [0, 4],
  ]);
});

test('where a journey has no goal, whoever completed it has converted', async () => {
  await took({ version: 2, then: [['completed', HOUR]] }, { version: 2 }, { version: 1, then: [['completed', HOUR]] });
  expect(await asked('conversion')).toEqual([
    [0, 2],
    [0, 1],
  ]);
  const guardrail = { measure: 'conversion', noWorseBy: 0.1 } as const;
  const hasGoal = (_: string, version: number) => version === 1;
  const [figures] = await figuresOf(warehouse, { rollout: { journeys: JOURNEYS }, hasGoal, guardrail, since: BEGUN, now: NOW });
  expect(figures).toEqual({ journey: 'cart', after: { conversion: { count: 1, of: 2 } }, before: { conversion: { count: 0, of: 1 } } });
});

test('a drop is what the customer did or has become: no merge, no step of the journey, no word of a release', async () => {
  const exits = [
    'exit.event',
    'exit.condition',
    'exit.step',
    'exit.stopped',
    'merged',
    'release.exit',
    'rollout.exit',
    'trigger.retracted',
  ];
  await took(...exits.map((rule): Came => ({ version: 2, then: [['exited', HOUR, rule]] })));
  expect((await asked('drop'))[0]![0]).toBe(2);
  expect((await asked('stall'))[0]![0]).toBe(0);
});

test('of two that a merge has made one, the one that goes on is counted', async () => {
  await took(
    { version: 2, then: [['converted', 2 * HOUR]], message: [['sent', 1]] },
    { version: 2, then: [['exited', HOUR, 'merged']], message: [['bounced', 1]] },
    // Later than its time: what became of it was known by then.
    { version: 1, then: [['exited', DAY + 1, 'merged']], message: [['sent', 1]] },
  );
  expect(await asked('conversion')).toEqual([
    [1, 1],
    [0, 1],
  ]);
  expect(await asked('drop')).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(await asked('stall')).toEqual([
    [0, 1],
    [1, 1],
  ]);
  // What went to it went out all the same.
  expect(await asked('error')).toEqual([
    [1, 2],
    [0, 1],
  ]);
});

test('errors: of messages and of the journey, each instance once, within its hour', async () => {
  await took(
    { version: 2, then: [['failed', HOUR]], message: [['failed', MINUTE]] },
    {
      version: 2,
      message: [
        ['sent', MINUTE],
        ['bounced', HOUR],
      ],
    },
    {
      version: 2,
      message: [
        ['sent', MINUTE],
        ['bounced', HOUR + 1],
      ],
    },
    { version: 2, then: [['failed', HOUR]] },
    {
      version: 2,
      then: [['completed', MINUTE]],
      message: [
        ['sent', MINUTE],
        ['delivered', MINUTE],
        ['unsubscribed', MINUTE],
      ],
    },
    { version: 2, message: [['failed', MINUTE]], rerouted: true },
    {
      version: 1,
      message: [
        ['bounced', MINUTE],
        ['failed', 2 * MINUTE],
      ],
    },
    { version: 1, then: [['failed', 2 * HOUR]] },
    { version: 1 },
  );
  expect(await asked('error')).toEqual([
    [4, 6],
    [1, 3],
  ]);
  expect(await asked('error', { within: '2h' })).toEqual([
    [5, 6],
    [2, 3],
  ]);
});

test('fatigue: unsubscribed or complained, each instance once, within its time', async () => {
  await took(
    {
      version: 2,
      message: [
        ['sent', 1],
        ['unsubscribed', HOUR],
        ['complained', HOUR],
      ],
    },
    {
      version: 2,
      then: [['completed', MINUTE]],
      message: [
        ['sent', 1],
        ['complained', DAY],
      ],
    },
    {
      version: 2,
      message: [
        ['sent', 1],
        ['unsubscribed', DAY + 1],
      ],
    },
    { version: 2, message: [['bounced', 1]] },
    {
      version: 1,
      message: [
        ['sent', 1],
        ['opened', 2],
        ['resubscribed', 3],
      ],
    },
    { version: 1, message: [['complained', 1]] },
  );
  expect(await asked('fatigue')).toEqual([
    [2, 4],
    [1, 2],
  ]);
  expect(await asked('fatigue', { within: '2d' })).toEqual([
    [3, 4],
    [1, 2],
  ]);
});

test('who entered before the rollout, has not had the time yet, or entered another version or journey, is not counted', async () => {
  const then = [['exited', 1, 'exit.event']] as const;
  const message = [
    ['failed', 1],
    ['complained', 1],
  ] as const;
  const all = (more: Omit<Came, 'then' | 'message'>): Came => ({ ...more, then, message });
  await took(
    all({ version: 2, at: 0 }),
    all({ version: 1, at: -1 }),
    all({ version: 2, at: -DAY }),
    all({ version: 2, at: 2 * DAY }),
    all({ version: 2, at: 2 * DAY + 1 }),
    all({ version: 1, at: DAY }),
    all({ version: 1, at: DAY - 1 }),
    all({ version: 2, journey: 'other' }),
  );
  for (const measure of ['drop', 'error', 'fatigue'] as const)
    expect(await asked(measure, { within: '1d' })).toEqual([
      [2, 2],
      [2, 2],
    ]);
  // Those of the last day that have had theirs.
  expect(await asked('drop', { window: '1d' })).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(await asked('drop', { window: '30d' })).toEqual([
    [2, 2],
    [2, 2],
  ]);
  expect(await asked('drop', { within: '4d' })).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('a message that expired is in error as it is at a step; one that was withdrawn for another reason is not', async () => {
  await took(
    { version: 2, message: [['withdrawn', MINUTE, 'expired']] },
    { version: 2, message: [['withdrawn', MINUTE, 'goal.event']] },
    { version: 2, message: [['withdrawn', HOUR + 1, 'expired']] },
    { version: 1, message: [['sent', MINUTE]] },
  );
  expect(await asked('error')).toEqual([
    [1, 3],
    [0, 1],
  ]);
});

test('several messages of an instance: the earliest trouble of all of them', async () => {
  await took({ version: 2, message: [['sent', 1]] }, { version: 2 });
  const of = {
    kind: 'message',
    customer: 'c0',
    name: 'reminder',
    version: 7,
    journey: 'cart',
    step: 'again',
    subject: 'm9',
    partition: 1,
    ordinal: 0,
  };
  const late = BEGUN + 2 * HOUR;
  const rows = [
    { ...of, seq: 1, position: 1, action: 'decided', at: late - MINUTE, detail: { instance: 'i0' } },
    { ...of, seq: 2, position: 2, action: 'bounced', at: late, detail: {} },
    { ...of, seq: 3, position: 3, action: 'failed', at: late + DAY, detail: {} },
  ];
  await warehouse.insert('facts', Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')));
  expect((await asked('error'))[0]).toEqual([1, 2]);
});
