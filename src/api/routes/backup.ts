/**
 * The installation as a stream: what `volano backup` writes into its folder. It is answered with the frames of runtime/backup; what goes wrong after the
 * first of them is a frame as well, for the status is out by then.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { encodeFrames, type Frame, type StoredState } from '../../runtime/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { invalidQuery } from '../query.ts';

const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const requestSchema = z.strictObject({
  since: z.strictObject({ position: whole, digest: z.string().max(64), sunk: whole }).optional(),
  dryRun: z.boolean().optional(),
});

export function registerBackup(scope: FastifyInstance, { backupFrames, snapshot, kept }: ApiDependencies): void {
  scope.post('/v1/snapshots', async () => summaryOf(await snapshot()));
  scope.get('/v1/snapshots', async () => {
    const { snapshots, first } = await kept();
    return { snapshots: snapshots.map(summaryOf), logFrom: first ?? null };
  });
  scope.post('/v1/backup', async (request, reply) => {
    const { success, data, error } = requestSchema.safeParse(request.body ?? {});
    if (!success) throw invalidQuery(error.issues[0]?.path.join('.') || 'the body', error.issues[0]?.message ?? 'is not understood');
    const { since, dryRun } = data;
    const frames = backupFrames({ ...(since && { since }), ...(dryRun !== undefined && { dryRun }) });
    const first = await frames.next();
    const stream = Readable.from(encodeFrames(resumed(first, frames)), { objectMode: false, highWaterMark: HIGH_WATER });
    return reply.type('application/octet-stream').send(stream);
  });
}

function summaryOf({ position, at, takenAt, engine, file }: StoredState): object {
  return { position, at, takenAt, engine, bytes: file.bytes };
}

/** What a slow reader may be behind. */
const HIGH_WATER = 1024 ** 2;

async function* resumed(first: IteratorResult<Frame>, rest: AsyncGenerator<Frame>): AsyncGenerator<Frame> {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } catch (error) {
    const code = error instanceof VolanoError ? error.code : 'VOLANO_UNEXPECTED';
    yield { type: 'problem', code, message: error instanceof Error ? error.message : String(error) };
  } finally {
    await rest.return(undefined);
  }
}
