/** Waiting until everything of a release is in force: a bar that redraws itself on a terminal, a plain line now and then elsewhere. */
import { setTimeout as sleep } from 'node:timers/promises';
import { VolanoError, verbatim } from '../base/index.ts';
import type { PreparationStanding, ReleaseStanding } from '../runtime/index.ts';
import type { Management } from './management.ts';
import { barOf, grouped, LINE_MS, REDRAW_MS } from './progress.ts';
import type { World } from './world.ts';

/** Failed tries after which nobody waits any longer. The server goes on trying. */
const ATTEMPTS_MAX = 4;

/** Resolves with how things stand when nothing is in preparation, or nobody here can change that. Throws VOLANO_BACKFILL_WAITS. */
export async function inForce(
  management: Pick<Management, 'standing'>,
  world: World,
  { quiet, clock = () => performance.now() }: { readonly quiet: boolean; readonly clock?: () => number },
): Promise<ReleaseStanding | undefined> {
  const { terminal } = world;
  let shownAt = clock();
  let shown = false;
  for (;;) {
    const standing = await management.standing();
    if (!standing?.preparing || !standing.isBrought) {
      if (shown && terminal.interactive) terminal.note('');
      return standing;
    }
    const { attempts, problem = '' } = standing.preparing;
    if (attempts >= ATTEMPTS_MAX) throw new VolanoError('VOLANO_BACKFILL_WAITS', { release: standing.release, problem: verbatim(problem) });
    if (!quiet && clock() - shownAt >= (terminal.interactive ? 0 : LINE_MS)) {
      shownAt = clock();
      shown = true;
      const line = preparationLine(standing.preparing, world);
      if (terminal.interactive) terminal.redraw(line);
      else terminal.note(line);
    }
    await sleep(2 * REDRAW_MS);
  }
}

/** How far the past has been brought, in one line. */
export function preparationLine({ step, progress, events, eventsAll, problem = '' }: PreparationStanding, { say }: World): string {
  const percent = `${Math.floor(progress * 100)}%`;
  const values = { percent, bar: barOf(progress), events: grouped(events), all: grouped(eventsAll), problem };
  if (step === 'failed') return say('status.failed', values);
  return problem === '' ? say(step === 'waiting' ? 'status.waiting' : 'status.reading', values) : say('status.held', values);
}
