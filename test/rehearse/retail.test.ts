/** A year of a real shop, live: through the door, the engine, delivery and the sink. A simulation of the same release over its log comes to the same facts. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { project as retail } from '../../examples/retail/index.ts';
import { startDemoApp } from '../../src/cli/engine.ts';
import type { Project } from '../../src/define/index.ts';
import { openLmdbLog } from '../../src/port/log/index.ts';
import { openMemoryState } from '../../src/port/state/index.ts';
import { openChdbWarehouse } from '../../src/port/warehouse/index.ts';
import { simulateFolder } from '../../src/rehearse/index.ts';
import { simulateHistory } from '../../src/rehearse/simulate/simulation.ts';
import type { FactRow } from '../../src/rehearse/virtual/world.ts';
import { examplesFolder, openRetail } from '../../src/runtime/demo/index.ts';
import { replay } from '../../src/runtime/demo/replay.ts';

const DATA = process.env.VOLANO_DATA_DIR ?? join(import.meta.dirname, '../../../shared/data');
const FILE = join(DATA, 'online_retail', 'online_retail.csv.gz');
const NO_DATA = existsSync(FILE) || process.env.VOLANO_REQUIRE_DATA === '1' ? undefined : `no ${FILE}`;
const SHARE = 0.006;
const FACTS = `SELECT toUInt32(seq) AS seq, toUInt32(position) AS position, kind, action, customer, toInt64(toUnixTimestamp64Milli(at)) AS at, name, version,
journey, step, subject, detail FROM facts ORDER BY seq`;

type StoredFact = Required<Pick<FactRow, 'seq' | 'position' | 'kind' | 'action' | 'customer' | 'name' | 'journey' | 'step' | 'subject'>> & {
  readonly at: string;
  readonly version: number;
  readonly detail: string;
};

describe.skipIf(NO_DATA !== undefined)(`simulations over the retail history${NO_DATA ? ` (skipped: ${NO_DATA})` : ''}`, () => {
  let directory: string;
  let live: readonly StoredFact[];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'volano-simulate-retail-'));
    const scenario = await openRetail({ folder: examplesFolder('retail'), file: FILE, sample: { seed: '3', share: SHARE } });
    const app = await startDemoApp({ directory, port: 0, eventTime: scenario.range });
    try {
      await replay(app, { scenario, project: retail });
      live = await app.warehouse.query<StoredFact>(FACTS);
    } finally {
      await app.close();
      await scenario.end();
    }
  }, 300_000);
  afterAll(() => rm(directory, { recursive: true, force: true }));

  test('of the release that was live equal the live run, entry by entry', { timeout: 300_000 }, async () => {
    const log = await openLmdbLog({ path: join(directory, 'log'), readOnly: true });
    const state = await openMemoryState();
    const facts: FactRow[] = [];
    const outcome = await simulateHistory({
      log,
      state,
      draft: retail,
      since: 0,
      until: Number.MAX_SAFE_INTEGER,
      onFact: (fact) => facts.push(fact),
    });
    await state.close();
    await log.close();
    expect(facts.length).toBeGreaterThan(5_000);
    expect(facts.map(comparable)).toEqual(live.map(comparable));
    expect(outcome.outcomes.assumed).toBe(0);
    expect(outcome.outcomes.fromHistory).toBe(live.filter(({ kind, action }) => kind === 'message' && action === 'decided').length);
  });

  /** As the release that was live, but for what its scores are called: so the history's models are not its own. */
  const renamed: Project = {
    definitions: retail.definitions.map((one) =>
      one.kind === 'trait' && 'score' in one ? { ...one, name: { en: 'Rank', zh: '评分' } } : one,
    ),
  };

  test('with models computed from the simulated past equal the live run as well', { timeout: 300_000 }, async () => {
    const log = await openLmdbLog({ path: join(directory, 'log'), readOnly: true });
    const state = await openMemoryState();
    const facts: FactRow[] = [];
    const room = await mkdtemp(join(tmpdir(), 'volano-simulate-models-'));
    let opened = 0;
    const openWarehouse = () => {
      opened += 1;
      return openChdbWarehouse({ path: join(room, 'warehouse') });
    };
    const learning = { openWarehouse, bounds: join(room, 'sink.json') };
    const onFact = (fact: FactRow) => void facts.push(fact);
    await simulateHistory({ log, state, draft: renamed, since: 0, until: Number.MAX_SAFE_INTEGER, learning, onFact });
    await state.close();
    await log.close();
    await rm(room, { recursive: true });
    expect(opened).toBe(1);
    expect(live.filter(({ kind }) => kind === 'model').length).toBeGreaterThan(6);
    expect(live.some(({ kind, detail }) => kind === 'segment' && detail.includes('trait.r5'))).toBe(true);
    expect(facts.map(comparable)).toEqual(live.map(comparable));
  });

  test('of a draft say what it changes, beside what was', { timeout: 300_000 }, async () => {
    const draft: Project = {
      definitions: retail.definitions.map((one) =>
        one.kind === 'policy'
          ? { ...one, caps: [{ id: 'seldom', max: 1, per: '180d', classes: ['marketing', 'service'] }] }
          : one.kind === 'channel'
            ? { ...one, price: 0.02 }
            : one,
      ),
    };
    const since = (end: number) => end - 180 * 86_400_000;
    const [tighter, current] = [
      await simulateFolder({ dataFolder: directory, candidate: { project: draft }, since }),
      await simulateFolder({ dataFolder: directory, candidate: 'current', since }),
    ];
    expect(current.changes).toBe(0);
    expect(tighter.changes).toBe(4);
    expect(tighter.verdicts['cap.user']).toBeGreaterThan(current.verdicts['cap.user'] ?? 0);
    expect(tighter.messages.decided).toBeLessThan(current.messages.decided);
    expect(tighter.cost).toBeCloseTo(tighter.messages.decided * 0.02);
    expect(current.cost).toBeUndefined();
    expect(tighter.journeys.map(({ journey }) => journey)).toEqual(current.journeys.map(({ journey }) => journey));
  });
});

function comparable({ seq, position, kind, action, customer, at, name, journey, step, subject, detail }: FactRow | StoredFact): unknown {
  const told = typeof detail === 'string' ? (detail === '' ? {} : JSON.parse(detail)) : (detail ?? {});
  return {
    seq,
    position,
    kind,
    action,
    customer,
    at: Number(at),
    name,
    journey: journey ?? '',
    step: step ?? '',
    subject: subject ?? '',
    detail: told,
  };
}
