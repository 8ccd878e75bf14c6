import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VolanoError } from '../../base/index.ts';
import { type BackupQuestion, decodeFrames, type Frame } from '../../runtime/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { answerError } from '../route/index.ts';
import { registerBackup } from './backup.ts';

const END: Frame = { type: 'end', end: { position: 9, at: 1, digest: 'x' } };
const STATE = {
  engine: '6',
  position: 70,
  at: 1,
  reaches: 70,
  seq: 3,
  sunk: 2,
  takenAt: 5,
  file: { path: 'a', bytes: 7, rawBytes: 9, sha256: '' },
};

let server: FastifyInstance;
let asked: BackupQuestion[];
let frames: () => AsyncGenerator<Frame>;
beforeEach(() => {
  asked = [];
  server = Fastify();
  server.setErrorHandler(answerError);
  const dependencies = {
    backupFrames: (question: BackupQuestion) => {
      asked.push(question);
      return frames();
    },
    snapshot: async () => STATE,
    kept: async () => ({ snapshots: [STATE], first: undefined }),
  };
  registerBackup(server, dependencies as unknown as ApiDependencies);
});
afterEach(() => server.close());

async function ask(body: object): Promise<{ status: number; frames: Frame[]; text: string }> {
  const answer = await server.inject({ method: 'POST', url: '/v1/backup', payload: body });
  const told: Frame[] = [];
  if (answer.statusCode === 200) for await (const frame of decodeFrames(chunks(answer.rawPayload))) told.push(frame);
  return { status: answer.statusCode, frames: told, text: answer.body };
}

/** As a network cuts them. */
async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

test('a backup is answered as a stream of its frames, large data in pieces', async () => {
  const bytes = Buffer.alloc(600_000, 7);
  frames = async function* () {
    yield { type: 'file', kind: 'log', name: '' };
    yield { type: 'data', bytes };
    yield { type: 'close' };
    yield END;
  };
  const since = { position: 4, digest: 'd', sunk: 3 };
  const answer = await ask({ since });
  const several = { customers: [since, since], events: [{ ...since, resolved: 7 }] };
  await ask({ since: { ...since, several } });
  expect((await ask({ since: { ...since, several: { customers: [] } } })).status).toBe(400);
  expect(asked).toEqual([{ since }, { since: { ...since, several } }]);
  const data = answer.frames.flatMap((frame) => (frame.type === 'data' ? [Buffer.from(frame.bytes)] : []));
  expect(data.length).toBeGreaterThan(1);
  expect(Buffer.concat(data).equals(bytes)).toBe(true);
  expect(answer.frames.at(-1)).toEqual(END);
});

test('what is wrong before the first frame is an answer, what comes later a frame', async () => {
  // biome-ignore lint/correctness/useYield: it fails before it would
  frames = async function* () {
    throw new VolanoError('VOLANO_BACKUP_UNDER_WAY');
  };
  const refused = await ask({});
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.text).toContain('VOLANO_BACKUP_UNDER_WAY');
  frames = async function* () {
    yield { type: 'file', kind: 'log', name: '' };
    throw new Error('gone');
  };
  expect((await ask({})).frames.at(-1)).toMatchObject({ type: 'problem', code: 'VOLANO_UNEXPECTED', message: 'gone' });
});

test('a question that is none is refused', async () => {
  expect((await ask({ since: { position: -1, digest: '', sunk: 0 } })).status).toBe(400);
  expect((await ask({ to: '/etc' })).status).toBe(400);
  expect(asked).toEqual([]);
});

test('snapshots are taken and listed', async () => {
  const taken = await server.inject({ method: 'POST', url: '/v1/snapshots', payload: {} });
  expect(taken.json()).toEqual({ position: 70, at: 1, takenAt: 5, engine: '6', bytes: 7 });
  const kept = await server.inject('/v1/snapshots');
  expect(kept.json()).toEqual({ snapshots: [taken.json()], logFrom: null });
});
