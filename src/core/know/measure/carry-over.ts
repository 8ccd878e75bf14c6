/** A part under a newer release's layout: measures and cells by key; what the old one did not keep starts empty. */
import { type Accumulator, emptyAccumulator } from './accumulator.ts';
import { type EventPart, emptyPart, ownBuckets, setDictionary } from './event-part.ts';
import type { Cell, PartLayout } from './layout.ts';

export function carryOver(from: EventPart, layout: PartLayout): EventPart {
  const part = emptyPart(layout);
  const pick = (kind: 'ever' | 'windowed', old: readonly Accumulator[]) =>
    layout[kind].map(
      (measure) => old[from.layout[kind].findIndex((other) => other.key === measure.key)] ?? emptyAccumulator(measure.family),
    );
  part.ever = pick('ever', from.ever);
  part.latest = layout.latest.map(({ key }) => from.latest[from.layout.latest.findIndex((other) => other.key === key)] ?? Number.NaN);
  if (from.buckets.size > 0) ownBuckets(part);
  for (const [day, bucket] of from.buckets) {
    part.buckets.set(day, pick('windowed', bucket));
    part.dirtyBuckets.add(day);
  }
  part.foldedUntil = from.foldedUntil;
  setDictionary(part, from.dictionary);
  const sources = layout.cells.map((cell) =>
    from.layout.cells.findIndex((other) => other.kind === cell.kind && cellKey(from.layout, other) === cellKey(layout, cell)),
  );
  const missing = layout.cells.map(({ kind }) => (kind === 'filter' ? 0 : Number.NaN));
  for (let row = 0; row < from.rows.length; row++) {
    const cells = sources.map((source, i) => (source < 0 ? missing[i]! : from.rows.cell(row, source)));
    part.rows.insert(from.rows.time(row), from.rows.marks?.[row] ?? '', cells);
  }
  part.rows.base = from.rows.base;
  part.rows.firstChunk = from.rows.firstChunk;
  part.rows.dirtyFrom = from.rows.base;
  return part;
}

function cellKey(layout: PartLayout, cell: Cell): string {
  return (cell.kind === 'filter' ? layout.filters : layout.columns)[cell.of]!.key;
}
