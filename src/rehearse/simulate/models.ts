/**
 * The models that a draft reads: edges of scores, recommendations.
 *
 * M1. Where the history computes the same (the definition and all that it reads are those that were in force there), its models count.
 * M2. All others are computed from the simulated past, as live: where the history has computed its models, at the same moments and in their place; else when the draft has
 *     come in, and a few minutes after each midnight.
 */
import type { TimeZone } from '../../base/index.ts';
import type { ModelEntry } from '../../core/index.ts';
import type { Definition, Release } from '../../define/index.ts';
import { nextRefreshAt, recommendationModels, scoreModels } from '../../runtime/rehearsal/index.ts';
import type { SimulatedLearning } from './learning.ts';

export interface SimulatedModelsOptions {
  readonly learning: SimulatedLearning;
  /** Of the draft. */
  readonly definitions: readonly Definition[];
  readonly timeZone: () => TimeZone;
  /** Whether the history computes models itself, from the draft's moment on. */
  readonly isPaced: boolean;
}

export class SimulatedModels {
  readonly #options: SimulatedModelsOptions;
  readonly #draft: ReadonlyMap<string, string>;
  #lived: ReadonlyMap<string, string> = new Map();
  #dueAt = Number.POSITIVE_INFINITY;
  /** What has been computed at a moment of the history's and does not stand in the log yet, by model. */
  #open = new Map<string, ModelEntry[]>();
  #openAt: number | undefined;

  constructor(options: SimulatedModelsOptions) {
    this.#options = options;
    this.#draft = modelKeys(options.definitions);
  }

  /** What is in force in the history from here on. */
  lived(release: Release | undefined): void {
    this.#lived = modelKeys(release?.definitions.map(({ definition }) => definition) ?? []);
  }

  /** When they are computed next by the clock, ms; Infinity where the history says when. */
  get dueAt(): number {
    return this.#hasOwn && !this.#options.isPaced ? this.#dueAt : Number.POSITIVE_INFINITY;
  }

  /** The draft has come in. */
  async begin(now: number): Promise<readonly ModelEntry[]> {
    return this.#options.isPaced ? [] : this.refresh(now);
  }

  /** Of the draft's own, as of now; from here on the clock goes on to the next. */
  async refresh(now: number): Promise<readonly ModelEntry[]> {
    this.#dueAt = nextRefreshAt(now, this.#options.timeZone());
    return this.#hasOwn ? this.#computed(now) : [];
  }

  /** What stands in place of an entry of the history; undefined: nothing does. */
  async inPlaceOf(entry: ModelEntry, at: number): Promise<ModelEntry | undefined> {
    const name = nameOf(entry);
    if (this.#draft.has(name) && !this.#isOwn(name)) return entry;
    if (this.#openAt !== at) {
      this.#openAt = at;
      this.#open = Map.groupBy(this.#hasOwn ? await this.#computed(at) : [], nameOf);
    }
    return this.#open.get(name)?.shift();
  }

  /** The rest of a moment: models that the history did not have. */
  rest(): readonly ModelEntry[] {
    const rest = [...this.#open.values()].flat();
    this.#open.clear();
    return rest;
  }

  get #hasOwn(): boolean {
    return [...this.#draft.keys()].some((name) => this.#isOwn(name));
  }

  #isOwn(name: string): boolean {
    return this.#draft.get(name) !== this.#lived.get(name);
  }

  async #computed(now: number): Promise<ModelEntry[]> {
    const { learning, definitions, timeZone } = this.#options;
    await learning.flush();
    const { warehouse } = learning;
    const own = definitions.filter((one) => one.kind !== 'recommendation' || this.#isOwn(`recommendation ${one.id}`));
    const entries: ModelEntry[] = [];
    for await (const slices of recommendationModels(own, { warehouse, timeZone: timeZone(), now })) entries.push(...slices);
    const scores = await scoreModels(definitions, { warehouse, now });
    return [...entries, ...scores.filter((entry) => this.#isOwn(nameOf(entry)))];
  }
}

/** Whether one of the projects has a model that the history has not, or has otherwise: what releases of the history say, from the draft's moment on. */
export function needsModels(definitions: readonly Definition[], lived: readonly Release[]): boolean {
  const draft = modelKeys(definitions);
  const all =
    lived.length === 0 ? [new Map<string, string>()] : lived.map((one) => modelKeys(one.definitions.map(({ definition }) => definition)));
  return all.some((keys) => [...draft].some(([name, key]) => keys.get(name) !== key));
}

function nameOf(entry: ModelEntry): string {
  return entry.model === 'quantiles' ? `trait ${entry.trait}` : `recommendation ${entry.recommendation}`;
}

/** Each model with all that it is computed from: its definition, those that are named in it, and so on; in the workspace's time zone. */
function modelKeys(definitions: readonly Definition[]): ReadonlyMap<string, string> {
  const read = new Map(definitions.filter(({ kind }) => READ.has(kind)).map((one) => [one.id, one]));
  const workspace = definitions.find(({ kind }) => kind === 'workspace');
  const zone = workspace && 'timeZone' in workspace ? workspace.timeZone : '';
  const models = definitions.filter((one) => one.kind === 'recommendation' || (one.kind === 'trait' && 'score' in one));
  return new Map(
    models.map((one) => {
      const reached = new Set<Definition>([one]);
      for (const each of reached) for (const id of textsIn(each)) if (read.has(id)) reached.add(read.get(id)!);
      return [`${one.kind} ${one.id}`, JSON.stringify([zone, ...[...reached].sort((a, b) => (a.id < b.id ? -1 : 1))])];
    }),
  );
}

const READ: ReadonlySet<string> = new Set(['trait', 'tag', 'segment']);

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) yield* textsIn(one);
}
