/** What becomes of customers in journeys, as the engine's last commit has counted it: by journey, version and step. */
import { VolanoError } from '../../base/index.ts';
import { type JourneyDefinition, listsWithin, type Released, type Step, type Text } from '../../define/index.ts';
import { type ByRule, type JourneyCounts, type StepCounts, totalOf, type WrongCounts, waitingIn, wrongIn } from '../engine/index.ts';
import type { Releases } from '../releases.ts';

/** How many, and of those that left or failed why. */
interface Ends {
  readonly exited: number;
  readonly exitedBy: ByRule;
  readonly failed: number;
  readonly failedBy: ByRule;
}

/** Of one step. entered = waiting + proceeded + exited + failed. */
export interface StepFigures extends Ends {
  readonly step: string;
  /** As in its definition; absent where no release that counts still has it. */
  readonly type?: Step['type'];
  readonly entered: number;
  readonly waiting: number;
  readonly proceeded: number;
}

/** Of one version. entered + movedIn = waiting + completed + converted + exited + failed + movedOut. */
export interface VersionFigures extends Ends {
  readonly version: number;
  /** Whether customers may enter it. */
  readonly isLive: boolean;
  readonly entered: number;
  readonly movedIn: number;
  readonly movedOut: number;
  readonly waiting: number;
  readonly completed: number;
  readonly converted: number;
}

/** Of all versions together: entered = waiting + completed + converted + exited + failed. */
export interface JourneyFigures extends Ends {
  readonly journey: string;
  readonly name: Text;
  /** Whether the running release has it. */
  readonly isLive: boolean;
  readonly entered: number;
  readonly waiting: number;
  readonly completed: number;
  readonly converted: number;
  /** The latest first. */
  readonly versions: readonly VersionFigures[];
  /** Figures of it that do not add up: none, unless something is wrong with the product. */
  readonly wrong: readonly WrongCounts[];
}

/** Steps in reading order. */
export interface JourneyDetail extends Omit<JourneyFigures, 'versions'> {
  readonly versions: readonly (VersionFigures & { readonly steps: readonly StepFigures[] })[];
}

export type ReadCounts = () => Promise<readonly JourneyCounts[]>;

export interface JourneyDeskWorld {
  readonly journeyCounts: ReadCounts;
  readonly releases: Pick<Releases, 'plan' | 'list' | 'journeyText'>;
}

/** The journeys of the running release, and those that anybody has ever entered. */
export class JourneyDesk {
  readonly #world: JourneyDeskWorld;

  constructor(world: JourneyDeskWorld) {
    this.#world = world;
  }

  /** By id. */
  async list(): Promise<readonly JourneyFigures[]> {
    const details = await this.#all();
    return details.map((one) => ({ ...one, versions: one.versions.map(({ steps: _, ...version }) => version) }));
  }

  /** Rejects with VOLANO_RESOURCE_UNKNOWN. */
  async of(id: string): Promise<JourneyDetail> {
    const found = (await this.#all()).find(({ journey }) => journey === id);
    if (!found) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id });
    return found;
  }

  async #all(): Promise<readonly JourneyDetail[]> {
    const counts = Map.groupBy(await this.#world.journeyCounts(), ({ journey }) => journey);
    const ids = new Set([...counts.keys(), ...this.#live().keys()]);
    return [...ids].sort().map((id) => this.#detail(id, counts.get(id) ?? []));
  }

  #detail(journey: string, counts: readonly JourneyCounts[]): JourneyDetail {
    const { releases } = this.#world;
    const definitions = releases.plan.journeys.definitions.get(journey) ?? [];
    const live = this.#live().get(journey);
    const numbers = new Set([...counts.map(({ version }) => version), ...(live ? [live.version] : [])]);
    const versions = [...numbers]
      .sort((a, b) => b - a)
      .map((version) => {
        const own = counts.find((one) => one.version === version) ?? noCounts(journey, version);
        return versionFigures(own, { isLive: live?.version === version, definition: definitions.find((one) => one.version === version) });
      });
    const total = (name: 'entered' | 'waiting' | 'completed' | 'converted'): number => sum(versions.map((one) => one[name]));
    return {
      journey,
      name: releases.journeyText(journey) ?? { en: journey, zh: journey },
      isLive: live !== undefined,
      entered: total('entered'),
      waiting: total('waiting'),
      completed: total('completed'),
      converted: total('converted'),
      ...ends(added(counts.map(({ exited }) => exited)), added(counts.map(({ failed }) => failed))),
      versions,
      wrong: wrongIn(counts),
    };
  }

  #live(): ReadonlyMap<string, Released<JourneyDefinition>> {
    const { definitions = [] } = this.#world.releases.list.at(-1) ?? {};
    return new Map(
      definitions.flatMap(({ version, definition }) => (definition.kind === 'journey' ? [[definition.id, { version, definition }]] : [])),
    );
  }
}

interface About {
  readonly isLive: boolean;
  readonly definition: Released<JourneyDefinition> | undefined;
}

function versionFigures(counts: JourneyCounts, { isLive, definition }: About): JourneyDetail['versions'][number] {
  const { version, entered, movedIn, movedOut, completed, converted, exited, failed, steps } = counts;
  const written = definition ? inReadingOrder(definition.definition.steps) : [];
  const known = new Set(written.map(({ id }) => id));
  const gone = Object.keys(steps).filter((id) => !known.has(id));
  return {
    ...{ version, isLive, entered, movedIn, movedOut, waiting: waitingIn(counts), completed, converted },
    ...ends(exited, failed),
    steps: [
      ...written.map(({ id, type }) => ({ step: id, type, ...stepFigures(steps[id]) })),
      ...gone.sort().map((id) => ({ step: id, ...stepFigures(steps[id]) })),
    ],
  };
}

function stepFigures(counts: StepCounts | undefined): Omit<StepFigures, 'step' | 'type'> {
  const { entered = 0, waiting = 0, proceeded = 0, exited = {}, failed = {} } = counts ?? {};
  return { entered, waiting, proceeded, ...ends(exited, failed) };
}

function ends(exitedBy: ByRule, failedBy: ByRule): Ends {
  return { exited: totalOf(exitedBy), exitedBy, failed: totalOf(failedBy), failedBy };
}

function noCounts(journey: string, version: number): JourneyCounts {
  return { journey, version, entered: 0, movedIn: 0, movedOut: 0, completed: 0, converted: 0, exited: {}, failed: {}, steps: {} };
}

function inReadingOrder(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => [step, ...listsWithin(step).flatMap((list) => inReadingOrder(list.steps))]);
}

function added(all: readonly ByRule[]): ByRule {
  const sums: Record<string, number> = {};
  for (const one of all) for (const [rule, count] of Object.entries(one)) sums[rule] = (sums[rule] ?? 0) + count;
  return sums;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
