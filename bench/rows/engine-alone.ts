/** P3: what more rules cost, P15: what more journeys. P7: the pure core over history. And how cost grows with rules, customers and journeys. */
import { rmSync } from 'node:fs';
import type { Cost, EngineAlone } from '../process/engine.ts';
import { Remote } from '../process/remote.ts';
import type { ProjectSize } from '../workload/project.ts';
import { leastShareTouched } from '../workload/rules.ts';
import { type Bench, type Measured, scaled, text } from './bench.ts';

const CUSTOMERS = 10_000;
const EVENTS = 150_000;
/** Of the events, those that only warm up. */
const WARM_UP = 0.3;
const HOUR_MS = 3_600_000;

interface Shape {
  readonly size: ProjectSize;
  readonly customers: number;
  readonly events: number;
}

export async function engineAlone(bench: Bench): Promise<void> {
  if (bench.wants('P3')) bench.record(await rules(bench));
  if (bench.wants('P15')) bench.record(await journeys(bench));
  if (bench.wants('P7')) bench.record(await history(bench));
  if (bench.wants('curves')) await curves(bench);
}

/** Runs the engine over a log of that shape. */
async function cost(bench: Bench, shape: Shape): Promise<Cost> {
  return withLog(bench, shape, (engine, directory) => engine.ask('run', { directory, warmUp: WARM_UP * shape.events }));
}

async function withLog(
  bench: Bench,
  { size, customers, events }: Shape,
  run: (engine: Remote<EngineAlone>, directory: string) => Promise<Cost>,
): Promise<Cost> {
  const directory = bench.directory();
  const to = Date.now();
  const filling = new Remote<EngineAlone>('./engine.ts');
  await filling.ask('fill', { directory, size, events: { customers, events, from: to - HOUR_MS, to } }).finally(() => filling.kill());
  const engine = new Remote<EngineAlone>('./engine.ts');
  const result = await run(engine, directory).finally(() => engine.kill());
  rmSync(directory, { recursive: true, force: true });
  return result;
}

const cpuUs = ({ cpuMs, events }: Cost): number => (cpuMs / events) * 1_000;

/** Both sizes twice, in turns; the cheaper run of each counts, for what disturbs a run only makes it dearer. */
async function rules(bench: Bench): Promise<Measured> {
  const shape = { customers: scaled(bench, CUSTOMERS, 1_000), events: scaled(bench, EVENTS, 10_000) };
  const measured = new Map<number, number[]>([
    [20, []],
    [200, []],
  ]);
  for (const count of [20, 200, 200, 20]) {
    const result = await cost(bench, { ...shape, size: { rules: count } });
    measured.get(count)!.push(cpuUs(result));
    bench.say(
      `engine alone, ${count} rules: ${text(cpuUs(result))} us of CPU per event, ${text((result.events / result.wallMs) * 1_000)} events/s`,
    );
  }
  const [few, many] = [Math.min(...measured.get(20)!), Math.min(...measured.get(200)!)];
  const touched = [20, 200].map((count) => `${(leastShareTouched(count) * 100).toFixed(0)} %`).join(' and ');
  const detail = `${text(many)} us / ${text(few)} us of CPU per event (engine alone with commits and garbage collection, process CPU; segments and journeys the same; each event touches at least ${touched} of the rules; the cheaper of two runs each: ${[...measured].map(([count, us]) => `${count}: ${us.map(text).join(', ')}`).join('; ')})`;
  return { id: 'P3', value: many / few, met: many / few <= 1.5, detail };
}

/** As `rules`, of the pure core: each journey is for its own share of the events, so that as many are entered. */
async function journeys(bench: Bench): Promise<Measured> {
  const shape = { customers: scaled(bench, CUSTOMERS, 1_000), events: scaled(bench, EVENTS, 10_000) };
  const measured = new Map<number, number[]>([
    [20, []],
    [200, []],
  ]);
  for (const count of [20, 200, 200, 20]) {
    const size = { journeys: count, narrow: true };
    const result = await withLog(bench, { ...shape, size }, (engine, directory) =>
      engine.ask('simulate', { directory, warmUp: WARM_UP * shape.events }),
    );
    measured.get(count)!.push(cpuUs(result));
    bench.say(`pure core, ${count} journeys: ${text(cpuUs(result))} us of CPU per event`);
  }
  const [few, many] = [Math.min(...measured.get(20)!), Math.min(...measured.get(200)!)];
  const detail = `${text(many)} us / ${text(few)} us of CPU per event (read from the log, decoded, stepped; retail-200's rules; as many journeys are entered; the cheaper of two runs each: ${[...measured].map(([count, us]) => `${count}: ${us.map(text).join(', ')}`).join('; ')})`;
  return { id: 'P15', value: many / few, met: many / few <= 1.5, detail };
}

async function history(bench: Bench): Promise<Measured> {
  const shape = { size: {}, customers: scaled(bench, CUSTOMERS, 1_000), events: scaled(bench, 2 * EVENTS, 10_000) };
  const result = await withLog(bench, shape, (engine, directory) => engine.ask('simulate', { directory, warmUp: WARM_UP * shape.events }));
  const rate = (result.events / result.cpuMs) * 1_000;
  const detail = `${text(cpuUs(result))} us of CPU per event: read from the log, decoded, resolved, stepped; all garbage collection included; ${text((result.events / result.wallMs) * 1_000)} events/s of wall time; retail-200, ${text(shape.customers)} customers in memory, facts dropped`;
  bench.say(`pure core: ${detail}`);
  return { id: 'P7', value: rate, met: rate >= 50_000, detail };
}

/** Throughput of the engine alone against the number of rules, customers and journeys; the other two as in retail-200. */
async function curves(bench: Bench): Promise<void> {
  const events = scaled(bench, 40_000, 5_000);
  const customers = scaled(bench, CUSTOMERS, 1_000);
  const axes: readonly [title: string, values: readonly number[], shape: (x: number) => Shape][] = [
    ['Rules', [20, 200, 1_000], (rules) => ({ size: { rules }, customers, events })],
    ['Journeys', [1, 20, 200], (journeys) => ({ size: { journeys }, customers, events })],
    [
      'Customers',
      [10_000, 100_000, 1_000_000].map((count) => scaled(bench, count, 100)),
      (count) => ({ size: {}, customers: count, events }),
    ],
  ];
  for (const [title, values, shape] of axes) {
    const points: { x: number; perSecond: number }[] = [];
    for (const x of values) {
      const { events: counted, cpuMs } = await cost(bench, shape(x));
      points.push({ x, perSecond: (counted / cpuMs) * 1_000 });
    }
    bench.say(
      `${title.toLowerCase()}: ${points.map(({ x, perSecond }) => `${text(x)} -> ${text(perSecond)} events per second of CPU`).join(', ')}`,
    );
    bench.curves.push({ title, points });
  }
}
