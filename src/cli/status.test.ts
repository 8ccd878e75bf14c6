/** `volano status`, and `volano apply` while what is new waits for its past. */
import { afterEach, describe, expect, test } from 'vitest';
import { defineProject, defineWorkspace } from '../define/index.ts';
import type { ReleaseStanding } from '../runtime/index.ts';
import { applyCommand } from './apply.ts';
import type { JourneyFigures, Management } from './management.ts';
import { runProgram } from './program.ts';
import { statusCommand } from './status.ts';
import { captured } from './terminal.suite.ts';

const project = defineProject(defineWorkspace({ id: 'w', name: { en: 'W', zh: '店' }, timeZone: 'UTC', currency: 'EUR', seed: 's' }));
const LIVE: ReleaseStanding = {
  release: 2,
  state: 'live',
  evaluating: false,
  lag: { entries: 0, rows: 0 },
  preparing: undefined,
  isBrought: true,
  definitions: [
    { kind: 'tag', id: 'vip', version: 1, state: 'live', release: 1, since: 1_200 },
    { kind: 'segment', id: 'loyal', version: 2, state: 'live', release: 2, since: 9_000 },
  ],
};
const preparing = { since: 2, step: 'reading', progress: 0.5, events: 5_000, eventsAll: 10_000, customers: 7, attempts: 0 } as const;
const READING: ReleaseStanding = {
  ...LIVE,
  state: 'preparing',
  preparing,
  definitions: [LIVE.definitions[0]!, { kind: 'segment', id: 'loyal', version: 2, state: 'preparing', release: 2 }],
};

/** Of a server that says these things, one after the other; the last one for ever. */
let journeys: readonly JourneyFigures[] = [];
afterEach(() => {
  journeys = [];
});

async function volano(words: readonly string[], ...standings: readonly (ReleaseStanding | undefined)[]) {
  const { world, out, err } = captured();
  let asked = 0;
  const management = {
    rollouts: async () => [],
    journeys: { list: async () => journeys },
    standing: async () => standings[Math.min(asked++, standings.length - 1)],
    apply: async () => ({ number: 2, changes: [{ action: 'added', kind: 'segment', id: 'loyal' }], findings: [] }),
    close: async () => {},
  } as unknown as Management;
  const open = async () => management;
  const commands = [statusCommand(world, open), applyCommand(world, { open, loadProject: async () => project })];
  const code = await runProgram(words, world, commands);
  return { code, out: out(), err: err(), asked: () => asked };
}

describe('status', () => {
  test('names what is not in force, and how far it is', async () => {
    const { out, code } = await volano(['status'], READING);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'Release 2: 1 of 2 definitions are in force.',
      'Preparing: 50% [############............] 5,000 of 10,000 events of the past read',
      '',
      'definition     version  state      in force since',
      'segment loyal        2  preparing',
    ]);
  });

  test('names all with --all', async () => {
    const { out } = await volano(['status', '--all'], { ...LIVE, evaluating: true, lag: { entries: 3, rows: 1_500 } });
    expect(out.split('\n').slice(0, 3)).toEqual([
      'Release 2: 2 of 2 definitions are in force.',
      'Rules are being evaluated for all customers.',
      'On the way: 3 entries to the engine, 1,500 rows to the warehouse.',
    ]);
    expect(out).toContain('release 2, position 9,000');
  });

  test.each([
    [{ ...preparing, step: 'failed', attempts: 2, problem: 'no answer' } as const, 'Preparing has failed and is tried again: no answer'],
    [{ ...preparing, step: 'waiting' } as const, 'Preparing: waiting until the warehouse has everything up to the release ...'],
    [
      { ...preparing, step: 'waiting', problem: 'disk full' } as const,
      'Preparing: the warehouse does not take what it needs at present: disk full',
    ],
  ])('says why it waits', async (how, line) => {
    const { out } = await volano(['status'], { ...READING, state: how.step === 'failed' ? 'failed' : 'preparing', preparing: how });
    expect(out.split('\n')[1]).toBe(line);
  });

  test('of nothing, of a folder, and as JSON', async () => {
    expect((await volano(['status'], undefined)).out).toContain('There is no release yet.');
    expect((await volano(['status'], { ...READING, isBrought: false })).out).toContain('goes on when a server runs on this folder');
    expect(JSON.parse((await volano(['status', '--json'], READING)).out)).toEqual(
      JSON.parse(JSON.stringify({ ...READING, rollouts: [], journeys: [] })),
    );
  });
});

describe('apply', () => {
  test('waits until all of it is in force', async () => {
    const { out, code, asked } = await volano(['apply', '.'], READING, READING, LIVE);
    expect([code, asked()]).toEqual([0, 3]);
    expect(out).toContain('Release 2 is in force: 1 added, 0 changed, 0 removed.');
    expect(out).not.toContain('preparation');
  });

  test('returns at once with --no-wait, and says what is in preparation', async () => {
    const { out, asked } = await volano(['apply', '.', '--no-wait'], READING);
    expect(asked()).toBe(1);
    expect(out).toContain('1 definitions are in preparation');
    expect(JSON.parse((await volano(['apply', '.', '--no-wait', '--json'], READING)).out)).toMatchObject({ number: 2, state: 'preparing' });
  });

  test('waits for nobody who does not bring it, nor for what fails again and again', async () => {
    expect((await volano(['apply', '.'], { ...READING, isBrought: false })).out).toContain('come into force when a server runs');
    const failing = {
      ...READING,
      state: 'failed',
      preparing: { ...preparing, step: 'failed', attempts: 4, problem: 'no answer' },
    } as const;
    const { code, err } = await volano(['apply', '.'], failing);
    expect([code === 0, err]).toEqual([false, expect.stringContaining('VOLANO_BACKFILL_WAITS')]);
  });
});

test('status says how many are in journeys, and which figures do not add up', async () => {
  const wrong = [{ journey: 'cart', version: 2, step: 'pause', entered: 1_200, found: 1_199 }];
  journeys = [
    { journey: 'cart', isLive: true, waiting: 1_234, wrong },
    { journey: 'old', isLive: false, waiting: 1, wrong: [] },
  ] as unknown as JourneyFigures[];
  const { out } = await volano(['status'], LIVE);
  expect(out).toContain('Journeys: 1 run, 1,235 customers are inside.');
  expect(out).toContain('WRONG: cart version 2, step pause: 1,200 have entered, 1,199 are accounted for.');
  expect(JSON.parse((await volano(['status', '--json'], LIVE)).out).journeys).toHaveLength(2);
});
