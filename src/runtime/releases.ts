/** Releases of a running engine: making the next one, and knowing those there are. */
import { isDeepStrictEqual } from 'node:util';
import { VolanoError } from '../base/index.ts';
import {
  compilePlan,
  NO_MODELS,
  type Plan,
  type RecommendationModelEntry,
  type RecommendationModels,
  withEdges,
  withModels,
  withSlice,
} from '../core/index.ts';
import {
  type ChannelDefinition,
  type JourneyDefinition,
  type Project,
  type Release,
  type Released,
  type RolloutSettings,
  type StepEdits,
  type TemplateDefinition,
  type Text,
  validateProject,
} from '../define/index.ts';
import { type Conversion, conversionTo } from '../learn/index.ts';
import { compileDictionary, type Dictionary } from '../sense/index.ts';
import type { Appending } from './appender.ts';
import type { EngineLink, Meta } from './engine/index.ts';
import type { ReleaseSummary } from './figures.ts';
import { type NextRelease, nextRelease, underWayIn } from './project/index.ts';
import { withContent } from './release-content.ts';
import { assertApproved } from './review/approval.ts';
import { assertNoneBlocked } from './review/sound.ts';

/** What the maker of a release says beside the project. */
export interface Said {
  /** About customers inside of journeys, by journey. */
  readonly edits?: Readonly<Record<string, StepEdits>>;
  /** How journeys that change reach customers; absent: as each journey says. */
  readonly rollout?: RolloutSettings | 'at_once';
  /** The release whose definitions these are. */
  readonly backTo?: number;
  /** Members who proposed and approved it. */
  readonly by?: string;
  readonly approvedBy?: string;
  /** Number of the release that was looked at: it is made on no other one. */
  readonly on?: number;
  /** Only to be looked at. */
  readonly isReviewed?: boolean;
}

/** The releases of a running engine, oldest first; `apply` appends the next one when a project differs from the newest. */
export class Releases {
  readonly #appender: Appending;
  readonly #engine: EngineLink;
  readonly #templates = new Map<string, TemplateDefinition>();
  /** Of the newest release. */
  readonly #goals = new Map<string, JourneyDefinition['goal']>();
  readonly #journeyNames = new Map<string, Text>();
  #channels: ReadonlyMap<string, ChannelDefinition> = new Map();
  #dictionary: Dictionary | undefined;
  #purposeNames: ReadonlyMap<string, Text> = new Map();
  #list: Release[];
  #effects: Meta['effects'];
  #plan: Plan;
  #models: RecommendationModels;
  /** The releases under way: each is made after the one before it, or two would have one number. */
  #applying: Promise<unknown> = Promise.resolve();

