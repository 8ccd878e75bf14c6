/** The engine with its state in PostgreSQL: servers that die under it and engines that take its partition leave what an undisturbed one leaves. */
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { freshSchema, type PostgresProcess, startPostgres } from '../../../test/cluster/postgres.ts';
import { openPostgresState, type PostgresStateOptions, type StateStore } from '../../port/state/index.ts';
import { compareStates } from '../verify/compare.ts';
import { Engine } from './engine.ts';
import { runPipeline } from './pipeline.ts';
import { FIRST } from './retail.suite.ts';
import { Signal } from './signal.ts';
import { Trial } from './trial.suite.ts';

const HOUR = 3_600_000;

let server: PostgresProcess;
let trial: Trial;
const schema = freshSchema();
const opened: StateStore[] = [];
beforeAll(async () => {
  server = await startPostgres();
  trial = await history(300);
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});
afterAll(() => server.remove());

it('goes on by itself when PostgreSQL has been killed in the middle of its commits (R7)', async () => {
  const running = await run({ partition: 0 });
  for (let kill = 1; kill <= 3; kill++) {
    await vi.waitUntil(() => running.position() >= (trial.engine.position * kill) / 5, 60_000);
    await server.kill();
    await vi.waitUntil(() => running.problems.length > 0, 60_000);
    running.problems.length = 0;
    await server.start();
  }
  await running.over;
  await expectWhole(running.state);
}, 180_000);

it('is followed by another one that takes the partition while it goes on: it announces nothing more, and nothing is done twice (S6, R4)', async () => {
  const hands = [await run({ partition: 1 })];
  for (let hand = 1; hand <= 3; hand++) {
    await vi.waitUntil(() => hands.at(-1)!.position() >= (trial.engine.position * hand) / 5, 60_000);
    hands.push(await run({ partition: 1, takeOver: true }));
    await hands.at(-2)!.over;
  }
  await hands.at(-1)!.over;
  await expectWhole(hands.at(-1)!.state);
  // Each took up where the one before had got to, as far as that had been announced and perhaps one commit further.
  for (const [i, { announced }] of hands.entries()) {
    expect(announced).toEqual(announced.toSorted((a, b) => a - b));
    const before = hands[i - 1]?.announced.at(-1) ?? 0;
    expect(announced[0]).toBeGreaterThan(before);
  }
}, 180_000);

interface Running {
  readonly state: StateStore;
  readonly announced: readonly number[];
  readonly problems: unknown[];
  position(): number;
  /** Resolves when it has announced the end of the log, or has lost its partition. */
  readonly over: Promise<void>;
}

/** An engine of its own on the trial's log. */
async function run(options: Pick<PostgresStateOptions, 'partition' | 'takeOver'>): Promise<Running> {
  const state = await openPostgresState({ url: server.url, schema, ...options });
  opened.push(state);
  const engine = await Engine.open({ partition: 0, log: trial.log, state, batchMax: 2, cacheMax: 20 });
  const announced: number[] = [];
  const problems: unknown[] = [];
  let going = true;
  const over = runPipeline(engine, {
    going: () => going,
    done: (outcome) => {
      announced.push(outcome.position);
      engine.sunk(outcome.seq);
      going = outcome.position < trial.engine.position;
    },
    problem: (error) => {
      problems.push(error);
      expect(error).toMatchObject({ code: expect.stringMatching(/^VOLANO_STATE_(UNAVAILABLE|FENCED)$/) });
      if ((error as { code: string }).code === 'VOLANO_STATE_FENCED') going = false;
    },
    signal: new Signal(),
    retryMs: 10,
    commitMin: () => 1,
  });
  return { state, announced, problems, over, position: () => announced.at(-1) ?? 0 };
}

async function expectWhole(state: StateStore): Promise<void> {
  const compared = await compareStates({ live: trial.state, replayed: state, plan: trial.engine.plan, now: trial.now });
  expect(compared).not.toHaveProperty('difference');
}

/** A log with merges, wake-ups, repeated messages and two releases. */
async function history(events: number): Promise<Trial> {
  const made = await Trial.open({ batchMax: 50, cacheMax: 100 });
  await made.release(FIRST);
  for (let i = 0; i < events; i++) {
    const device: [string, string] = ['device', `d${i % 17}`];
    const entry = made.entry(i % 7 === 6 ? [device, ['user_id', `u${i % 5}`]] : [device], i % 4 === 3 ? 'Order' : 'View');
    await made.append(entry);
    if (i % 6 === 5) await made.append(entry);
    made.now += HOUR / 2;
    if (i % 9 === 8) await made.tick();
    if (i === events / 2) await made.release([...FIRST]);
  }
  await made.tick();
  await made.run();
  return made;
}
