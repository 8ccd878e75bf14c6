/** Broadcasts for a running product: what one would be, and the journey of one put as an unpublished change. */
import { messageOf, saidIn, VolanoError } from '../../base/index.ts';
import { type Finding, type JourneyDefinition, type Project, placeOf, problemsOf, type Release, type Text } from '../../define/index.ts';
import type { Changes, LooseDefinition } from '../changes/index.ts';
import { type BroadcastWish, broadcastJourney, broadcastMoment, withBroadcast } from './journey.ts';

/** What a broadcast would be. */
export interface BroadcastPlan {
  /** Id of its journey. */
  readonly journey: string;
  readonly name: Text;
  readonly segment: string;
  /** When its time comes in the workspace's zone, ms; for customers in other zones it comes earlier or later. */
  readonly at: number;
  /** Share of the members that gets nothing, so that it can be measured. */
  readonly holdout: number;
  /** What keeps it from being released, by where it stands in the journey. */
  readonly problems: readonly { readonly path: string; readonly message: Text }[];
  /** What lints say of it; errors have to be accepted when it is released. */
  readonly findings: readonly Finding[];
}

interface BroadcastDeskParts {
  /** Ascending. */
  readonly releases: () => readonly Release[];
  readonly changes: Pick<Changes, 'put' | 'project'>;
  /** What a release would come to. Rejects with errors of kind `definition`. */
  readonly review: (project: Project) => Promise<{ readonly findings: readonly Finding[] }>;
  /** Wall clock, ms. */
  readonly now: () => number;
}

/** Over the newest release with what is unpublished. */
export class BroadcastDesk {
  readonly #parts: BroadcastDeskParts;

  constructor(parts: BroadcastDeskParts) {
    this.#parts = parts;
  }

  /**
   * What it would be; nothing is changed. Rejects with VOLANO_BROADCAST_TIME, VOLANO_BROADCAST_PAST, VOLANO_BROADCAST_TAKEN, VOLANO_RESOURCE_UNKNOWN and
   * VOLANO_CHANGE_OVERTAKEN.
   */
  async plan(wish: BroadcastWish): Promise<BroadcastPlan> {
    const { plan } = await this.#planned(wish);
    return plan;
  }

  /** Puts its journey as an unpublished change: it goes out when that is released in time. Rejects as `plan` does, and with VOLANO_CHANGE_CONFLICT. */
  async put(wish: BroadcastWish, by: string): Promise<BroadcastPlan> {
    const { plan, journey } = await this.#planned(wish);
    const on = this.#parts.releases().at(-1)?.number ?? 0;
    await this.#parts.changes.put(journey, { definition: journey as unknown as LooseDefinition, on, by });
    return plan;
  }

  async #planned(wish: BroadcastWish): Promise<{ readonly plan: BroadcastPlan; readonly journey: JourneyDefinition }> {
    const project = await this.#parts.changes.project();
    const journey = broadcastJourney(wish, project);
    const at = broadcastMoment(wish.at, project);
    if (at <= this.#parts.now()) throw new VolanoError('VOLANO_BROADCAST_PAST', { at: wish.at });
    const next = withBroadcast(project, journey);
    const problems = problemsIn(journey, next);
    const told = problems.length > 0 ? { problems, findings: [] } : await this.#reviewed(journey, next);
    const { id, name, holdout = 0 } = journey;
    return { plan: { journey: id, name, segment: wish.segment, at, holdout, ...told }, journey };
  }

  /** What only the whole of a release tells. Where something else that is unpublished is wrong, nothing can be told of this one. */
  async #reviewed(journey: JourneyDefinition, project: Project): Promise<Pick<BroadcastPlan, 'problems' | 'findings'>> {
    try {
      const { findings } = await this.#parts.review(project);
      return { problems: [], findings: findings.filter(({ kind, id }) => kind === 'journey' && id === journey.id) };
    } catch (error) {
      if (!(error instanceof VolanoError) || error.kind !== 'definition') throw error;
      const { path = '', problem = { en: error.message, zh: messageOf(error.code, error.details, 'zh') } } = error.details;
      const place = `journey.${journey.id}`;
      const isOwn = path === place || String(path).startsWith(`${place}.`);
      const problems = isOwn
        ? [{ path: String(path).slice(place.length + 1), message: { en: saidIn(problem, 'en'), zh: saidIn(problem, 'zh') } }]
        : [];
      return { problems, findings: [] };
    }
  }
}

function problemsIn(journey: JourneyDefinition, project: Project): BroadcastPlan['problems'] {
  const place = placeOf(journey);
  return problemsOf(project)
    .filter(({ path }) => path === place || path.startsWith(`${place} at `))
    .map(({ path, text }) => ({ path: path.slice(place.length).replace(/^ at /, ''), message: text }));
}
