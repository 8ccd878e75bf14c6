/**
 * A configured cluster that a backup is restored into: a topic, a schema and a database that have held nothing yet.
 *
 * Y1. While a restore is under way its mark lies among the papers that all processes share, so none starts (X2).
 * Y2. One that was cut off goes on when the same moment of the same backup is restored again: the log keeps what it has, for its positions cannot be given
 *     a second time; state, warehouse and what lies beside them are cleared and filled anew. Receipts that the first had already put behind the
 *     last entry are replayed, and so are not put there again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LETTERS_DESK } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import { createTables, storedColumns } from '../../learn/index.ts';
import { type DeskKind, openDeskFolder, type Papers } from '../../port/state/index.ts';
import {
  deskOfFile,
  isOfFolderQuarantine,
  PAPERS,
  putInto,
  RESTORED_MARK,
  RESTORING,
  type RestoreMoment,
  type RestoreTarget,
} from '../backup/index.ts';
import { type ClusterConfig, CONFIG_FILE } from '../config/index.ts';
import { clearState, configuredCluster, copyDesk, type Place } from '../migrate/index.ts';
import { clusterPlaces, openLog } from '../places/index.ts';

/** `directory`: where the settings go that every process has in a folder of its own. */
export function clusterTarget(config: ClusterConfig, directory: string): RestoreTarget & { readonly name: string } {
  const place = configuredCluster(config);
  const { log } = clusterPlaces(config);
  return {
    name: place.name,
    assertFree: (moment) => assertFree(place, moment),
    room: async () => undefined,
    async begin(moment) {
      const begun = await withPapers(place, async (papers) => {
        const mark = await papers.read(RESTORING);
        await papers.change(RESTORING, () => markOf(moment));
        return mark === markOf(moment);
      });
      if (begun) await clear(place);
    },
    finish: () => withPapers(place, (papers) => papers.change(RESTORING, () => RESTORED_MARK)),
    putFile: (name, contents) => put(place, { directory, name, contents }),
    async fillLog({ first }) {
      const target = await place.fillLog();
      let filled = target.last.position;
      return {
        last: target.last.position,
        async put(records) {
          await target.put(records, first);
          filled = records.at(-1)!.position;
        },
        close: async () => (filled > 0 ? target.finish(first).finally(() => target.close()) : target.close()),
      };
    },
    openLog: () => openLog(log),
    openState: () => place.openState(),
    openWarehouse: () => place.openWarehouse(),
    openBounds: place.openBounds,
    openLetters: () => place.desks.open(LETTERS_DESK),
  };
}

async function assertFree(place: Place, moment: RestoreMoment): Promise<void> {
  const mark = await withPapers(place, (papers) => papers.read(RESTORING));
  if (mark === markOf(moment)) return;
  const found = await place.found();
  if (found !== undefined || (mark !== undefined && mark !== RESTORED_MARK))
    throw new VolanoError('VOLANO_RESTORE_NOT_EMPTY', { path: found ?? place.name });
}

/** Of a moment, to be known again. */
function markOf({ digest, position }: RestoreMoment): string {
  return `${JSON.stringify({ digest, position })}\n`;
}

async function withPapers<Result>(place: Place, work: (papers: Papers) => Promise<Result>): Promise<Result> {
  const papers = await place.openPapers();
  return work(papers).finally(() => papers.close());
}

/** What an interrupted restore has left, but for the log. */
async function clear(place: Place): Promise<void> {
  const state = await place.openState();
  await clearState(state).finally(() => state.close());
  const warehouse = await place.openWarehouse();
  try {
    await createTables(warehouse);
    for (const { name } of storedColumns()) await warehouse.execute(`TRUNCATE TABLE ${name}`);
  } finally {
    await warehouse.close();
  }
}

interface File {
  readonly directory: string;
  readonly name: string;
  readonly contents: AsyncIterable<Uint8Array>;
}

async function put(place: Place, { directory, name, contents }: File): Promise<void> {
  const desk = deskOfFile(name);
  if (desk) return putDesk(place, desk, contents);
  if (PAPERS.includes(name)) {
    const text = await textOf(contents);
    return withPapers(place, (papers) => papers.change(name, () => text));
  }
  // The configuration of the new cluster is the one that was given.
  if (name !== CONFIG_FILE && !isOfFolderQuarantine(name)) await putInto(join(directory, name), contents);
}

async function putDesk({ desks }: Place, kind: DeskKind, contents: AsyncIterable<Uint8Array>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'volano-restore-'));
  try {
    await putInto(join(folder, kind.name, 'data.mdb'), contents);
    const source = await openDeskFolder({ ...kind, path: join(folder, kind.name) });
    try {
      const target = await desks.open(kind);
      await copyDesk(source, target).finally(() => target.close());
    } finally {
      await source.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function textOf(contents: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of contents) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
