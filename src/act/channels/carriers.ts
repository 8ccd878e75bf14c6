/** The carriers there are. A new one gets a line here (`npm run new channel NAME` does it). */
import type { Carrier } from './carrier.ts';
import { smtpCarrier } from './email/email.ts';
import { inAppCarrier } from './in-app/in-app.ts';
import { httpSmsCarrier } from './sms/http-sms.ts';
import { webhookCarrier } from './webhook/webhook.ts';

/** All carriers but `capture`, which every installation has. */
export const CARRIERS: readonly Carrier[] = [httpSmsCarrier, inAppCarrier, smtpCarrier, webhookCarrier];
