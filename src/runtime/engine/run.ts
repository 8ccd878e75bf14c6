/** The next customers of an open run. */
import type { CustomerId } from '../../base/index.ts';
import { decodeIdentity, glanceAt, type Plan } from '../../core/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import { readRows } from './customers.ts';
import { identityKey, pastKey, readCustomerId } from './keys.ts';
import type { Run } from './meta.ts';

/** Customers that one batch refreshes at most, when a run is open; and of those that are looked at whether they need it. */
export const RUN_MAX = 1_000;
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
}

export async function loadRun(run: Run, world: RunWorld): Promise<NextOfRun> {
  if (run.scope === 'listed') return loadListed(run, world);
  const rows = await world.state.range('identity', { start: identityKey(`${run.cursor}\u0000`), end: AFTER_ALL, limit: RUN_MAX });
  const runIds = rows.map(([key, value]) => ({ id: readCustomerId(key), live: decodeIdentity(value).state === 'live' }));
  return { runIds, runGoesOn: rows.length === RUN_MAX };
}

/** Of whom nothing was collected nothing changes. Of others it is seen without reading them as a whole, where nothing has been decided before. */
async function loadListed({ cursor }: Run, { state, plan, now }: RunWorld): Promise<NextOfRun> {
  const listed = await state.range('past', { start: pastKey(`${cursor}\u0000`), end: AFTER_ALL, limit: LOOKED_AT_MAX });
  const ids = listed.map(([key]) => readCustomerId(key));
  const runGoesOn = listed.length === LOOKED_AT_MAX;
  if (!plan.renewal.areNew) return cut({ runIds: ids.map((id) => ({ id, live: true })), runGoesOn });
  const rows = await readRows(ids, state);
  const runIds = ids.map((id) => {
    const stored = rows.get(id);
    const glance = stored ? glanceAt(stored, plan, now) : 'done';
    return { id, live: glance === 'concerned', isOver: glance === 'done' };
  });
  return cut({ runIds, runGoesOn });
}

/** At most RUN_MAX live ones. */
function cut({ runIds, runGoesOn }: NextOfRun): NextOfRun {
  let live = 0;
  const end = runIds.findIndex((one) => one.live && ++live > RUN_MAX);
  return end < 0 ? { runIds, runGoesOn } : { runIds: runIds.slice(0, end), runGoesOn: true };
}

const AFTER_ALL = Buffer.from([0xff]);
