/**
 * Where log and state lie: plain data, so that a thread can be told. Opening one gives the port, whichever carrier is behind it; nothing outside
 * this folder and `app.ts` knows which.
 */
import { type Log, openLmdbLog } from '../../port/log/index.ts';
import { openLmdbState, type StateStore } from '../../port/state/index.ts';

export interface LogPlace {
  readonly carrier: 'lmdb';
  readonly path: string;
}

export interface StatePlace {
  readonly carrier: 'lmdb';
  readonly path: string;
}

/** For appending; or, `readOnly`, for whoever only follows. Rejects as the carrier does. */
export function openLog({ path }: LogPlace, options: { readonly readOnly?: boolean } = {}): Promise<Log> {
  return openLmdbLog({ path, ...options });
}

/** For the engine; or, `readOnly`, for whoever only looks. Rejects as the carrier does. */
export function openState({ path }: StatePlace, options: { readonly readOnly?: boolean } = {}): Promise<StateStore> {
  return openLmdbState({ path, ...options });
}
