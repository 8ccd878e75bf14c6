/**
 * What a part is to keep beyond what it has kept: measures of a part of its own, which grows beside it. It begins empty where a release ends its
 * batch, counts all that comes from there on, and takes in what was before (history.ts); then it takes its place in the part (take-over.ts).
 *
 * E1. Rows are taken over as a whole: when anything that windows read is new, or must reach back further, all that windows read grows anew.
 */
import { type Cell, type Column, type Filter, layoutOf, type Measure, type PartLayout } from './layout.ts';

/** What of `wanted` is not in `kept`, as a layout at that place; undefined when there is nothing. */
export function layoutBeyond(
  wanted: PartLayout,
  kept: PartLayout | undefined,
  place: Pick<PartLayout, 'slot' | 'key'>,
): PartLayout | undefined {
  const missing = (measures: readonly Measure[], known: readonly Measure[] | undefined): Measure[] =>
    measures.filter((measure) => !known?.some((other) => isSame(measure, other)));
  const ever = missing(wanted.ever, kept?.ever);
  const latest = missing(wanted.latest, kept?.latest);
  const growsRows = missing(wanted.windowed, kept?.windowed).length > 0 || reachesFurther(wanted, kept);
  if (ever.length + latest.length === 0 && !growsRows) return undefined;
  return { ...subsetOf(wanted, { ever, latest, growsRows }), ...place };
}

/** Key of a part that grows from a release on. */
export function preparingKey(part: string, since: number): string {
  return `${part}\u0000+${since}`;
}

export function isPreparingKey(key: string): boolean {
  return key.includes('\u0000+');
}

/** Periods are those of a time zone. */
function isSame(a: Measure, b: Measure): boolean {
  return a.key === b.key && (a.family !== 'periods' || a.clock === b.clock);
}

function reachesFurther(wanted: PartLayout, kept: PartLayout | undefined): boolean {
  if (wanted.windowed.length === 0) return false;
  return !kept || wanted.retentionMs > kept.retentionMs || (wanted.keepsMarks && !kept.keepsMarks);
}

interface Chosen {
  readonly ever: readonly Measure[];
  readonly latest: readonly Measure[];
  readonly growsRows: boolean;
}

/** A layout of these measures, with the columns and filters that they read. */
function subsetOf(layout: PartLayout, { ever, latest, growsRows }: Chosen): PartLayout {
  const columns: Column[] = [];
  const filters: Filter[] = [];
  const move = (measure: Measure): Measure => ({
    ...measure,
    column: measure.column < 0 ? -1 : placeIn(columns, layout.columns[measure.column]!),
    filter: measure.filter < 0 ? -1 : placeIn(filters, layout.filters[measure.filter]!),
  });
  const moveCell = ({ kind, of }: Cell): Cell => ({
    kind,
    of: kind === 'filter' ? placeIn(filters, layout.filters[of]!) : placeIn(columns, layout.columns[of]!),
  });
  return layoutOf({
    ...layout,
    columns,
    filters,
    ever: ever.map(move),
    latest: latest.map(move),
    windowed: growsRows ? layout.windowed.map(move) : [],
    cells: growsRows ? layout.cells.map(moveCell) : [],
    retentionMs: growsRows ? layout.retentionMs : 0,
    keepsMarks: growsRows && layout.keepsMarks,
    // Nobody reads through it.
    spans: [],
    cursorNumbers: 0,
    prepares: layout.key,
  });
}

function placeIn<T>(list: T[], item: T): number {
  const known = list.indexOf(item);
  return known >= 0 ? known : list.push(item) - 1;
}

/** Whether both keep the same, as long, of the same part: what one has collected the other may go on with. */
export function keepsAlike(a: PartLayout, b: PartLayout): boolean {
  return (
    a.prepares === b.prepares &&
    a.id === b.id &&
    a.retentionMs === b.retentionMs &&
    a.ever.every((measure, i) => isSame(measure, b.ever[i]!))
  );
}
