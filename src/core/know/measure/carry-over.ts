/**
 * A part under a newer release's layout: measures and cells by key; what no old one kept starts empty. Where parts have grown beside it (beyond.ts),
 * each of them takes its place: the latest that kept a measure tells it, the latest that kept rows tells the rows.
 */
import { type Accumulator, emptyAccumulator } from './accumulator.ts';
import { type EventPart, emptyPart, ownBuckets, setDictionary } from './event-part.ts';
import { cellKey, type PartLayout } from './layout.ts';

/** `sources`: the part itself, if there is one, then those that take its place; one at least. */
export function carryOver(sources: readonly EventPart[], layout: PartLayout): EventPart {
  const part = emptyPart(layout);
  const latestFirst = sources.toReversed();
  part.ever = layout.ever.map(({ key, family }) => firstOf(latestFirst, 'ever', key) ?? emptyAccumulator(family));
  part.latest = layout.latest.map(({ key }) => firstOf(latestFirst, 'latest', key) ?? Number.NaN);
  carryRows(latestFirst.find((one) => one.layout.windowed.length > 0) ?? sources[0]!, part);
  return part;
}

function firstOf<Kind extends 'ever' | 'latest'>(
  sources: readonly EventPart[],
  kind: Kind,
  key: string,
): EventPart[Kind][number] | undefined {
  for (const source of sources) {
    const at = source.layout[kind].findIndex((other) => other.key === key);
    if (at >= 0) return source[kind][at];
  }
  return undefined;
}

function carryRows(from: EventPart, part: EventPart): void {
  const { layout } = part;
  if (from.buckets.size > 0) ownBuckets(part);
  for (const [day, bucket] of from.buckets) {
    part.buckets.set(day, pick(from, bucket, layout));
    part.dirtyBuckets.add(day);
  }
  part.foldedUntil = from.foldedUntil;
  setDictionary(part, from.dictionary);
  const places = layout.cells.map((cell) =>
    from.layout.cells.findIndex((other) => other.kind === cell.kind && cellKey(from.layout, other) === cellKey(layout, cell)),
  );
  const missing = layout.cells.map(({ kind }) => (kind === 'filter' ? 0 : Number.NaN));
  for (let row = 0; row < from.rows.length; row++) {
    const cells = places.map((place, i) => (place < 0 ? missing[i]! : from.rows.cell(row, place)));
    part.rows.insert(from.rows.time(row), from.rows.marks?.[row] ?? '', cells);
  }
  part.rows.base = from.rows.base;
  part.rows.firstChunk = from.rows.firstChunk;
  part.rows.dirtyFrom = from.rows.base;
}

function pick(from: EventPart, bucket: readonly Accumulator[], layout: PartLayout): Accumulator[] {
  return layout.windowed.map(
    (measure) => bucket[from.layout.windowed.findIndex((other) => other.key === measure.key)] ?? emptyAccumulator(measure.family),
  );
}
