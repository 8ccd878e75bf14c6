/**
 * `npm run playbook-lift -- [--customers 2000] [--seed demo]`: people live a year in the omni example, which has every playbook, through the whole product; then
 * the lift of each, measured against its held-out group, beside the true effect.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { project } from '../examples/omni/index.ts';
import { startDemoApp } from '../src/cli/engine.ts';
import { examplesFolder, openOmni } from '../src/runtime/demo/index.ts';
import { runLiftTrial } from '../src/runtime/demo/lift-trial.ts';
import { playbookLifts } from './playbook-lifts.ts';

const { values } = parseArgs({
  options: { customers: { type: 'string', default: '400' }, seed: { type: 'string', default: 'playbooks' } },
});
const customers = Number(values.customers);
const directory = await mkdtemp(join(tmpdir(), 'volano-playbook-lift-'));
try {
  const scenario = await openOmni({ folder: examplesFolder('omni'), customers, seed: values.seed });
  const trial = await runLiftTrial({ scenario, project, startApp: startDemoApp, directory, level: 0.95 });
  const points = (share: number | null | undefined): string =>
    share === null || share === undefined ? '–' : `${(100 * share).toFixed(1)}`;
  console.log('playbook | customers | held out | lift, pp | 95% interval | true effect, pp');
  for (const { playbook, treated, heldOut, lift, low, high, truth } of playbookLifts(trial))
    console.log([playbook, treated, heldOut, points(lift), `${points(low)} … ${points(high)}`, points(truth)].join(' | '));
} finally {
  await rm(directory, { recursive: true, force: true });
}
