/**
 * Whether requests should come to this process. It is not ready while something has stopped, and after its start until it has caught up once:
 * then an upgrade goes on to the next process. Later lag leaves it ready: the door itself holds and refuses what is too much, and a process
 * taken away for its lag would leave the others more.
 */
import type { Language } from '../../base/index.ts';
import type { Measures } from '../deps.ts';
import { judge, type PartHealth, type PartName } from './judge.ts';
import { fill, HEALTH_TEXTS } from './texts.ts';

export interface ReadyReport {
  readonly ready: boolean;
  readonly reasons: readonly { readonly part: PartName; readonly code: PartHealth['code']; readonly message: string }[];
}

/** Without these nothing is taken in, or nothing comes of it. */
const NEEDED: ReadonlySet<PartName> = new Set(['log', 'engine']);
/** What a process that has just started has to make up for. */
const LAGS: ReadonlySet<PartHealth['code']> = new Set(['engine_behind']);

export class Readiness {
  #caughtUp = false;

  report(measures: Measures, language: Language): ReadyReport {
    const parts = judge(measures);
    const stopped = parts.filter(({ part, state }) => state === 'stopped' && NEEDED.has(part));
    const behind = parts.filter(({ code }) => LAGS.has(code));
    if (stopped.length + behind.length === 0) this.#caughtUp = true;
    const reasons = this.#caughtUp ? stopped : [...stopped, ...behind];
    return {
      ready: reasons.length === 0,
      reasons: reasons.map(({ part, code, detail }) => ({ part, code, message: fill(HEALTH_TEXTS[code].message[language], detail) })),
    };
  }
}
