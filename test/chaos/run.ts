/**
 * One seed: a product under traffic, faults by the plan, rest, and judgement.
 *
 * C1. Every acknowledged event is in the log and in the warehouse, exactly once.
 * C2. Each fact is there once: (partition, seq) is dense, without hole or double.
 * C3. Each message is decided once, after which it is handed to its provider at least once, under one id and with one content; never before the commit that decided it.
 * C4. A replay leads to the same state.
 * C5. Nothing is left in the outbox; every message has one end; running figures are what facts and log add up to.
 * C6. After every fault events are acknowledged and messages handed over again, to every provider, with nobody's help.
 * C7. No sender ever gets an answer that no client should get, and no process ends by itself.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Findings, faultsIn } from '../crash/ledger.ts';
import { carryOut, doorUrl, type Scene } from './faults.ts';
import type { FaultKind, Plan } from './plan.ts';
import { Providers } from './providers.ts';
import { Senders } from './senders.ts';
import type { World } from './world.ts';

/** What became of one fault. */
export interface Tried {
  readonly kind: FaultKind;
  /** From the end of a process until another served in its place, ms. Undefined: nothing ended, or never. */
  readonly servedMs: number | undefined;
  /**
   * From the moment it was over until an event was acknowledged that had been sent since, and until every provider had got a message about an event that
   * had happened since, ms. Undefined: never.
   */
  readonly acknowledgedMs: number | undefined;
  readonly dispatchedMs: number | undefined;
  /** Whether no other fault was going on from its beginning until then: only then are the times its own. */
  readonly alone: boolean;
}

export interface RunResult {
  readonly seed: string;
  readonly tried: readonly Tried[];
  readonly acknowledged: number;
  readonly startsFailed: number;
  readonly elapsedSeconds: number;
  readonly findings: Findings | undefined;
  /** Everything that is wrong, in words; empty when all is well. */
  readonly violations: readonly string[];
}

export interface RunOptions {
  readonly plan: Plan;
  readonly open: (providers: Providers) => Promise<World>;
  readonly say: (line: string) => void;
}

const RECOVERED_MS_MAX = 120_000;
const FINISHED_MS_MAX = 300_000;
const REDELIVER_EVERY_MS = 4_000;

interface Span {
  readonly kind: FaultKind;
  readonly from: number;
  readonly to: number;
  /** When a process served in place of the one that ended. */
  readonly served: number | undefined;
}

export async function run({ plan, open, say }: RunOptions): Promise<RunResult> {
  const startedAt = performance.now();
  const providers = await Providers.open(plan.seed);
  const world = await open(providers);
  const violations: string[] = [];
  let [findings, tried]: [Findings | undefined, readonly Tried[]] = [undefined, []];
  const senders = new Senders(plan.seed, doorUrl(world));
  const scene: Scene = { world, senders, providers, garbage: [] };
  try {
    await world.start();
    senders.start();
    const spans = await allFaults(plan, scene, say);
    tried = await recovered(spans, { senders, providers });
    await finished(senders, world);
    await world.settle();
    const judged = await judge(world, senders, providers);
    findings = judged.findings;
    violations.push(...judged.violations, ...unrecovered(tried), ...scene.garbage.slice(0, 3));
  } catch (error) {
    violations.push(error instanceof Error ? `${error.message}` : String(error));
  } finally {
    violations.push(...world.strange);
    await world.close(violations.length > 0);
    await providers.close();
  }
  return {
    seed: plan.seed,
    tried,
    acknowledged: senders.acknowledged.size,
    startsFailed: world.startsFailed,
    elapsedSeconds: Math.round((performance.now() - startedAt) / 1_000),
    findings,
    violations,
  };
}

async function finished(senders: Senders, world: World): Promise<void> {
  const done = senders.finish().then(() => true);
  for (const until = performance.now() + FINISHED_MS_MAX; !(await Promise.race([done, sleep(1_000, false, { ref: false })])); ) {
    await world.assertGoing();
    if (performance.now() > until) throw new Error('not everything that was sent is acknowledged');
  }
}

/** Each at its time; resolves when the run's time is over and all of them are. */
async function allFaults(plan: Plan, scene: Scene, say: (line: string) => void): Promise<readonly Span[]> {
  const bornAt = Date.now();
  let going = true;
  const redelivering = (async () => {
    for (; going; await sleep(REDELIVER_EVERY_MS)) await scene.world.redeliver();
  })();
  const spans = await Promise.all(
    plan.faults.map(async (fault): Promise<Span> => {
      await sleep(fault.atMs);
      const from = Date.now();
      const { at: to, served } = await carryOut(fault, scene);
      say(
        `${plan.seed}: ${((from - bornAt) / 1_000).toFixed(1)} s ${fault.kind}, ${to - from} ms; ${scene.senders.acknowledged.size} acknowledged`,
      );
      return { kind: fault.kind, from, to, served: await served };
    }),
  );
  await sleep(Math.max(0, plan.ms - (Date.now() - bornAt)));
  going = false;
  await redelivering;
  return spans;
}

async function recovered(
  spans: readonly Span[],
  { senders, providers }: { senders: Senders; providers: Providers },
): Promise<readonly Tried[]> {
  const nextDispatch = (since: number): number | undefined => {
    const times = [...providers.moments.values()].map((moments) => moments.next(since));
    return times.some((time) => time === undefined) ? undefined : Math.max(...times.map((time) => time!));
  };
  const last = Math.max(...spans.map(({ to }) => to));
  for (const until = Date.now() + RECOVERED_MS_MAX; Date.now() < until; await sleep(50))
    if (senders.moments.next(last) !== undefined && nextDispatch(last) !== undefined) break;
  return spans.map((span): Tried => {
    const [acknowledged, dispatched] = [senders.moments.next(span.to), nextDispatch(span.to)];
    const end = Math.max(span.served ?? 0, acknowledged ?? Number.POSITIVE_INFINITY, dispatched ?? Number.POSITIVE_INFINITY);
    const alone = spans.every((other) => other === span || Math.max(other.to, other.served ?? 0) < span.from || other.from > end);
    return {
      kind: span.kind,
      servedMs: span.served === undefined ? undefined : span.served - span.to,
      acknowledgedMs: acknowledged === undefined ? undefined : acknowledged - span.to,
      dispatchedMs: dispatched === undefined ? undefined : dispatched - span.to,
      alone,
    };
  });
}

function unrecovered(tried: readonly Tried[]): readonly string[] {
  return tried.flatMap(({ kind, acknowledgedMs, dispatchedMs }) => [
    ...(acknowledgedMs === undefined ? [`after ${kind}: no event was acknowledged any more`] : []),
    ...(dispatchedMs === undefined ? [`after ${kind}: some provider got no message any more`] : []),
  ]);
}

async function judge(world: World, senders: Senders, providers: Providers): Promise<{ findings: Findings; violations: readonly string[] }> {
  const { taken, denied, changed, strange } = providers.books();
  const acknowledged = new Set(senders.acknowledged.keys());
  const { findings, verified } = await world.judge({ acknowledged, taken, denied, channels: providers.channels });
  const violations = [
    ...faultsIn(findings),
    ...(strange === 0 ? [] : [`messages without an id: ${strange}`]),
    ...(changed.size === 0 ? [] : [`messages whose content changed between attempts: ${[...changed].slice(0, 5).join(', ')}`]),
    ...(senders.wrong === undefined ? [] : [`answer: ${senders.wrong}`]),
    ...(verified.includes('"equal":true') ? [] : [`verify: ${verified}`]),
  ];
  return { findings, violations };
}
