/** The figures of journeys as rows `journey.ID@VERSION` of the table `meta`, and where the instances of a state rest. */
import { journeysInRow } from '../../core/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import {
  addedCounts,
  JourneyCounters,
  type JourneyCounts,
  type Place,
  placesOf,
  type StepCounts,
  type WrongCounts,
  wrongIn,
} from './journey-counts.ts';
import { partName } from './keys.ts';

const ROW = 'journey.';

export function journeyRowName(key: string): string {
  return `${ROW}${key}`;
}

/** The key of a row by its name in the table `meta`; undefined: it is another row. */
export function journeyRowKey(name: string): string | undefined {
  return name.startsWith(ROW) ? name.slice(ROW.length) : undefined;
}

/** The same for equal counts. */
export function storedCounts({ steps, exited, failed, ...row }: JourneyCounts): object {
  const step = ([id, one]: readonly [string, StepCounts]) =>
    [id, { ...one, exited: sorted(one.exited), failed: sorted(one.failed) }] as const;
  return { ...row, exited: sorted(exited), failed: sorted(failed), steps: sorted(Object.fromEntries(Object.entries(steps).map(step))) };
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** As the last commit has them, by journey and version. */
export async function readJourneyCounts(state: StateReader): Promise<readonly JourneyCounts[]> {
  const rows = await state.range('meta', { start: Buffer.from(ROW), end: Buffer.from('journey/'), limit: ROWS_MAX });
  return addedCounts([rows.map(([, value]) => JSON.parse(Buffer.from(value).toString('utf8')) as JourneyCounts)]);
}

/** Beyond what releases come to. */
const ROWS_MAX = 100_000;
const PAGE = 2_000;

/** What is wrong with the counts of a state, in order: those that do not add up (C1, C2), then those that differ from where its instances rest (C3). */
export async function miscountsIn(state: StateReader): Promise<readonly WrongCounts[]> {
  const counts = await readJourneyCounts(state);
  const places = new Map(await placesIn(state));
  const wrong = [...wrongIn(counts)];
  for (const { journey, version, steps } of counts) {
    for (const [step, { waiting }] of Object.entries(steps)) {
      const name = nameOf({ journey, version, step });
      const found = places.get(name)?.waiting ?? 0;
      places.delete(name);
      if (found !== waiting) wrong.push({ journey, version, step, entered: waiting, found });
    }
  }
  for (const { place, waiting } of places.values()) wrong.push({ ...place, entered: 0, found: waiting });
  return wrong;
}

function nameOf({ journey, version, step }: Place): string {
  return `${journey}@${version}/${step}`;
}

interface Waiting {
  readonly place: Place;
  readonly waiting: number;
}

/** Where all instances of a state rest, counted anew. */
async function placesIn(state: StateReader): Promise<ReadonlyMap<string, Waiting>> {
  const found = new Map<string, Waiting>();
  for (let start: Uint8Array = Buffer.of(0); ; ) {
    const rows = await state.range('customer', { start, end: Buffer.of(0xff), limit: PAGE });
    for (const [key, value] of rows) {
      if (partName(key, idOf(key)) !== '') continue;
      for (const place of placesOf(journeysInRow(value))) {
        const name = nameOf(place);
        found.set(name, { place, waiting: (found.get(name)?.waiting ?? 0) + 1 });
      }
    }
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return found;
    start = Buffer.concat([last[0], Buffer.of(0)]);
  }
}

function idOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.indexOf(0)).toString('utf8');
}

/** Counts of a state that an engine has made which kept none: they begin with whoever is under way. */
export async function countsFrom(state: StateReader): Promise<Map<string, JourneyCounts>> {
  const rows = new Map<string, JourneyCounts>();
  const counters = new JourneyCounters(rows);
  for (const { place, waiting } of (await placesIn(state)).values()) counters.begin(place, waiting);
  return rows;
}
