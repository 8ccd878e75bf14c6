/** What guard enforces, and the project's own settings. */
import { z } from 'zod';
import type {
  AcceptedFrequency,
  ApprovalDefinition,
  ArbitrationDefinition,
  FanInDefinition,
  FrequencyCap,
  NamespaceDefinition,
  PolicyDefinition,
  PurchaseDefinition,
  PurposeDefinition,
  QualityDefinition,
  QuietHoursDefinition,
  SensitiveWords,
  WorkspaceDefinition,
} from '../policy.ts';
import { hint } from '../said/said.ts';
import {
  durationSchema,
  eventNameSchema,
  idSchema,
  localeSchema,
  ownPathSchema,
  patternSchema,
  textSchema,
  traitIdSchema,
} from './base.ts';
import { calendarWindowSchema, conditionSchema } from './condition.ts';
import { messageClassSchema } from './step.ts';

const classes = z.array(messageClassSchema).min(1).max(3);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, hint`expected a time of day, "HH:MM"`);

const per = z.union([durationSchema, z.strictObject({ this: calendarWindowSchema })]);

const quietHoursSchema: z.ZodType<QuietHoursDefinition> = z
  .strictObject({ from: clock, to: clock, classes, expireAfter: durationSchema.exactOptional() })
  .meta({
    id: 'QuietHours',
    description:
      'On the clock of the customer. Messages wait for their end, or do not go at all when that is longer than expireAfter (default: the expiry of the class).',
  });

const acceptedFrequencySchema: z.ZodType<AcceptedFrequency> = z
  .strictObject({ trait: traitIdSchema, per, classes, channel: idSchema.exactOptional() })
  .meta({
    id: 'AcceptedFrequency',
    description:
      'How many messages the customer accepts: a trait that holds a number, 0 for none; without it there is no such limit. Asked before the caps.',
  });

const expirySchema = z
  .strictObject({
    marketing: durationSchema.exactOptional(),
    service: durationSchema.exactOptional(),
    transactional: durationSchema.exactOptional(),
  })
  .meta({
    id: 'Expiry',
    description:
      'How long after its decision a message of the class may still be handed over. Default: marketing 24h, service 72h, transactional 7d.',
  });

const capSchema: z.ZodType<FrequencyCap> = z
  .strictObject({
    id: idSchema,
    max: z.int().min(1),
    per,
    classes,
    channel: idSchema.exactOptional(),
    purpose: idSchema.exactOptional(),
  })
  .meta({
    id: 'FrequencyCap',
    description: 'At most so many messages per customer and window: rolling, or a calendar period of the customer.',
  });

const weight = z.number().min(0).max(1_000).exactOptional();
const arbitrationSchema: z.ZodType<ArbitrationDefinition> = z
  .strictObject({
    window: durationSchema,
    collect: durationSchema.exactOptional(),
    classes: classes.exactOptional(),
    losers: z.enum(['defer', 'drop']).exactOptional(),
    expireAfter: durationSchema.exactOptional(),
    weights: z.strictObject({ priority: weight, value: weight, fatigue: weight, recency: weight }).exactOptional(),
  })
  .meta({ id: 'Arbitration', description: 'One scored choice when several journeys want the same customer.' });

const words = z.array(z.string().min(1).max(100).regex(/\S/, hint`expected a word, this is white space`)).max(5_000);
const sensitiveWordsSchema: z.ZodType<SensitiveWords> = z
  .strictObject({
    id: idSchema,
    severity: z.enum(['block', 'review', 'warn']),
    words: words.min(1),
    except: words.exactOptional(),
    channels: z.array(idSchema).min(1).max(100).exactOptional(),
    note: textSchema.exactOptional(),
  })
  .meta({
    id: 'SensitiveWords',
    description:
      'Words that customers are not to read. block: nothing with one is released or goes out; review: a person has to accept it; warn: worth a look. except: harmless phrases that hold one.',
  });

