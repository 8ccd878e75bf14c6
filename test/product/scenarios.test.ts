/** docs/scenarios.md, row by row: a small year of the example through the whole product, in which each scenario is somebody's and not everybody's. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { project } from '../../examples/omni/index.ts';
import { playbooks } from '../../playbooks/index.ts';
import { startDemoApp } from '../../src/cli/engine.ts';
import { type DemoApp, examplesFolder, openOmni } from '../../src/runtime/demo/index.ts';
import { measureLift } from '../../src/runtime/demo/lift-trial.ts';
import { replay } from '../../src/runtime/demo/replay.ts';
import { type PlaybookLift, playbookLifts } from '../../tools/playbook-lifts.ts';

interface Count {
  readonly name: string;
  readonly customers: number;
}

interface Row {
  readonly scenario: string;
  readonly answers: readonly { readonly kind: 'journey' | 'tag'; readonly name: string }[];
}

const SEED = 'scenarios';
/** Of an interval: so few are wrong that none of the playbooks' is to be. */
const LEVEL = 0.999;
const ROWS = rowsOf(await readFile(join(import.meta.dirname, '../../docs/scenarios.md'), 'utf8'));
const journeys = ROWS.flatMap(({ answers }) => answers.filter(({ kind }) => kind === 'journey').map(({ name }) => name));

let directory: string;
let app: DemoApp;
let customers = 0;
let lifts: readonly PlaybookLift[];
let reached: Readonly<Record<'journey' | 'tag' | 'message' | 'template', ReadonlyMap<string, number>>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-scenarios-'));
  const scenario = await openOmni({ folder: examplesFolder('omni'), customers: 500, seed: SEED });
  app = await startDemoApp({ directory, port: 0, eventTime: scenario.range });
  await replay(app, { scenario, project });
  for await (const _ of app.customers()) customers += 1;
  lifts = playbookLifts(await measureLift(app, { scenario, project, level: LEVEL }));
  const sent = "messages WHERE status = 'sent'";
  reached = {
    journey: await counts('entered', 'journey'),
    tag: await counts('set', 'tag'),
    message: await mapOf(sent, { name: 'journey', customer: 'customer' }),
    template: await mapOf(sent, { name: "replaceRegexpOne(template, '_text$', '')", customer: 'customer' }),
  };
}, 300_000);
afterAll(async () => {
  await app?.close();
  await rm(directory, { recursive: true, force: true });
});

async function counts(action: string, kind: string): Promise<ReadonlyMap<string, number>> {
  return mapOf(`facts AS f LEFT ANY JOIN customer_map AS m ON f.customer = m.absorbed WHERE kind = '${kind}' AND action = '${action}'`, {
    name: 'name',
    customer: "if(m.survivor = '', f.customer, m.survivor)",
  });
}

async function mapOf(
  source: string,
  { name, customer }: { readonly name: string; readonly customer: string },
): Promise<ReadonlyMap<string, number>> {
  const rows = await app.warehouse.query<Count>(
    `SELECT ${name} AS name, toFloat64(uniqExact(${customer})) AS customers FROM ${source} GROUP BY name`,
  );
  return new Map(rows.map((row) => [row.name, row.customers]));
}

/** Rows of the table: the first column, and what the third names as a journey or a tag. */
function rowsOf(page: string): readonly Row[] {
  const lines = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (scenario|-)/.test(line));
  return lines.map((line) => {
    const [, scenario = '', , answer = ''] = line.split('|').map((cell) => cell.trim());
    const answers = [...answer.matchAll(/(journey|tag) `(\w+)`/g)].map(([, kind, name]) => ({
      kind: kind as 'journey' | 'tag',
      name: name!,
    }));
    return { scenario, answers };
  });
}

test('the page names every journey of the example but those of the showroom', () => {
  const all = project.definitions
    .filter(({ kind }) => kind === 'journey')
    .flatMap((definition) => ('id' in definition ? [definition.id] : []));
  expect([...journeys].sort()).toEqual(all.filter((id) => !id.startsWith('showroom_')).sort());
  expect(ROWS.length).toBeGreaterThan(20);
});

describe.each(ROWS.map((row) => [row.scenario, row] as const))('%s (seed scenarios)', (_, { answers }) => {
  test('somebody lives it, somebody does not', () => {
    expect(answers.length).toBeGreaterThan(0);
    for (const { kind, name } of answers) {
      const count = reached[kind].get(name) ?? 0;
      expect(count, `${kind} ${name}`).toBeGreaterThan(0);
      expect(count, `${kind} ${name}`).toBeLessThan(customers);
    }
  });

  test.each(answers.filter(({ kind }) => kind === 'journey'))('$name writes', ({ name }) => {
    expect(reached.message.get(name) ?? 0).toBeGreaterThan(0);
  });
});

test('every message of theirs, whatever its form, has reached somebody', () => {
  const ours = project.definitions.filter(({ kind, id }) => kind === 'journey' && journeys.includes(id));
  const templates = new Set([...JSON.stringify(ours).matchAll(/"template":"(\w+?)(?:_text)?"/g)].map(([, template]) => template!));
  expect(templates.size).toBeGreaterThan(30);
  expect([...templates].filter((template) => !reached.template.has(template))).toEqual([]);
});

test('every playbook has customers and, where they are not few, a held-out group; the true effect lies in the interval of its lift', () => {
  expect(lifts.map(({ playbook }) => playbook)).toEqual(playbooks.map(({ id }) => id));
  for (const { playbook, treated, heldOut, low, high, truth } of lifts) {
    expect(treated, playbook).toBeGreaterThan(0);
    if (treated >= 20) expect(heldOut, playbook).toBeGreaterThan(0);
    if (low === null || high === null || truth === undefined) continue;
    expect(truth, playbook).toBeGreaterThanOrEqual(low);
    expect(truth, playbook).toBeLessThanOrEqual(high);
  }
});
