/** Channels. */
import { z } from 'zod';
import type { ChannelDefinition } from '../channel.ts';
import { hint } from '../said/said.ts';
import { durationSchema, idSchema, textSchema } from './base.ts';

const hostSchema = z
  .string()
  .regex(/^[a-z0-9.-]+(:\d{1,5})?$/, hint`a host in lower case, with its port when there is one: "shop.example"`);

export const channelSchema: z.ZodType<ChannelDefinition> = z
  .strictObject({
    kind: z.literal('channel'),
    id: idSchema,
    type: z.enum(['email', 'sms', 'push', 'in_app', 'webhook', 'wecom_task', 'mp_subscription']),
    name: textSchema,
    address: idSchema.exactOptional(),
    from: z.strictObject({ name: z.string().min(1).max(200), address: z.email() }).exactOptional(),
    replyTo: z.email().exactOptional(),
    signature: z.string().min(1).max(20).exactOptional(),
    optOut: textSchema.exactOptional(),
    links: z.strictObject({ tracked: z.boolean().exactOptional(), hosts: z.array(hostSchema).max(100).exactOptional() }).exactOptional(),
    rate: z.strictObject({ max: z.int().min(1).max(1_000_000), per: durationSchema }).exactOptional(),
    price: z.number().min(0).max(1_000_000).exactOptional(),
  })
  .meta({ description: 'A way to reach customers. Through what it goes is configured in the installation; by default it is captured.' });
