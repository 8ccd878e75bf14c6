/** The quality of the data as the running product has it: measured when asked, watched every minute of wall time. */
import { HOUR, MINUTE } from '../../base/index.ts';
import type { HourCounts, Quality } from '../../learn/index.ts';
import type { DiagnosisDesk } from '../diagnosis/index.ts';
import type { RolloutDesk } from '../rollout/index.ts';
import type { Notifier } from './notifier.ts';
import type { QualityWatch } from './watch.ts';

/** What is looked at every minute, and who is told. */
export interface Watched {
  readonly watch: QualityWatch;
  readonly notifier: Notifier;
  readonly diagnosis: DiagnosisDesk;
  readonly rollouts: Pick<RolloutDesk, 'look' | 'isOpen' | 'hasAny'>;
}

/** Measures, raises and clears alerts, and has them told. */
export class QualityDesk {
  readonly #watch: QualityWatch;
  readonly #notifier: Notifier;
  /** Of the steps of journeys: its alerts are told as well. */
  readonly diagnosis: DiagnosisDesk;
  readonly #onError: (error: unknown) => void;
  readonly #rollouts: Pick<RolloutDesk, 'look' | 'isOpen' | 'hasAny'>;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor({ watch, notifier, diagnosis, rollouts }: Watched, onError: (error: unknown) => void) {
    this.#watch = watch;
    this.#notifier = notifier;
    this.diagnosis = diagnosis;
    this.#rollouts = rollouts;
    this.#onError = onError;
  }

  /** Measures now; raises nothing. */
  measure(): Promise<Quality> {
    return this.#watch.measure();
  }

  /** Counts of so many hours, the running one the last, by source and event; hours without an event are left out. */
  recentHours(count: number): Promise<readonly HourCounts[]> {
    return this.#watch.recentHours(count);
  }

  /** As it would have been measured at an instant of the past, ms; raises nothing. */
  measureAt(at: number): Promise<Quality> {
    return this.#watch.measureAt(at);
  }

  /** What happens every minute. With `silently` nobody is told, now or later: of what was wrong in history. */
  async watch(options?: { readonly silently: boolean }): Promise<Quality> {
    await this.#watch.run();
    // What goes wrong there holds up no alert.
    await this.#rollouts.look().catch(this.#onError);
    await this.#watch.settled();
    await this.diagnosis.watch();
    await this.#notifier.tell(options);
    return this.#watch.latest!;
  }

  /** How often journeys of a replayed history are looked at, ms of its time: while a rollout is open each hour. */
  get replayedEveryMs(): number {
    return this.#rollouts.isOpen ? HOUR : this.diagnosis.replayedEveryMs;
  }

  /** Whether a look at a replayed history could come to anything now. */
  get isReplayWorth(): boolean {
    return this.#rollouts.hasAny || !this.diagnosis.isQuiet;
  }

  /** What happens in a replay of history at each such instant: to journeys, for data that comes all at once is not late, nor missing. Nobody is told. Never rejects. */
  async watchReplayed(): Promise<void> {
    try {
      await this.#rollouts.look();
      await this.diagnosis.watch(this.diagnosis.replayedEveryMs);
    } catch (error) {
      this.#onError(error);
    }
  }

  /** From now on by itself, a minute from now: whoever has just started has other things to do. */
  start(): void {
    this.#stopped = false;
    this.#watch.takeUp();
    this.diagnosis.takeUp();
    const next = (): void => {
      this.#running = this.watch()
        .catch((error: unknown) => {
          if (!this.#stopped) this.#onError(error);
        })
        .then(() => {
          if (!this.#stopped) this.#timer = setTimeout(next, MINUTE).unref();
        });
    };
    this.#timer = setTimeout(next, MINUTE).unref();
  }

  /** Resolves when nothing of it runs any more; it may be started again. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** For good. */
  async close(): Promise<void> {
    await this.stop();
    await this.#notifier.close();
  }
}
