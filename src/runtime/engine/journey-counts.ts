/**
 * What becomes of customers in journeys, by version and step, kept with the commit (`journey-rows.ts`). A function of the log, so a replay comes to the same.
 *
 * Three things are counted, each from a source of its own, so that what is wrong shows: `wrongIn` compares them.
 *
 * C1. Of a version: entered + movedIn = waiting at all steps + completed + converted + exited + failed + movedOut. All but `waiting` are counted from facts.
 * C2. Of a step: entered = waiting + proceeded + exited + failed. All but `waiting` are counted from passages (J9 of core/decide).
 * C3. `waiting` is counted from the states of customers: what a batch finds of each customer and what it leaves.
 * C4. Of a customer who goes to another partition what was counted at the entry goes with it: C1 and C2 hold in each partition, and in the sum.
 */
import type { Customer, Fact, JourneyState, Passage } from '../../core/index.ts';

/** How often, by rule. */
export type ByRule = Readonly<Record<string, number>>;

export interface StepCounts {
  /** Instances that have come to it. */
  readonly entered: number;
  /** That rest at it now. */
  readonly waiting: number;
  /** That have gone on to what follows. */
  readonly proceeded: number;
  /** Whose journey has ended there, or that a release has moved elsewhere; a goal is a rule of these as well. */
  readonly exited: ByRule;
  /** That have gone on by its edge of failure, or whose journey has failed there. */
  readonly failed: ByRule;
}

/** Of one version of a journey. */
export interface JourneyCounts {
  readonly journey: string;
  readonly version: number;
  readonly entered: number;
  /** Moved here from another version, and from here to another, by a release. */
  readonly movedIn: number;
  readonly movedOut: number;
  readonly completed: number;
  readonly converted: number;
  readonly exited: ByRule;
  readonly failed: ByRule;
  /** By id; those that somebody has come to. */
  readonly steps: Readonly<Record<string, StepCounts>>;
}

type Writable<Counts> = {
  -readonly [Name in keyof Counts]: Counts[Name] extends ByRule
    ? Record<string, number>
    : Counts[Name] extends Readonly<Record<string, StepCounts>>
      ? Record<string, Writable<StepCounts>>
      : Counts[Name];
};

/** Where an instance rests. */
export type Place = Pick<Passage, 'journey' | 'version' | 'step'>;

const NOWHERE: readonly Place[] = Object.freeze([]);

export function placesOf({ instances }: JourneyState): readonly Place[] {
  return instances.length === 0 ? NOWHERE : instances.map(({ journey, version, step }) => ({ journey, version, step }));
}

/** Counts for one batch: rows of earlier ones stay as they are. */
export class JourneyCounters {
  readonly #rows: Map<string, JourneyCounts>;
  /** Rows, and steps of them, that are this batch's own. */
  readonly #own = new Set<object>();

  /** `rows`: changed in place, the counts in it are not. */
  constructor(rows: Map<string, JourneyCounts>) {
    this.#rows = rows;
  }

  /** About a journey. */
  fact({ action, name, version, detail }: Fact): void {
    const row = this.#row(name, version);
    switch (action) {
      case 'entered':
      case 'completed':
      case 'converted':
        row[action]++;
        break;
      case 'exited':
      case 'failed':
        count(row[action], String(detail?.rule));
        break;
      case 'transferred':
        row.movedIn++;
        this.#row(name, Number(detail?.from)).movedOut++;
    }
  }

  passage({ journey, version, step, how, rule = '' }: Passage): void {
    const counts = this.#step(this.#row(journey, version), step);
    if (how === 'entered' || how === 'proceeded') counts[how]++;
    else count(counts[how], rule);
  }

  /** Where a customer's instances rested, and where they do by now. */
  rested(before: readonly Place[], { instances }: JourneyState): readonly Place[] {
    if (before.length === 0 && instances.length === 0) return NOWHERE;
    if (before.length === instances.length && before.every((one, i) => isSame(one, instances[i]!))) return before;
    const now = placesOf({ instances } as JourneyState);
    this.gone(before);
    for (const place of now) this.#waits(place, 1);
    return now;
  }

  /** Instances that rested there are here no more. */
  gone(before: readonly Place[]): void {
    for (const place of before) this.#waits(place, -1);
  }

  /** A whole customer comes from another partition (1), or leaves for one (-1). */
  customer({ journeys }: Customer, by: 1 | -1): void {
    for (const { journey, version, step } of journeys.instances) {
      const row = this.#row(journey, version);
      row.entered += by;
      this.#step(row, step).entered += by;
    }
  }