  constructor(meta: Pick<Meta, 'releases' | 'edges'> & Partial<Pick<Meta, 'models'>>, appender: Appending, engine: EngineLink) {
    this.#list = [...meta.releases];
    this.#effects = engine.status.effects;
    this.#models = meta.models ?? NO_MODELS;
    this.#plan = withModels(compilePlan(this.#list, meta.edges, this.#effects), this.#models);
    this.#appender = appender;
    this.#engine = engine;
    for (const release of this.#list) this.#remember(release);
    engine.onBatch(() => {
      if (engine.status.effects !== this.#effects) this.#follow();
    });
  }

  /** What has taken effect by now. */
  #follow(): void {
    this.#effects = this.#engine.status.effects;
    this.#plan = withModels(compilePlan(this.#list, this.#plan.know.edges, this.#effects), this.#models);
  }

  /** Ascending. */
  get list(): readonly Release[] {
    return this.#list;
  }

  /** The plan that the engine follows. */
  get plan(): Plan {
    return this.#plan;
  }

  /** New edges of a score trait have been appended. */
  setEdges(trait: string, edges: readonly number[]): void {
    this.#plan = withEdges(this.#plan, new Map(this.#plan.know.edges).set(trait, edges), [trait]);
  }

  /** A slice of a model has been appended. */
  addSlice(entry: RecommendationModelEntry): void {
    this.#models = withSlice(this.#models, entry);
    this.#plan = withModels(this.#plan, this.#models);
  }

  /** Releases and models as the state store has them: what another process has made counts here as well. */
  learn({ releases, edges, models }: Pick<Meta, 'releases' | 'edges' | 'models'>): void {
    const newer = releases.filter(({ number }) => number > (this.#list.at(-1)?.number ?? 0));
    this.#list = [...this.#list, ...newer];
    for (const release of newer) this.#remember(release);
    this.#effects = this.#engine.status.effects;
    this.#models = models;
    this.#plan = withModels(compilePlan(this.#list, edges, this.#effects), models);
  }

  template(id: string, version: number): TemplateDefinition | undefined {
    return this.#templates.get(`${id}@${version}`);
  }

  /** The data dictionary of the running release; undefined when it has none. */
  get dictionary(): Dictionary | undefined {
    return this.#dictionary;
  }

  /** The channel as the running release defines it. */
  channel(id: string): ChannelDefinition | undefined {
    return this.#channels.get(id);
  }

  /** Name of a journey of any release, the latest one's; in English, as events carry it. */
  journeyName(id: string): string | undefined {
    return this.#journeyNames.get(id)?.en;
  }

  /** The same in both languages. */
  journeyText(id: string): Text | undefined {
    return this.#journeyNames.get(id);
  }

  /** Number of the first release that had the journey. */
  firstWith(journey: string): number | undefined {
    return this.#list.find(({ definitions }) =>
      definitions.some(({ definition }) => definition.kind === 'journey' && definition.id === journey),
    )?.number;
  }

  /** What counts as a conversion of a journey of any release, the latest one's. */
  conversionOf(journey: string): Conversion {
    return conversionTo(this.#goals.get(journey));
  }

  /** Ids of the channels that the running release defines. */
  get channelIds(): readonly string[] {
    return [...this.#channels.keys()];
  }

  /** Name of a purpose of the running release. */
  purposeName(id: string): Text | undefined {
    return this.#purposeNames.get(id);
  }

  /** What a release of the project, wherever it comes from, would be. Throws errors of kind `definition`. */
  next(project: Project, note?: string, { on, ...said }: Said = {}): NextRelease {
    const latest = this.#list.at(-1)?.number ?? 0;
    if (on !== undefined && on !== latest) throw new VolanoError('VOLANO_RELEASE_OVERTAKEN', { number: latest });
    const underWay = underWayIn(this.#plan, this.#effects);
    const options = { ...said, underWay, pinned: this.#pinned(), ...(note !== undefined && { note }) };
    const made = nextRelease(this.#list, validateProject(project), options);
    if (made.release === this.#list.at(-1)) return made;
    const release = { ...made.release, definitions: withContent(made.release.definitions) };
    compilePlan([...this.#list, release], this.#plan.know.edges);
    return { ...made, release };
  }

  /** The plan that the engine would follow from this release on, made by `next`. */
  planWith(release: Release): Plan {
    const list = this.#list.includes(release) ? this.#list : [...this.#list, release];
    return withModels(compilePlan(list, this.#plan.know.edges, this.#effects), this.#models);
  }

  /** Newest first. */
  summaries(): ReleaseSummary[] {
    return this.#list
      .map(({ number, note, by, approvedBy, backTo, definitions }, i) => ({
        number,
        definitions: definitions.length,
        changed: changedSince(this.#list[i - 1], definitions),
        ...(note !== undefined && { note }),
        ...(by !== undefined && { by }),
        ...(approvedBy !== undefined && { approvedBy }),
        ...(backTo !== undefined && { backTo }),
      }))
      .reverse();
  }

  /** Makes it the running release; resolves when the engine follows it. Rejects with VOLANO_RELEASE_OVERTAKEN when another process was first. */
  apply(project: Project, note?: string, said?: Said): Promise<NextRelease> {
    const applied = this.#applying.then(() => this.#apply(this.next(project, note, said)));
    this.#applying = applied.catch(() => undefined);
    return applied;
  }

  async #apply(made: NextRelease): Promise<NextRelease> {
    if (made.release === this.#list.at(-1)) return made;
    assertApproved(this.#list.at(-1), made.release);
    // The way back brings nothing that was not in force before; what has been forbidden since does not go out.
    if (made.release.backTo === undefined) assertNoneBlocked(made.release.definitions.map(({ definition }) => definition));
    const appended = await this.#appender.entries([{ type: 'release', release: made.release }]);
    await Promise.all(appended.map((place) => this.#engine.reached(place)));
    const learnt = this.#list.find(({ number }) => number === made.release.number);
    if (learnt && !isDeepStrictEqual(learnt, made.release)) throw new VolanoError('VOLANO_RELEASE_OVERTAKEN', { number: learnt.number });
    if (!learnt) {
      this.#list = [...this.#list, made.release];
      this.#remember(made.release);
    }
    this.#follow();
    return made;
  }

  /** The journey versions that customers are inside of now. */
  #pinned(): Released<JourneyDefinition>[] {
    const { counters } = this.#engine.status;
    const pinned = new Map<string, Released<JourneyDefinition>>();
    for (const { definitions } of this.#list) {
      for (const { version, definition } of definitions) {
        const key = `${definition.id}@${version}`;
        if (definition.kind === 'journey' && (counters.get(`journey.active:${key}`) ?? 0) > 0) pinned.set(key, { version, definition });
      }
    }
    return [...pinned.values()];
  }

  #remember(release: Release): void {
    for (const { version, definition, built } of release.definitions) {
      if (definition.kind === 'template') this.#templates.set(`${definition.id}@${version}`, built ?? definition);
      if (definition.kind !== 'journey') continue;
      this.#journeyNames.set(definition.id, definition.name);
      this.#goals.set(definition.id, definition.goal);
    }
    this.#dictionary = compileDictionary(release.definitions.map(({ definition }) => definition));
    const channels = release.definitions.flatMap(({ definition }) => (definition.kind === 'channel' ? [definition] : []));
    this.#channels = new Map(channels.map((channel) => [channel.id, channel]));
    const purposes = release.definitions.flatMap(({ definition }) => (definition.kind === 'purpose' ? [definition] : []));
    this.#purposeNames = new Map(purposes.map(({ id, name }) => [id, name]));
  }
}

/** How many definitions are new or have another version than in the release before. */
function changedSince(before: Release | undefined, definitions: readonly Released[]): number {
  const versions = new Map(before?.definitions.map((one) => [nameOf(one), one.version]));
  return definitions.filter((one) => versions.get(nameOf(one)) !== one.version).length;
}

function nameOf({ definition }: Released): string {
  return `${definition.kind}:${definition.id}`;
}
