/** What the API says of write keys. Times are wall clocks, ms UTC. */
import { z } from 'zod';
import type { WriteKey } from '../../runtime/index.ts';
import type { Maker } from '../access/index.ts';
import { component } from '../route/index.ts';
import { makerSchema } from './releases.ts';

/** A write key with who made and who ended it. */
export type ShownWriteKey = Omit<WriteKey, 'createdBy' | 'endedBy'> & { readonly maker?: Maker; readonly ender?: Maker };

const time = z.number();

export const writeKeySchema: z.ZodType<ShownWriteKey> = component<ShownWriteKey>(
  'WriteKey',
  'With which a source sends events; without its secret.',
)(
  z.strictObject({
    id: z.string(),
    source: z.string(),
    name: z.string().describe('What it is for.').exactOptional(),
    last: z.string().describe('Its last characters.'),
    place: z
      .string()
      .describe('Where it stands in the configuration, where alone it is changed; absent: it was made here.')
      .exactOptional(),
    createdAt: time.exactOptional(),
    maker: makerSchema.describe('Who made it.').exactOptional(),
    endsAt: time.describe('When it ends, or has ended; absent: not foreseen.').exactOptional(),
    ender: makerSchema.describe('Who revoked or replaced it.').exactOptional(),
    usedAt: time.describe('To some seconds; absent: not yet.').exactOptional(),
    lately: z.int().describe('Calls taken with it in the last 24 hours.'),
  }),
);
