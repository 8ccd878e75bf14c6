/**
 * The installation as a stream: what `volano backup` writes into its folder. It is answered with the frames of runtime/backup; what goes wrong after the
 * first of them is a frame as well, for the status is out by then.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type BackupQuestion, encodeFrames, type Frame, problemFrame, type StoredState } from '../../runtime/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { serve } from '../route/index.ts';
import { time } from '../schemas/parts.ts';

const position = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const sinceSchema = z.strictObject({ position, digest: z.string().max(64), sunk: position });
const sincesSchema = z.array(sinceSchema).max(10_000);
const eventsSchema = z
  .array(sinceSchema.extend({ resolved: position.describe('Up to there no trail of its identity stage is wanted.').optional() }))
  .max(10_000);
const backupBody = z.strictObject({
  since: sinceSchema
    .extend({ several: z.strictObject({ customers: sincesSchema, events: eventsSchema }).describe('By partition.').optional() })
    .describe('Only what came after an earlier one, as its manifest says.')
    .optional(),
  dryRun: z.boolean().optional(),
});

const snapshotSchema = z
  .strictObject({
    position: z.number().describe('Last entry that it has applied.'),
    at: time.describe('Of that entry, ms.'),
    takenAt: time.describe('Wall clock, ms.'),
    engine: z.string().describe('Version of the engine that made it.'),
    bytes: z.number().describe('On disk.'),
  })
  .meta({ id: 'Snapshot', description: 'A snapshot of the state.' });

export function registerBackup(scope: FastifyInstance, { backupFrames, snapshot, kept }: ApiDependencies): void {
  const about = { area: 'system', permission: 'backup.take' } as const;
  serve(
    scope,
    {
      ...about,
      method: 'POST',
      path: '/v1/snapshots',
      summary: 'Take a snapshot of the state',
      audit: 'change',
      body: z.looseObject({}),
      answers: { 200: snapshotSchema },
    },
    async () => summaryOf(await snapshot()),
  );
  serve(
    scope,
    {
      ...about,
      method: 'GET',
      path: '/v1/snapshots',
      summary: 'Snapshots that are kept',
      permission: 'backup.read',
      answers: {
        200: z.strictObject({
          snapshots: z.array(snapshotSchema),
          logFrom: z.nullable(z.number()).describe('The first entry that the log still has.'),
        }),
      },
    },
    async () => {
      const { snapshots, first } = await kept();
      return { snapshots: snapshots.map(summaryOf), logFrom: first ?? null };
    },
  );
  serve(
    scope,
    {
      ...about,
      method: 'POST',
      path: '/v1/backup',
      summary: 'The installation as a stream',
      description: 'What `volano backup` writes into its folder.',
      audit: 'look',
      body: backupBody,
      answers: { 200: { type: 'application/octet-stream', description: 'Frames, until the last one.' } },
    },
    async ({ body: { since, dryRun }, reply }) => {
      const frames = backupFrames({ ...(since && { since: sinceOf(since) }), ...(dryRun !== undefined && { dryRun }) });
      const first = await frames.next();
      const stream = Readable.from(encodeFrames(resumed(first, frames)), { objectMode: false, highWaterMark: HIGH_WATER });
      return reply.type('application/octet-stream').send(stream);
    },
  );
}

function sinceOf({ several, ...since }: NonNullable<z.infer<typeof backupBody>['since']>): NonNullable<BackupQuestion['since']> {
  return several ? { ...since, several } : since;
}

function summaryOf({ position: last, at, takenAt, engine, file }: StoredState): z.output<typeof snapshotSchema> {
  return { position: last, at, takenAt, engine, bytes: file.bytes };
}

/** What a slow reader may be behind. */
const HIGH_WATER = 1024 ** 2;

async function* resumed(first: IteratorResult<Frame>, rest: AsyncGenerator<Frame>): AsyncGenerator<Frame> {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } catch (error) {
    yield problemFrame(error);
  } finally {
    await rest.return(undefined);
  }
}