  /** Of a state of which nothing was counted before: that many are there, and nobody has left. */
  begin(place: Place, waiting: number): void {
    const row = this.#row(place.journey, place.version);
    const step = this.#step(row, place.step);
    row.entered += waiting;
    step.entered += waiting;
    step.waiting += waiting;
  }

  #waits({ journey, version, step }: Place, by: 1 | -1): void {
    this.#step(this.#row(journey, version), step).waiting += by;
  }

  #row(journey: string, version: number): Writable<JourneyCounts> {
    const key = `${journey}@${version}`;
    const known = this.#rows.get(key);
    if (known && this.#own.has(known)) return known as Writable<JourneyCounts>;
    const row: Writable<JourneyCounts> = known
      ? { ...known, exited: { ...known.exited }, failed: { ...known.failed }, steps: { ...(known.steps as Record<string, StepCounts>) } }
      : { journey, version, entered: 0, movedIn: 0, movedOut: 0, completed: 0, converted: 0, exited: {}, failed: {}, steps: {} };
    this.#own.add(row);
    this.#rows.set(key, row);
    return row;
  }

  #step({ steps }: Writable<JourneyCounts>, id: string): Writable<StepCounts> {
    const known = steps[id];
    if (known && this.#own.has(known)) return known;
    const step: Writable<StepCounts> = known
      ? { ...known, exited: { ...known.exited }, failed: { ...known.failed } }
      : { entered: 0, waiting: 0, proceeded: 0, exited: {}, failed: {} };
    this.#own.add(step);
    steps[id] = step;
    return step;
  }
}

function count(by: Record<string, number>, rule: string): void {
  by[rule] = (by[rule] ?? 0) + 1;
}

function isSame(a: Place, b: Place): boolean {
  return a.step === b.step && a.version === b.version && a.journey === b.journey;
}

/** Of all rules. */
export function totalOf(by: ByRule): number {
  let total = 0;
  for (const rule in by) total += by[rule]!;
  return total;
}

/** Instances of the version that are under way. */
export function waitingIn({ steps }: Pick<JourneyCounts, 'steps'>): number {
  return Object.values(steps).reduce((total, { waiting }) => total + waiting, 0);
}

/** Figures that do not add up. */
export interface WrongCounts {
  readonly journey: string;
  readonly version: number;
  /** Absent: the version as a whole. */
  readonly step?: string;
  /** How many have come, and how many of them are accounted for. */
  readonly entered: number;
  readonly found: number;
}

/** What breaks C1 or C2, in order. */
export function wrongIn(counts: Iterable<JourneyCounts>): readonly WrongCounts[] {
  const wrong: WrongCounts[] = [];
  for (const row of counts) {
    const { journey, version, completed, converted, movedIn, movedOut } = row;
    const entered = row.entered + movedIn;
    const found = waitingIn(row) + completed + converted + totalOf(row.exited) + totalOf(row.failed) + movedOut;
    if (entered !== found) wrong.push({ journey, version, entered, found });
    for (const [step, one] of Object.entries(row.steps)) {
      const accounted = one.waiting + one.proceeded + totalOf(one.exited) + totalOf(one.failed);
      if (one.entered !== accounted) wrong.push({ journey, version, step, entered: one.entered, found: accounted });
    }
  }
  return wrong;
}

/** Sums by version, of several partitions. */
export function addedCounts(all: readonly (readonly JourneyCounts[])[]): readonly JourneyCounts[] {
  const sums = new Map<string, JourneyCounts>();
  for (const one of all.flat()) {
    const key = `${one.journey}@${one.version}`;
    const before = sums.get(key);
    sums.set(key, before ? added(before, one) : one);
  }
  return [...sums.values()].sort((a, b) => (a.journey === b.journey ? a.version - b.version : a.journey < b.journey ? -1 : 1));
}

/** Numbers are added, whatever is within; journey and version are the same. */
function added(a: JourneyCounts, b: JourneyCounts): JourneyCounts {
  return { ...(sum(a as unknown as Nested, b as unknown as Nested) as unknown as JourneyCounts), journey: a.journey, version: a.version };
}

interface Nested {
  readonly [name: string]: number | Nested;
}

function sum(a: Nested, b: Nested): Nested {
  const total: { [name: string]: number | Nested } = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const own = total[name];
    if (typeof value === 'number') total[name] = ((own as number | undefined) ?? 0) + value;
    else if (typeof value === 'object') total[name] = sum((own as Nested | undefined) ?? {}, value);
  }
  return total;
}
