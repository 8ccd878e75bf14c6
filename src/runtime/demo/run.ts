/**
 * A demo from start to report: the engine starts in event time, the project is applied, the year goes through the HTTP door, scores are
 * refreshed on the way and at the end, and the figures are taken three ways and compared.
 */
import type { Project } from '../../define/index.ts';
import type { DemoApp, StartDemoApp } from './app.ts';
import type { Known } from './check/agreement.ts';
import { type Check, checkLoop, compareFigures, publishedCheck } from './check/checks.ts';
import { contradictionsCheck } from './check/contradictions.ts';
import { explainedCheck } from './check/explained.ts';
import { type Figures, figuresOf } from './check/figures.ts';
import {
  type JourneyFigures,
  journeyFigures,
  type LatencyFigures,
  latencyFigures,
  type MessageFigures,
  messageFigures,
} from './check/loop.ts';
import { edgesInForce, readLive, readSample } from './check/sides.ts';
import { splitTagsCheck } from './check/split-tags.ts';
import { liftChecks } from './check/truth.ts';
import { warehouseFigures } from './check/warehouse-figures.ts';
import type { FeedOutcome, Scenario } from './feed/scenario.ts';
import { measureLift } from './lift-trial.ts';
import { demoProgress, type Screen } from './progress.ts';
import { replay } from './replay.ts';
import type { DemoSay } from './texts/index.ts';

export interface DemoOptions {
  readonly scenario: Scenario;
  readonly project: Project;
  readonly startApp: StartDemoApp;
  readonly directory: string;
  readonly port: number;
  /** Event time between two refreshes of the score models; default: the scenario's. */
  readonly modelsEveryMs?: number;
  readonly screen: Screen;
  readonly say: DemoSay;
  /** Ms, any origin. */
  readonly clock: () => number;
}

/** The document that `--json` prints. The figures at the top are those of the live states. */
export interface DemoResult {
  readonly project: Scenario['name'];
  readonly rows: number;
  readonly invoices: number;
  readonly customersWithId: number;
  readonly cleaned: Figures['cleaned'];
  readonly rfm: Figures['rfm'];
  readonly cohorts: Figures['cohorts'];
  readonly journeys: readonly JourneyFigures[];
  readonly messages: MessageFigures;
  readonly latency: LatencyFigures;
  readonly checks: readonly Check[];
  readonly elapsedSeconds: number;
  readonly expected: Figures;
  readonly warehouse: Figures;
}

/** Runs to the end and leaves the application running; the caller closes it. When it throws, the application is closed. */
export async function runDemo(options: DemoOptions): Promise<{ readonly result: DemoResult; readonly app: DemoApp }> {
  const { scenario, say, screen, directory } = options;
  const startedAt = options.clock();
  screen.note(say('stage.start', { folder: directory }));
  const app = await options.startApp({ directory, port: options.port, eventTime: scenario.range });
  try {
    const outcome = await feedThrough(app, options);
    screen.note(say('stage.check'));
    const result = await takeFigures(app, options, outcome);
    return { result: { ...result, elapsedSeconds: Math.round((options.clock() - startedAt) / 100) / 10 }, app };
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function feedThrough(app: DemoApp, options: DemoOptions): Promise<FeedOutcome> {
  const { scenario, project, modelsEveryMs, say, screen, clock } = options;
  screen.note(say('stage.feed', { url: app.url }));
  const progress = demoProgress({ screen, say, range: scenario.range, clock, counters: () => app.counters() });
  return replay(app, {
    scenario,
    project,
    modelsEveryMs,
    progress: (state) => progress.update(state),
    sent: () => {
      progress.end();
      screen.note(say('stage.settle'));
    },
  });
}

async function takeFigures(
  app: DemoApp,
  { scenario, project }: DemoOptions,
  { refused }: FeedOutcome,
): Promise<Omit<DemoResult, 'elapsedSeconds'>> {
  const { roles, range } = scenario;
  const liveSide = await readLive(app);
  const traits = liveSide.map((known) => known.traits);
  const live = figuresOf(traits, roles);
  const warehouse = await warehouseFigures(app.warehouse, scenario.reading, range.to);
  const sample = sampleOf(liveSide);
  const edges = await edgesInForce(app.warehouse);
  const customers = sample.map(({ customer }) => customer);
  const asked = { customers: liveSide.map(({ customer }) => customer), journeys: journeysIn(project), seed: scenario.name };
  // One waits for the warehouse, the other mostly for this process.
  const [sampleByWarehouse, explained] = await Promise.all([
    readSample(app.warehouse, project, { now: range.to, edges, customers }),
    explainedCheck(app, asked),
  ]);
  const counted = scenario.expected();
  const published = await scenario.published();
  const expected = { ...counted, ...published };
  const [messages, latency] = [await messageFigures(app.warehouse), await latencyFigures(app.warehouse)];
  const checks = [
    ...compareFigures(expected, live, warehouse),
    ...(published ? [publishedCheck(expected, counted)] : []),
    ...(await liftTruth(app, { scenario, project })),
    ...(await checkLoop({ app, refused, messages, latency, sample, sampleByWarehouse })),
    ...(scenario.splitsTags ? [splitTagsCheck(project, liveSide)] : []),
    await contradictionsCheck(app.warehouse, project, liveSide),
    explained,
  ];
  return {
    project: scenario.name,
    rows: live.events,
    invoices: live.invoices,
    customersWithId: live.customersWithId,
    cleaned: live.cleaned,
    rfm: live.rfm,
    cohorts: live.cohorts,
    journeys: await journeyFigures(app.warehouse),
    messages,
    latency,
    checks,
    expected,
    warehouse,
  };
}

function journeysIn({ definitions }: Project): readonly string[] {
  return definitions.flatMap(({ kind, id }) => (kind === 'journey' ? [id] : []));
}

/** How many runs fail by chance because an interval does not hold the truth, in all. */
const MISSED = 0.001;

/** Of each interval that is held against the truth, two for each journey, so that all of them together hold but in so few runs (Bonferroni). */
function levelOf(project: Project): number {
  return 1 - MISSED / (2 * Math.max(1, journeysIn(project).length));
}

/** What the people of the scenario truly did because of messages, against what the warehouse concludes. */
async function liftTruth(app: DemoApp, { scenario, project }: Pick<DemoOptions, 'scenario' | 'project'>): Promise<readonly Check[]> {
  const { lifts, truths } = await measureLift(app, { scenario, project, level: levelOf(project) });
  return liftChecks(lifts, truths);
}

const SAMPLE_SIZE = 150;

/** Customers spread evenly over all, for the comparison that is too costly for everybody. */
function sampleOf(customers: readonly Known[]): readonly Known[] {
  const stride = Math.max(1, Math.floor(customers.length / SAMPLE_SIZE));
  return customers.filter((_, index) => index % stride === 0).slice(0, SAMPLE_SIZE);
}
