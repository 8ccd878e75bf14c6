/** Which moment of a backup is restored, and from where. */
import { VolanoError } from '../../base/index.ts';
import { ENGINE_VERSION } from '../engine/index.ts';
import { decodeEntries, readStored, type StoredFile } from '../snapshots/index.ts';
import { type LogSpan, type Manifest, type Point, type RowSpan, sunkOf } from './format.ts';

export interface GoalQuestion {
  /** The last entry that is to count. */
  readonly position?: number;
  /** All entries that the log took until then, ms. */
  readonly time?: number;
}

export interface Goal {
  /** Of the last entry that counts. */
  readonly position: number;
  /** State to begin from; undefined: the log is replayed from its beginning. */
  readonly point: Point | undefined;
  /** Entries from the state up to the goal. */
  readonly replayed: number;
  readonly log: readonly (StoredFile & LogSpan)[];
  readonly state: readonly StoredFile[];
  readonly warehouse: readonly (StoredFile & RowSpan)[];
  readonly files: readonly StoredFile[];
}

/** Rejects with VOLANO_RESTORE_UNREACHABLE and VOLANO_RESTORE_VERSION. */
export async function goalOf(from: string, manifest: Manifest, question: GoalQuestion): Promise<Goal> {
  const position = await positionOf(from, manifest, question);
  const point = manifest.points.findLast(({ reaches }) => reaches <= position);
  // A state that no entry is added to may be of any version: the next start says in the log which one goes on.
  if (point && point.engine !== ENGINE_VERSION && point.position !== position && point.engine !== '')
    throw new VolanoError('VOLANO_RESTORE_VERSION', { version: point.engine, own: ENGINE_VERSION, position: point.position });
  const first = manifest.log[0]?.first ?? 1;
  if (!point && !(await beginsAtTheBeginning(from, manifest)))
    throw new VolanoError('VOLANO_RESTORE_UNREACHABLE', {
      position,
      first: manifest.points[0]?.reaches ?? first,
      last: manifest.end.position,
    });
  const sunk = Math.min(point?.sunk ?? 0, sunkOf(manifest));
  return {
    position,
    point,
    replayed: Math.max(0, position - (point?.position ?? 0)),
    log: manifest.log.filter((file) => file.first <= position),
    state: point?.files ?? [],
    warehouse: manifest.warehouse.filter(({ to }) => to <= sunk),
    files: manifest.files,
  };
}

async function positionOf(from: string, manifest: Manifest, { position, time }: GoalQuestion): Promise<number> {
  const { end, log } = manifest;
  const first = log[0]?.first ?? end.position;
  if (position !== undefined) {
    if (position < first || position > end.position)
      throw new VolanoError('VOLANO_RESTORE_UNREACHABLE', { position, first, last: end.position });
    return position;
  }
  if (time === undefined || time >= end.at) return end.position;
  const file = log.findLast(({ firstAt }) => firstAt <= time);
  if (!file) throw new VolanoError('VOLANO_RESTORE_UNREACHABLE', { position: new Date(time).toISOString(), first, last: end.position });
  let last = file.first;
  for await (const records of decodeEntries(readStored(from, file), file.path)) {
    for (const record of records) {
      // Times as many processes have proposed them may go back: what comes later in the log counts as no earlier.
      if (record.at > time) return last;
      last = record.position;
    }
  }
  return last;
}

/** A log begins with the entry that names its engine, at position 1 or, when appends were refused before, soon after. */
async function beginsAtTheBeginning(from: string, { log }: Manifest): Promise<boolean> {
  const [file] = log;
  if (!file || file.first === 1) return true;
  for await (const [record] of decodeEntries(readStored(from, file), file.path))
    return (JSON.parse(Buffer.from(record!.value).toString('utf8')) as { readonly type?: unknown }).type === 'engine';
  return false;
}
