/** What can be read of a quarantined record before it is judged again. */
import type { CallType, JsonObject } from '../../core/index.ts';
import { isObject } from '../call/index.ts';
import type { QuarantineRecord } from '../quarantine/index.ts';
import type { RecordFilter } from './correction.ts';
import { fits, type Told } from './corrector.ts';

/** Which records: all that is given must be so. Times are those of arrival, ms since 1970 UTC. */
export interface RecordSelection extends RecordFilter {
  readonly since?: number;
  /** Exclusive. */
  readonly until?: number;
  readonly ids?: readonly string[];
}

/** The call as it came; undefined of what is not kept whole as JSON. */
export function callIn({ form, truncated, raw, index }: QuarantineRecord): JsonObject | undefined {
  if (form !== 'json' || truncated || index < 0) return undefined;
  const call: unknown = JSON.parse(raw);
  return isObject(call) ? call : undefined;
}

/** The call that the address named; undefined of a batch, where each says it. */
export function callTypeOf({ route }: Pick<QuarantineRecord, 'route'>): CallType | undefined {
  return CALLS[route];
}

const CALLS: Readonly<Record<string, CallType>> = {
  identify: 'identify',
  i: 'identify',
  track: 'track',
  t: 'track',
  page: 'page',
  p: 'page',
  screen: 'screen',
  s: 'screen',
  group: 'group',
  g: 'group',
  alias: 'alias',
  a: 'alias',
};

/** Name of the event as the log would have it: `$page` of a page; '' where none can be read. */
export function eventNameOf(record: QuarantineRecord, call: JsonObject | undefined = callIn(record)): string {
  const type = callTypeOf(record) ?? call?.type;
  if (type === 'track') return typeof call?.event === 'string' ? call.event : '';
  return typeof type === 'string' && Object.values(CALLS).includes(type as CallType) ? `$${type}` : '';
}

export function toldOf(record: QuarantineRecord, call: JsonObject | undefined): Told {
  const { source, code, field } = record;
  return { source, event: eventNameOf(record, call), code, field };
}

export function isSelected({ id, at }: QuarantineRecord, told: Told, { since, until, ids, ...filter }: RecordSelection): boolean {
  if (at < (since ?? at) || (until !== undefined && at >= until)) return false;
  return (ids === undefined || ids.includes(id)) && fits(filter, told);
}
