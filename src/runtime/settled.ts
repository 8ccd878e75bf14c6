/** Until nothing follows any more from what is in the log. */
import type { RunningParts } from './running-parts.ts';

/** Resolves when engine and delivery have caught up with the log, and with what that led to. Rejects with VOLANO_DELIVERY_UNSETTLED. */
export async function settled(
  { appender, engine, delivery }: Pick<RunningParts, 'appender' | 'engine' | 'delivery'>,
  patienceMs?: number,
): Promise<void> {
  for (let end = -1; end !== appender.end; ) {
    end = appender.end;
    await engine.caughtUp();
    await delivery.settled(patienceMs);
  }
}
