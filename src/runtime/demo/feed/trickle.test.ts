import fastify from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeEntry, type EventEntry } from '../../../core/index.ts';
import { createDoor, type Door } from '../../../sense/index.ts';
import type { Call } from './people.ts';
import { startTrickle, type Trickle } from './trickle.ts';

let taken: EventEntry[];
let door: { readonly url: string; readonly writeKey: string };
let close: () => Promise<void>;
let trickle: Trickle | undefined;
beforeEach(async () => {
  taken = [];
  const received: Door = createDoor({
    append: async (calls) => {
      taken.push(...calls.map(({ value }) => decodeEntry(value) as EventEntry));
    },
    sourceOf: (key) => (key === 'key' ? 'demo' : undefined),
    quarantine: { add: async () => undefined },
    now: Date.now,
  });
  const server = fastify();
  await server.register(received.plugin);
  door = { url: await server.listen({ port: 0, host: '127.0.0.1' }), writeKey: 'key' };
  close = () => server.close();
});
afterEach(async () => {
  await trickle?.stop();
  trickle = undefined;
  await close();
});

function call(messageId: string, at: number): { readonly at: number; readonly call: Call } {
  const about = { type: 'track', event: 'View', userId: 'u', context: {} };
  return { at, call: { ...about, messageId, timestamp: new Date(at).toISOString() } };
}

test('visits are sent call by call, when their time has come', async () => {
  let time = Date.now();
  let visits = 0;
  const people = {
    next: () => [],
    stroll: (now: number) => {
      visits += 1;
      return visits === 1 ? [call('now', now), call('soon', now + 60_000)] : [];
    },
  };
  trickle = startTrickle({ door, people, correspondence: undefined, everyMs: 5, now: () => time });
  await expect.poll(() => taken.map(({ messageId }) => messageId)).toEqual(['now']);
  await expect.poll(() => visits).toBeGreaterThan(3);
  expect(taken).toHaveLength(1);
  time += 60_000;
  await expect.poll(() => taken.map(({ messageId }) => messageId)).toEqual(['now', 'soon']);
});

test('what people do of themselves and about messages goes on', async () => {
  const asked: string[] = [];
  const correspondence = {
    read: async () => void asked.push('read'),
    follow: async () => void asked.push('follow'),
  };
  const people = { next: (until: number) => (taken.length === 0 ? [call('own', until - 1)] : []), stroll: () => [] };
  trickle = startTrickle({ door, people, correspondence, everyMs: 5 });
  await expect.poll(() => taken.map(({ messageId }) => messageId)).toEqual(['own']);
  expect(asked.slice(0, 2)).toEqual(['read', 'follow']);
});

test('what goes wrong is told, and tried again; after the stop nothing happens', async () => {
  const errors: unknown[] = [];
  let tries = 0;
  const people = {
    next: () => {
      tries += 1;
      if (tries === 1) throw new Error('no people');
      return [];
    },
    stroll: () => [],
  };
  const started = startTrickle({ door, people, correspondence: undefined, everyMs: 2, onError: (error) => errors.push(error) });
  await expect.poll(() => tries).toBeGreaterThan(3);
  await started.stop();
  const until = tries;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(tries).toBe(until);
  expect(errors).toEqual([new Error('no people')]);
});
