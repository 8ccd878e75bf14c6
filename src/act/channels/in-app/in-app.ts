/** The in-app channel: puts messages into the inbox, where the customer's own page reads them. */
import { z } from 'zod';
import { DURATION_PATTERN, type Duration, durationMs } from '../../../base/index.ts';
import { type Carrier, type CarrierContext, defineCarrier, SettingsProblem } from '../carrier.ts';
import { type Channel, FORBIDDEN } from '../channel.ts';
import { hint, said } from '../said.ts';

export interface InAppSettings {
  readonly carrier: 'in_app';
  /** How long a message is shown; default 90 d. */
  readonly keepFor?: Duration | undefined;
}

const settings: z.ZodType<InAppSettings> = z.strictObject({
  carrier: z.literal('in_app'),
  keepFor: (z.string().regex(DURATION_PATTERN, hint`must be a duration, e.g. "30d"`) as z.ZodType<Duration>).optional(),
});

/** Puts messages into the inbox of this installation. */
export const inAppCarrier: Carrier = defineCarrier({ name: 'in_app', types: ['in_app'], settings, open: openInApp });

function openInApp({ keepFor = '90d' }: InAppSettings, { channel, inbox }: CarrierContext): Channel {
  if (!inbox) throw new SettingsProblem('carrier', said`needs the inbox of a running server`);
  const keepMs = durationMs(keepFor);
  return {
    id: channel,
    async deliver(message) {
      try {
        return (await inbox.put(message, keepMs)) === 'held' ? { outcome: 'sent' } : FORBIDDEN;
      } catch (error) {
        const { code } = error as { readonly code?: string | number };
        return { outcome: 'failed', reason: `inbox_unwritable: ${code ?? 'the environment refuses'}`, retryable: true };
      }
    },
    forbid: (message) => inbox.forbid(message),
    // The inbox serves customers as long as the product runs, whatever becomes of delivery.
    async close() {},
  };
}
