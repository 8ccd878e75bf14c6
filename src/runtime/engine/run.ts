/** The next customers of an open run. */
import type { CustomerId } from '../../base/index.ts';
import { decodeIdentity, glanceAt, type Plan } from '../../core/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import { readRows } from './customers.ts';
import { identityKey, pastKey, readCustomerId } from './keys.ts';
import type { Run } from './meta.ts';

/** Customers that one batch refreshes at most, when a run is open; and of those that are looked at whether they need it, at once and in all. */
export const RUN_MAX = 1_000;
const LOOKED_AT_ONCE = 1_000;
const LOOKED_AT_MAX = 8_000;

export interface NextOfRun {
  /**
   * In order of id. Those that are not live only move the cursor: they have been merged away, or nothing follows for them. `isOver`: and there is nothing
   * that they would still be listed for.
   */
  readonly runIds: readonly { readonly id: CustomerId; readonly live: boolean; readonly isOver?: boolean }[];
  /** Whether there may be more. */
  readonly runGoesOn: boolean;
}

export const NO_RUN: NextOfRun = { runIds: [], runGoesOn: false };

export interface RunWorld {
  readonly state: StateReader;
  readonly plan: Plan;
  /** Ms. */
  readonly now: number;
  /** How many the tick refreshes at most: more are not read. */
  readonly limit: number;
}

export async function loadRun(run: Run, world: RunWorld): Promise<NextOfRun> {
  if (run.scope === 'listed') return loadListed(run, world);
  const limit = Math.min(RUN_MAX, world.limit);
  const rows = await world.state.range('identity', { start: identityKey(`${run.cursor}\u0000`), end: AFTER_ALL, limit });
  const runIds = rows.map(([key, value]) => ({ id: readCustomerId(key), live: decodeIdentity(value).state === 'live' }));
  return { runIds, runGoesOn: rows.length === limit };
}

/** Of whom nothing was collected nothing changes. Of others it is seen without reading them as a whole, where nothing has been decided before. */
async function loadListed({ cursor }: Run, world: RunWorld): Promise<NextOfRun> {
  const most = Math.min(RUN_MAX, world.limit);
  const runIds: RunIds[number][] = [];
  let live = 0;
  let runGoesOn = true;
  // One more than is refreshed: those after the last one of them that need nothing are done with it.
  while (runGoesOn && live <= most && runIds.length < LOOKED_AT_MAX) {
    const from = pastKey(`${runIds.at(-1)?.id ?? cursor}\u0000`);
    const listed = await world.state.range('past', { start: from, end: AFTER_ALL, limit: LOOKED_AT_ONCE });
    runGoesOn = listed.length === LOOKED_AT_ONCE;
    for (const one of await glances(
      listed.map(([key]) => readCustomerId(key)),
      world,
    )) {
      runIds.push(one);
      if (one.live) live++;
    }
  }
  return cut({ runIds, runGoesOn }, most);
}

async function glances(ids: readonly CustomerId[], { state, plan, now }: RunWorld): Promise<RunIds> {
  if (!plan.renewal.areNew) return ids.map((id) => ({ id, live: true }));
  const rows = await readRows(ids, state);
  return ids.map((id) => {
    const stored = rows.get(id);
    const glance = stored ? glanceAt(stored, plan, now) : 'done';
    return { id, live: glance === 'concerned', isOver: glance === 'done' };
  });
}

/** At most so many live ones. */
function cut({ runIds, runGoesOn }: NextOfRun, most: number): NextOfRun {
  let live = 0;
  const end = runIds.findIndex((one) => one.live && ++live > most);
  return end < 0 ? { runIds, runGoesOn } : { runIds: runIds.slice(0, end), runGoesOn: true };
}

type RunIds = NextOfRun['runIds'];
const AFTER_ALL = Buffer.from([0xff]);
