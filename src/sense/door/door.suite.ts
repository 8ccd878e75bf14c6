/** A real door on loopback for tests: real server, real quarantine on disk, a log that is a list. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { decodeEntry, type EventEntry } from '../../core/index.ts';
import { openQuarantine, type Quarantine } from '../quarantine/index.ts';
import { createDoor, type Door, type DoorOptions } from './door.ts';
import type { AcceptedCall, Answer } from './receive.ts';

export interface OpenDoor {
  readonly url: string;
  readonly door: Door;
  readonly quarantine: Quarantine;
  /** What was appended, in order. */
  readonly calls: AcceptedCall[];
  readonly entries: () => readonly EventEntry[];
  post(path: string, body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<Posted>;
  close(): Promise<void>;
}

export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly answer: Answer;
}

/** Its source "shop" has the write key "key". */
export const AUTHORIZATION: string = `Basic ${Buffer.from('key:').toString('base64')}`;

export async function openDoor(options: Partial<DoorOptions> = {}): Promise<OpenDoor> {
  const folder = await mkdtemp(join(tmpdir(), 'volano-door-'));
  const quarantine = await openQuarantine({ path: folder });
  const calls: AcceptedCall[] = [];
  const door = createDoor({
    append: async (accepted) => {
      calls.push(...accepted);
    },
    sourceOf: (writeKey) => (writeKey === 'key' ? 'shop' : undefined),
    quarantine,
    now: Date.now,
    ...options,
  });
  const server = fastify();
  await server.register(door.plugin);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    door,
    quarantine,
    calls,
    entries: () => calls.map(({ value }) => decodeEntry(value) as EventEntry),
    post: async (path, body, headers = { authorization: AUTHORIZATION }) => {
      const response = await fetch(url + path, { method: 'POST', body, headers });
      return { status: response.status, headers: response.headers, answer: (await response.json()) as Answer };
    },
    close: async () => {
      await server.close();
      await quarantine.close();
      await rm(folder, { recursive: true });
    },
  };
}
