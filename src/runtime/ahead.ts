/**
 * What the log holds beyond the engine's last commit when a process starts. An earlier life may have ended between appending a release
 * and the engine's commit of it: the engine will follow that release as soon as it goes, so whoever renders its templates and reads its
 * traits has to know it before. Nor may a message be handed over again whose end is in the log already: the engine will take that end for the
 * whole truth.
 */
import { decodeEntry, type Entry, withSlice } from '../core/index.ts';
import type { Log, LogRecord } from '../port/log/index.ts';
import type { Meta } from './engine/index.ts';

type Known = Pick<Meta, 'releases' | 'edges' | 'models'>;

interface Followed extends Known {
  /** Messages still in the outbox whose receipt is in the log, with when they were last asked for; 0: never. */
  readonly ended: ReadonlyMap<string, number>;
}

const PAGE = 2_000;

/** Releases, models and ended messages as they will be when the engine has reached the end of the log. */
export async function followedAhead(meta: Known & Pick<Meta, 'progress'>, log: Log, partition: number): Promise<Followed> {
  const releases = [...meta.releases];
  const edges = new Map(meta.edges);
  let { models } = meta;
  const ended = new Map<string, number>();
  for (let after = meta.progress.position; ; ) {
    const records = await log.read(partition, after, PAGE);
    for (const entry of records.map(entryOf)) {
      if (entry?.type === 'release') releases.push(entry.release);
      else if (entry?.type === 'model') {
        if (entry.model === 'recommendation') models = withSlice(models, entry);
        else edges.set(entry.trait, entry.edges);
      } else if (entry?.type === 'receipt') ended.set(entry.message, entry.askedAt ?? 0);
      else if (entry?.type === 'redeliver') ended.delete(entry.command.message);
    }
    const last = records.at(-1);
    if (!last) return { releases, edges, models, ended };
    after = last.position;
  }
}

/** Undefined for what the engine will pass over as unreadable. */
function entryOf({ value }: LogRecord): Entry | undefined {
  try {
    return decodeEntry(value);
  } catch {
    return undefined;
  }
}