export const policySchema: z.ZodType<PolicyDefinition> = z
  .strictObject({
    kind: z.literal('policy'),
    id: z.literal('default'),
    quietHours: quietHoursSchema.exactOptional(),
    caps: z.array(capSchema).max(100).exactOptional(),
    acceptedFrequency: acceptedFrequencySchema.exactOptional(),
    expiry: expirySchema.exactOptional(),
    globalControl: z.number().min(0).max(0.15).exactOptional(),
    arbitration: arbitrationSchema.exactOptional(),
    sensitiveWords: z.array(sensitiveWordsSchema).max(50).exactOptional(),
  })
  .meta({ description: 'What guard enforces. One per project.' });

export const purposeSchema: z.ZodType<PurposeDefinition> = z
  .strictObject({ kind: z.literal('purpose'), id: idSchema, name: textSchema, basis: z.enum(['opt_in', 'opt_out']) })
  .meta({ description: 'What consent is asked for. opt_in: refused until granted; opt_out: allowed until withdrawn.' });

export const namespaceSchema: z.ZodType<NamespaceDefinition> = z
  .strictObject({
    kind: z.literal('namespace'),
    id: idSchema,
    name: textSchema,
    priority: z.int().min(1).max(1_000),
    limit: z.int().min(1).max(1_000),
    per: durationSchema.exactOptional(),
    blocked: z.array(z.string().max(300)).max(10_000).exactOptional(),
    blockedPatterns: z.array(patternSchema).max(100).exactOptional(),
    merges: z.boolean().exactOptional(),
  })
  .meta({
    description:
      'A kind of identifier. Priority 1 is the strongest; limit is how many values one profile may hold, or gain within "per"; with merges false its values never join profiles.',
  });

const fanInSchema: z.ZodType<FanInDefinition> = z
  .strictObject({ max: z.int().min(1).max(100), per: durationSchema })
  .meta({ id: 'FanIn', description: 'How many merges into one profile within a time are believed; beyond it none is made.' });

const purchaseSchema: z.ZodType<PurchaseDefinition> = z
  .strictObject({
    event: eventNameSchema,
    where: conditionSchema.exactOptional(),
    order: ownPathSchema.exactOptional(),
    revenue: ownPathSchema,
  })
  .meta({ description: 'Which events the report counts as purchases, and where their order and revenue stand.' });

const share = z.number().min(0).max(1);

const qualitySchema: z.ZodType<QualityDefinition> = z
  .strictObject({
    limits: z
      .strictObject({
        missing: share.exactOptional(),
        invalid: share.exactOptional(),
        range: share.exactOptional(),
        unplanned: share.exactOptional(),
        late: share.exactOptional(),
        duplicate: share.exactOptional(),
        refused: share.exactOptional(),
      })
      .exactOptional(),
    z: z.number().min(1).max(100).exactOptional(),
    score: z.number().min(0).max(100).exactOptional(),
    eventsMin: z.int().min(1).exactOptional(),
  })
  .meta({ description: 'What is held against the data of each hour, source and event; breaches are alerts.' });

const approvalSchema: z.ZodType<ApprovalDefinition> = z
  .strictObject({
    members: z
      .array(
        z.strictObject({
          id: idSchema,
          token: z.string().regex(/^sha256:[0-9a-f]{64}$/, hint`expected "sha256:" and a hash of 64 hex digits`),
        }),
      )
      .min(2)
      .max(500),
  })
  .meta({
    id: 'SecondPerson',
    description: 'A release goes live only when a second one of these members has approved it. Tokens are stored as SHA-256.',
  });

export const workspaceSchema: z.ZodType<WorkspaceDefinition> = z
  .strictObject({
    kind: z.literal('workspace'),
    id: idSchema,
    name: textSchema,
    timeZone: z.string().min(1).max(100),
    locales: z.array(localeSchema).min(1).max(50).exactOptional(),
    currency: z.string().regex(/^[A-Z]{3}$/, hint`expected a currency of ISO 4217, e.g. "CNY"`),
    seed: z.string().min(1).max(200),
    purchase: purchaseSchema.exactOptional(),
    unplannedEvents: z.enum(['allow', 'flag', 'quarantine', 'block']).exactOptional(),
    fanIn: fanInSchema.exactOptional(),
    quality: qualitySchema.exactOptional(),
    approval: approvalSchema.exactOptional(),
  })
  .meta({ description: "The project's own settings. One per project." });
