/** Trying and replaying a correction, part by part: how far it is can be told, and it can be stopped between two parts. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answerOf, api, type QuarantineSelection, type Replayed } from '../../api/index.ts';

/** What has been looked at so far; `isWhole`: all of it. */
export interface Run {
  readonly isDry: boolean;
  readonly isUnderWay: boolean;
  readonly isWhole: boolean;
  readonly outcome: Replayed | undefined;
  readonly error?: unknown;
}

export interface Replaying {
  readonly run: Run | undefined;
  readonly start: (isDry: boolean) => Promise<Run>;
  readonly stop: () => void;
  readonly forget: () => void;
}

/** Calls of one request: an answer comes within a moment. */
const PART = 1_000;
const SAMPLES_MAX = 5;

/** `correction`: undefined where calls are tried as they are. */
export function useReplaying(selection: QuarantineSelection, correction: unknown): Replaying {
  const queries = useQueryClient();
  const [run, setRun] = useState<Run>();
  const turn = useRef(0);
  const isStopped = useRef(false);
  const start = async (isDry: boolean): Promise<Run> => {
    const own = ++turn.current;
    isStopped.current = false;
    let outcome: Replayed | undefined;
    let after: string | undefined;
    const say = (of: Pick<Run, 'isUnderWay' | 'isWhole' | 'error'>): Run => {
      const next: Run = { isDry, outcome, ...of };
      // What was tried was tried with another correction, once that is changed.
      if (turn.current === own) setRun(next);
      return next;
    };
    say({ isUnderWay: true, isWhole: false });
    try {
      do {
        const body = {
          selection,
          ...(correction !== undefined && { correction }),
          dryRun: isDry,
          limit: PART,
          ...(after !== undefined && { after }),
        };
        const part: Replayed = await answerOf(api.POST('/v1/quarantine/replay', { body }));
        outcome = outcome ? together(outcome, part) : part;
        after = part.next;
        if (after !== undefined) say({ isUnderWay: true, isWhole: false });
      } while (after !== undefined && turn.current === own && !isStopped.current);
    } catch (error) {
      return say({ isUnderWay: false, isWhole: false, error });
    } finally {
      if (!isDry) await queries.invalidateQueries({ queryKey: ['quarantine'] });
    }
    return say({ isUnderWay: false, isWhole: after === undefined });
  };
  return {
    run,
    start,
    stop: () => {
      isStopped.current = true;
    },
    forget: () => {
      turn.current++;
      setRun(undefined);
    },
  };
}

/** Both parts in one. */
export function together(one: Replayed, other: Replayed): Replayed {
  const reasons = new Map(one.reasons.map((reason) => [keyOf(reason), reason]));
  for (const reason of other.reasons) {
    const known = reasons.get(keyOf(reason));
    reasons.set(keyOf(reason), known ? { ...known, count: known.count + reason.count } : reason);
  }
  return {
    ...other,
    selected: one.selected + other.selected,
    passed: one.passed + other.passed,
    repeated: one.repeated + other.repeated,
    failed: one.failed + other.failed,
    unreadable: one.unreadable + other.unreadable,
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count),
    samples: [...one.samples, ...other.samples].slice(0, SAMPLES_MAX),
  };
}

function keyOf({ code, field, reason }: Replayed['reasons'][number]): string {
  return `${code} ${field} ${reason}`;
}
