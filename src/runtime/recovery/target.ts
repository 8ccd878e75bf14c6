/**
 * A configured cluster that a backup is restored into: a topic, a schema and a database that have held nothing yet.
 *
 * Y1. While a restore is under way its mark lies among the papers that all processes share, so none starts (X2).
 * Y2. One that was cut off goes on when the same moment of the same backup is restored again: the log keeps what it has, for its positions cannot be given
 *     a second time; state, warehouse and what lies beside them are cleared and filled anew. Receipts that the first had already put behind the
 *     last entry are replayed, and so are not put there again.
 */
import { LETTERS_DESK } from '../../act/index.ts';
import type { RestoreMoment, RestoreTarget, SeveralTarget } from '../backup/index.ts';
import type { ClusterConfig } from '../config/index.ts';
import { configuredCluster } from '../migrate/index.ts';
import { clusterPlaces, openLog } from '../places/index.ts';
import { filling } from './filling.ts';
import { assertFree, begin, clear, finish, put } from './papers.ts';
import { severalTarget } from './several-target.ts';

/** `directory`: where the settings go that every process has in a folder of its own. */
export function clusterTarget(config: ClusterConfig, directory: string): (RestoreTarget | SeveralTarget) & { readonly name: string } {
  return config.log.partitions > 1 ? severalTarget(config, directory) : singleTarget(config, directory);
}

function singleTarget(config: ClusterConfig, directory: string): RestoreTarget & { readonly name: string } {
  const place = configuredCluster(config);
  const { log } = clusterPlaces(config);
  return {
    name: place.name,
    assertFree: (moment) => assertFree(place, markOf(moment)),
    room: async () => undefined,
    async begin(moment) {
      if (await begin(place, markOf(moment))) await clear([await place.openState()], await place.openWarehouse());
    },
    finish: () => finish(place),
    putFile: (name, contents) => put(place, { directory, name, contents }),
    fillLog: async ({ first }) => filling(await place.fillLog(), first),
    openLog: () => openLog(log),
    openState: () => place.openState(),
    openWarehouse: () => place.openWarehouse(),
    openBounds: place.openBounds,
    openLetters: () => place.desks.open(LETTERS_DESK),
  };
}

/** Of a moment, to be known again. */
function markOf({ digest, position }: RestoreMoment): string {
  return `${JSON.stringify({ digest, position })}\n`;
}
