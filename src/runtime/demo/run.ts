/**
 * A demo from start to report: the engine starts in event time, the project is applied, the year goes through the HTTP door, scores are
 * refreshed on the way and at the end, and the figures are taken three ways and compared.
 */
import { DAY } from '../../base/index.ts';
import type { Project } from '../../define/index.ts';
import { liftOf, mappingOf } from '../../learn/index.ts';
import type { DemoApp, StartDemoApp } from './app.ts';
import type { Known } from './check/agreement.ts';
import { type Check, checkLoop, compareFigures, publishedCheck } from './check/checks.ts';
import { type Figures, figuresOf } from './check/figures.ts';
import {
  type JourneyFigures,
  journeyFigures,
  type LatencyFigures,
  latencyFigures,
  type MessageFigures,
  messageFigures,
  ownEvents,
} from './check/loop.ts';
import { edgesInForce, readLive, readSample } from './check/sides.ts';
import { liftChecks, trueEffects } from './check/truth.ts';
import { warehouseFigures } from './check/warehouse-figures.ts';
import { createPace } from './feed/pace.ts';
import type { FeedOutcome, Scenario } from './feed/scenario.ts';
import { demoProgress, type Screen } from './progress.ts';
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
    await app.applyProject(options.project);
    const outcome = await feedThrough(app, options);
    screen.note(say('stage.settle'));
    await app.advanceTo(scenario.range.to);
    await app.refreshModels();
    await app.settle();
    screen.note(say('stage.check'));
    const result = await takeFigures(app, options, outcome);
    return { result: { ...result, elapsedSeconds: Math.round((options.clock() - startedAt) / 100) / 10 }, app };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Entries that may wait for the engine while the next are sent: enough that it never starves, few enough that messages are on time. */
const WAITING_MAX = 2_000;

async function feedThrough(app: DemoApp, { scenario, say, screen, clock, modelsEveryMs }: DemoOptions): Promise<FeedOutcome> {
  const { range } = scenario;
  screen.note(say('stage.feed', { url: app.url }));
  const progress = demoProgress({ screen, say, range, clock, counters: () => app.counters() });
  // New edges score everybody anew; what is sent meanwhile would wait behind that, so it is sent afterwards.
  const pace = createPace({ from: range.from, everyMs: modelsEveryMs ?? scenario.modelsEveryMs }, async () => {
    await app.refreshModels();
    await app.settle();
  });
  const outcome = await scenario.feed({
    url: app.url,
    writeKey: app.writeKey,
    before: async (time) => {
      await app.keepUp(WAITING_MAX);
      await pace.before(time);
    },
    mail: app,
    progress: (state) => progress.update(state),
  });
  progress.end();
  return outcome;
}

async function takeFigures(
  app: DemoApp,
  { scenario, project }: DemoOptions,
  { refused }: FeedOutcome,
): Promise<Omit<DemoResult, 'elapsedSeconds'>> {
  const { roles, range } = scenario;
  const liveSide = await readLive(app);
  const own = await ownEvents(app.warehouse);
  const sent = (figures: Figures): Figures => ({ ...figures, events: figures.events - own });
  const traits = liveSide.map((known) => known.traits);
  const live = sent(figuresOf(traits, roles));
  const warehouse = sent(await warehouseFigures(app.warehouse, scenario.reading, range.to));
  const sample = sampleOf(liveSide);
  const edges = await edgesInForce(app.warehouse);
  const customers = sample.map(({ customer }) => customer);
  const sampleByWarehouse = await readSample(app.warehouse, project, { now: range.to, edges, customers });
  const counted = scenario.expected();
  const published = await scenario.published();
  const expected = { ...counted, ...published };
  const [messages, latency] = [await messageFigures(app.warehouse), await latencyFigures(app.warehouse)];
  const checks = [
    ...compareFigures(expected, live, warehouse),
    ...(published ? [publishedCheck(expected, counted)] : []),
    ...(await liftTruth(app, { scenario, project })),
    ...(await checkLoop({ app, refused, messages, latency, sample, sampleByWarehouse })),
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

/** Of the intervals that are held against the truth: so wide that a run in a thousand fails by chance. */
const LIFT_LEVEL = 0.999;
const LIFT_WINDOW_MS: number = 14 * DAY;

/** What the people of the scenario truly did because of messages, against what the warehouse concludes. */
async function liftTruth(app: DemoApp, { scenario, project }: Pick<DemoOptions, 'scenario' | 'project'>): Promise<readonly Check[]> {
  const workspace = project.definitions.find((definition) => definition.kind === 'workspace');
  if (!scenario.people || !workspace) return [];
  const moment = { windowMs: LIFT_WINDOW_MS, now: scenario.range.to };
  const truths = await trueEffects(app.warehouse, { caused: scenario.people.caused, ...moment });
  return liftChecks(await liftOf(app.warehouse, { mapping: mappingOf(workspace), level: LIFT_LEVEL, ...moment }), truths);
}

const SAMPLE_SIZE = 150;

/** Customers spread evenly over all, for the comparison that is too costly for everybody. */
function sampleOf(customers: readonly Known[]): readonly Known[] {
  const stride = Math.max(1, Math.floor(customers.length / SAMPLE_SIZE));
  return customers.filter((_, index) => index % stride === 0).slice(0, SAMPLE_SIZE);
}
