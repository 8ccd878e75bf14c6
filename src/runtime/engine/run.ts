/** The next customers of an open run. */
import type { CustomerId } from '../../base/index.ts';
import { Bundle, decodeIdentity, type Plan } from '../../core/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import { customerPrefix, identityKey, readCustomerId } from './keys.ts';
import type { Run } from './meta.ts';

/** Customers that one batch refreshes at most, when a run is open; and of those that are looked at whether they need it. */
export const RUN_MAX = 1_000;
const LOOKED_AT_MAX = 4_000;

export interface NextOfRun {
  /** In order of id. Those that are not live only move the cursor: they have been merged away, or the run is not for them. */
  readonly runIds: readonly { readonly id: CustomerId; readonly live: boolean }[];
  /** Whether there may be more. */
  readonly runGoesOn: boolean;
}

export const NO_RUN: NextOfRun = { runIds: [], runGoesOn: false };

export async function loadRun(run: Run, { state, plan }: { readonly state: StateReader; readonly plan: Plan }): Promise<NextOfRun> {
  const limit = run.scope === 'filled' ? LOOKED_AT_MAX : RUN_MAX;
  const rows = await state.range('identity', { start: identityKey(`${run.cursor}\u0000`), end: AFTER_ALL, limit });
  const runIds = rows.map(([key, value]) => ({ id: readCustomerId(key), live: decodeIdentity(value).state === 'live' }));
  const runGoesOn = rows.length === limit;
  if (run.scope !== 'filled') return { runIds, runGoesOn };
  return cut(await onlyFilled(runIds, { state, plan }), runGoesOn);
}

/** Of whom nothing was filled in nothing changes. */
async function onlyFilled(
  ids: NextOfRun['runIds'],
  { state, plan }: { readonly state: StateReader; readonly plan: Plan },
): Promise<NextOfRun['runIds']> {
  const names = [...plan.know.takenOver.values()].flat().map((key) => `e${key}`);
  const live = ids.filter((one) => one.live);
  const bundles = await state.getMany(
    'customer',
    live.map(({ id }) => customerPrefix(id)),
  );
  const filled = new Set<CustomerId>();
  live.forEach(({ id }, i) => {
    const bundle = bundles[i] && Bundle.read(bundles[i]);
    if (bundle && names.some((name) => bundle.has(name))) filled.add(id);
  });
  return ids.map(({ id }) => ({ id, live: filled.has(id) }));
}

/** At most RUN_MAX live ones. */
function cut(runIds: NextOfRun['runIds'], runGoesOn: boolean): NextOfRun {
  let live = 0;
  const end = runIds.findIndex((one) => one.live && ++live > RUN_MAX);
  return end < 0 ? { runIds, runGoesOn } : { runIds: runIds.slice(0, end), runGoesOn: true };
}

const AFTER_ALL = Buffer.from([0xff]);
