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

/** Resolves when the engine has taken the (first) log up to this position, and the messages that it led to are handed over. Rejects as `settled` does. */
export async function handedOver({ engine, delivery }: Pick<RunningParts, 'engine' | 'delivery'>, position: number): Promise<void> {
  await engine.reached({ partition: 0, position });
  await delivery.settled(undefined, 'open_now');
}
