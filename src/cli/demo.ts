/** `volano demo`: a year of a shop, live. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import {
  checksText,
  type DemoApp,
  type DemoResult,
  type DemoSay,
  demoSay,
  examplesFolder,
  openOmni,
  openRetail,
  runDemo,
  type Sample,
  type Scenario,
  type StartDemoApp,
} from '../runtime/demo/index.ts';
import { CheckFailed } from './failure.ts';
import type { LoadProject } from './management.ts';
import { wholeNumber } from './options.ts';
import type { RenderReport } from './report.ts';
import { said } from './said.ts';
import type { World } from './world.ts';

export interface DemoEngine {
  readonly startApp: StartDemoApp;
  readonly loadProject: LoadProject;
  readonly render: RenderReport;
  /** Resolves when the process is asked to stop. */
  readonly stopRequested: () => Promise<void>;
}

interface DemoValues {
  readonly data?: string;
  readonly sample?: string;
  readonly folder?: string;
  readonly once: boolean;
  readonly json: boolean;
  readonly customers: string;
  readonly seed: string;
  readonly port: string;
  readonly modelsEvery?: string;
}

const DAY_MS = 86_400_000;

export function demoCommand(world: World, engine: DemoEngine): Command {
  const say = demoSay(world.locale);
  return new Command('demo')
    .description(say('description'))
    .addOption(new Option('--data <file>', say('option.data')))
    .addOption(new Option('--once', say('option.once')).default(false))
    .addOption(new Option('--json', say('option.json')).default(false))
    .addOption(new Option('--sample <seed:share>', say('option.sample')))
    .addOption(new Option('--customers <number>', say('option.customers')).default('3000'))
    .addOption(new Option('--seed <text>', say('option.seed')).default('omni'))
    .addOption(new Option('--port <port>', say('option.port')).env('VOLANO_PORT').default('4004'))
    .addOption(new Option('--folder <folder>', say('option.folder')))
    .addOption(new Option('--models-every <days>', say('option.models')))
    .action((values: DemoValues) => demonstrate(world, engine, values));
}

async function demonstrate(world: World, engine: DemoEngine, values: DemoValues): Promise<void> {
  const say = demoSay(world.locale);
  const port = wholeNumber('--port', values.port, { low: 0, high: 65_535 });
  const days = values.modelsEvery === undefined ? undefined : wholeNumber('--models-every', values.modelsEvery, { low: 1, high: 366 });
  const startedAt = performance.now();
  const scenario = await scenarioOf(values, world, say);
  const directory = values.folder ?? (await mkdtemp(join(tmpdir(), 'volano-demo-')));
  try {
    const { result, app } = await runDemo({
      scenario,
      project: await engine.loadProject(scenario.folder),
      startApp: engine.startApp,
      directory,
      port,
      ...(days !== undefined && { modelsEveryMs: days * DAY_MS }),
      screen: world.terminal,
      say,
      clock: () => performance.now(),
    });
    try {
      const total = { ...result, elapsedSeconds: Math.round((performance.now() - startedAt) / 100) / 10 };
      await finish({ world, engine, values, scenario, app, result: total, say });
    } finally {
      await app.close();
    }
  } finally {
    await scenario.end();
    if (values.folder === undefined) await rm(directory, { recursive: true, force: true });
  }
}

interface Finish {
  readonly world: World;
  readonly engine: DemoEngine;
  readonly values: DemoValues;
  readonly scenario: Scenario;
  readonly app: DemoApp;
  readonly result: DemoResult;
  readonly say: DemoSay;
}

async function finish({ world: { terminal, locale }, engine, values, scenario, app, result, say }: Finish): Promise<void> {
  const report = await app.report();
  if (values.json) terminal.print(JSON.stringify({ ...result, report }));
  else {
    terminal.print(await engine.render(report, locale));
    terminal.print(checksText(result, say));
  }
  if (!values.once) {
    // What is sent from here on, in the console or by hand, happens now.
    await app.goLive();
    const trickle = scenario.goOn?.(app);
    terminal.note(say('done.running', { url: app.url }));
    await engine.stopRequested();
    await trickle?.stop();
  }
  if (result.checks.some(({ ok }) => !ok)) throw new CheckFailed();
}

async function scenarioOf(values: DemoValues, { terminal }: World, say: DemoSay): Promise<Scenario> {
  if (values.data === undefined) {
    const customers = wholeNumber('--customers', values.customers, { low: 1, high: 1_000_000 });
    // Who stays to look finds a year that has just ended; who only checks finds the same one every day.
    const until = values.once ? {} : { until: Date.now() };
    return openOmni({ folder: examplesFolder('omni'), customers, seed: values.seed, ...until });
  }
  terminal.note(say('stage.survey', { file: values.data }));
  const sample = values.sample === undefined ? undefined : sampleOf(values.sample);
  return openRetail({ folder: examplesFolder('retail'), file: values.data, ...(sample && { sample }) });
}

/** `SEED:SHARE`, e.g. `7:0.1`. */
function sampleOf(text: string): Sample {
  const match = /^(.+):(\d*\.?\d+)$/.exec(text);
  const share = Number(match?.[2]);
  if (match?.[1] !== undefined && share > 0 && share <= 1) return { seed: match[1], share };
  throw new VolanoError('VOLANO_OPTION_INVALID', {
    option: '--sample',
    expected: said`a seed and a share in (0, 1], e.g. 7:0.1`,
    value: text,
  });
}
