/** How many customers have come to journeys by each look, from the engine's counters: where too few have come for anything to be judged, no look need read the warehouse. */
import { durationMs, HOUR } from '../../base/index.ts';
import { GUARDRAIL_MINIMUM, GUARDRAIL_WINDOW } from '../../define/index.ts';
import type { DiagnosedStep } from '../../learn/index.ts';
import type { EngineStatus } from '../engine/index.ts';

interface Sample {
  /** When it was taken, and up to when all that became true had been counted, ms: what a late wake-up leads to is dated earlier. */
  readonly at: number;
  readonly complete: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** What a look judges of a journey: those of whom there are `least` between so long ago, ms. */
interface Judged {
  readonly counter: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly least: number;
}

const DECIDED = 'message.decided';

export class Traffic {
  /** An hour apart at least, ascending. */
  #samples: Sample[] = [];

  /** Whether of any step so many may have come in a stretch that a look at `now` judges that something could be judged; notes the counters as of now. */
  mayJudge(now: number, steps: readonly DiagnosedStep[], status: Pick<EngineStatus, 'counters' | 'nextWakeAt'>): boolean {
    const judged = steps.flatMap(judgedOf);
    const names = new Set(judged.map(({ counter }) => counter));
    const counts = new Map([...names].map((name) => [name, status.counters.get(name) ?? 0]));
    this.#note({ at: now, complete: Math.min(now, status.nextWakeAt ?? now), counts }, Math.max(0, ...judged.map(({ fromMs }) => fromMs)));
    return judged.some(({ counter, fromMs, toMs, least }) => {
      const until = this.#samples.find(({ complete }) => complete >= now - toMs)?.counts.get(counter) ?? counts.get(counter)!;
      return until - this.#countAt(now - fromMs, counter) >= least;
    });
  }

  #note(sample: Sample, longest: number): void {
    const last = this.#samples.at(-1);
    if (last && sample.at - last.at < HOUR) return;
    this.#samples.push(sample);
    // One that is older than all that is asked about says what had come by then.
    const first = this.#samples.findLastIndex((one) => one.at <= sample.at - longest);
    if (first > 0) this.#samples.splice(0, first);
  }

  /** At least so many had come by then. */
  #countAt(instant: number, name: string): number {
    return this.#samples.findLast(({ at }) => at <= instant)?.counts.get(name) ?? 0;
  }
}

/** As `diagnose` judges it: whole hours, of which the last one has had its time. */
function judgedOf({ journey, times, guardrails }: DiagnosedStep): Judged[] {
  const windows = guardrails.map(({ window = GUARDRAIL_WINDOW }) => durationMs(window));
  const lengthMs = Math.max(HOUR, durationMs(GUARDRAIL_WINDOW), ...windows);
  const least = Math.min(GUARDRAIL_MINIMUM, ...guardrails.map(({ minimum = GUARDRAIL_MINIMUM }) => minimum));
  const moved = `journey.moved:${journey}`;
  const counted = [
    { counter: moved, time: times.flow },
    { counter: DECIDED, time: times.error },
    { counter: DECIDED, time: times.fatigue },
  ];
  return counted.map(({ counter, time }) => ({ counter, fromMs: time + lengthMs + HOUR, toMs: time, least }));
}
