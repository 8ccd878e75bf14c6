/**
 * Bare ingest: what this machine can do at most. A server that reads each request, parses its JSON, and appends every call to an LMDB
 * log on disk before it answers; nothing is checked, known, decided, delivered or stored elsewhere.
 *
 * FROZEN: the product is measured against it, so it uses nothing of the product and is not to be changed.
 */
import { type FastifyInstance, fastify } from 'fastify';
import { open } from 'lmdb';
import { answer } from './remote.ts';

let server: FastifyInstance | undefined;

async function start({ directory }: { readonly directory: string }): Promise<{ url: string }> {
  const log = open<Uint8Array, number>({ path: directory, noSubdir: false, encoding: 'binary', overlappingSync: false });
  let end = 0;
  server = fastify({ logger: false, forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 2 ** 24 }, async (_: unknown, body: Buffer) => body);
  server.post('/v1/batch', async (request) => {
    const { batch } = JSON.parse((request.body as Buffer).toString('utf8')) as { batch: readonly object[] };
    const receivedAt = Date.now();
    let stored: Promise<unknown> | undefined;
    for (const call of batch) stored = log.put(++end, Buffer.from(JSON.stringify({ ...call, receivedAt }), 'utf8'));
    await stored;
    return { success: true, accepted: batch.length };
  });
  return { url: await server.listen({ host: '127.0.0.1', port: 0 }) };
}

export interface Bare {
  start: typeof start;
}

answer<Bare>({ start });
