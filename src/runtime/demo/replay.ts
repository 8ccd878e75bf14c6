/** A scenario goes through the door of a running application, which follows it to the end of its range. */
import type { Project } from '../../define/index.ts';
import type { DemoApp } from './app.ts';
import { createPace } from './feed/pace.ts';
import type { DoorAccess, FeedOutcome, Scenario } from './feed/scenario.ts';

export interface ReplayOptions {
  readonly scenario: Scenario;
  readonly project: Project;
  /** Event time between two refreshes of the score models; default: the scenario's. */
  readonly modelsEveryMs?: number | undefined;
  readonly progress?: DoorAccess['progress'];
  /** All has been sent. */
  readonly sent?: () => void;
}

/** Entries that may wait for the engine while the next are sent: enough that it never starves, few enough that messages are on time. */
const WAITING_MAX = 2_000;

/** Resolves when engine, delivery and sink have come to the end of the range, with scores as of then. */
export async function replay(app: DemoApp, options: ReplayOptions): Promise<FeedOutcome> {
  const { scenario, project, modelsEveryMs = scenario.modelsEveryMs, progress = () => undefined, sent } = options;
  await app.applyProject(project);
  const coupons = project.definitions.filter((definition) => definition.kind === 'benefit' && definition.type === 'coupon');
  for (const { id } of coupons) if (scenario.codes?.[id]) await app.bringIn(id, scenario.codes[id]);
  // New edges score everybody anew; what is sent meanwhile would wait behind that, so it is sent afterwards.
  const pace = createPace({ from: scenario.range.from, everyMs: modelsEveryMs }, async () => {
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
    progress,
  });
  sent?.();
  await app.advanceTo(scenario.range.to);
  await app.refreshModels();
  await app.settle();
  return outcome;
}
