/** Both examples through the real door, and what three ways of reading say about them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { project as omni } from '../../../examples/omni/index.ts';
import { project as retail } from '../../../examples/retail/index.ts';
import { VolanoError } from '../../base/index.ts';
import type { Project } from '../../define/index.ts';
import { capture, evaluateBoth } from './captured.suite.ts';
import { agreementOf } from './check/agreement.ts';
import { compareFigures } from './check/checks.ts';
import { figuresOf } from './check/figures.ts';
import { examplesFolder } from './examples.ts';
import { openOmni } from './feed/omni.ts';
import { openRetail } from './feed/retail.ts';
import type { Scenario } from './feed/scenario.ts';

const DATA = process.env.VOLANO_DATA_DIR ?? join(import.meta.dirname, '../../../../shared/data');
const FILE = join(DATA, 'online_retail', 'online_retail.csv.gz');
const NO_DATA = existsSync(FILE) || process.env.VOLANO_REQUIRE_DATA === '1' ? undefined : `no ${FILE}`;

/** Runs the scenario; every figure must come out the same all ways, and both evaluators agree on everything. */
async function expectAgreement(scenario: Scenario, project: Project): Promise<void> {
  const captured = await capture(scenario);
  const { engine, warehouse, sample, sampleByWarehouse } = await evaluateBoth(project, scenario, captured);
  const live = figuresOf(
    engine.map(({ traits }) => traits),
    scenario.roles,
  );
  expect(captured.outcome.refused).toBe(0);
  expect(compareFigures(scenario.expected(), live, warehouse).filter(({ ok }) => !ok)).toEqual([]);
  expect(live.rfm.length).toBeGreaterThan(30);
  expect(live.rfm.every(({ r, f, m }) => Math.min(r, f, m) >= 1)).toBe(true);
  const agreement = agreementOf(sample, sampleByWarehouse);
  expect(agreement.examples).toEqual([]);
  expect(agreement.compared).toBeGreaterThan(20 * sample.length);
}

describe('omni', () => {
  test('plain pass, engine and warehouse come to the same figures', { timeout: 180_000 }, async () => {
    await expectAgreement(await openOmni({ folder: examplesFolder('omni'), customers: 80, seed: 'test' }), omni);
  });

  test('every call is taken, in order, duplicates too; models are asked for as time goes on', async () => {
    const scenario = await openOmni({ folder: examplesFolder('omni'), customers: 40, seed: 'test' });
    const { outcome, asked, histories } = await capture(scenario);
    expect(outcome.refused).toBe(0);
    const events = [...histories.values()].flat();
    expect(events.length).toBe(scenario.expected().events);
    expect(outcome.accepted).toBeGreaterThan(events.length);
    expect(asked).toEqual([...asked].sort((a, b) => a - b));
    expect(asked.length).toBeGreaterThan(20);
  });

  test('a folder without a generator is refused with a code', async () => {
    await expect(openOmni({ folder: examplesFolder('retail'), customers: 1, seed: 's' })).rejects.toBeInstanceOf(VolanoError);
  });
});

describe.skipIf(NO_DATA !== undefined)(`retail${NO_DATA ? ` (skipped: ${NO_DATA})` : ''}`, () => {
  test.each(['1', '2'])('seed %s: a sample of the real file comes to the same figures', { timeout: 180_000 }, async (seed) => {
    const scenario = await openRetail({ folder: examplesFolder('retail'), file: FILE, sample: { seed, share: 0.012 } });
    try {
      expect(scenario.range).toEqual({ from: Date.UTC(2010, 11, 1), to: Date.UTC(2011, 11, 10) });
      expect(await scenario.published()).toBeUndefined();
      await expectAgreement(scenario, retail);
    } finally {
      await scenario.end();
    }
  });

  test('the whole file has published answers beside it', { timeout: 120_000 }, async () => {
    const scenario = await openRetail({ folder: examplesFolder('retail'), file: FILE });
    await scenario.end();
    expect((await scenario.published())?.cleaned?.revenue).toBe(8_911_407.904);
    expect(scenario.expected().cleaned.revenue).toBe(8_911_407.904);
  });
});
