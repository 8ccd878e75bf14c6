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
      if (now < time) return [];
      visits += 1;
      return visits === 2 ? [call('now', now), call('soon', now + 60_000)] : [];
    },
  };
  trickle = startTrickle({ door, people, correspondence: undefined, everyMs: 500, now: () => time });
  await expect.poll(() => taken.map(({ messageId }) => messageId), { timeout: 30_000 }).toEqual(['now']);
  await expect.poll(() => visits, { timeout: 30_000 }).toBeGreaterThan(3);
  expect(taken).toHaveLength(1);
  time += 60_000;
  await expect.poll(() => taken.map(({ messageId }) => messageId), { timeout: 30_000 }).toEqual(['now', 'soon']);
});

test('who looks finds visits under way, of which only the rest is sent', async () => {
  const begun = Date.now();
  const people = {
    next: () => [],
    stroll: (at: number) => (at <= begun - 61_000 && at > begun - 63_000 ? [call('past', at + 1), call('rest', begun + 900)] : []),
  };
  trickle = startTrickle({ door, people, correspondence: undefined, everyMs: 1_000 });
  await expect.poll(() => taken.length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(new Set(taken.map(({ messageId }) => messageId))).toEqual(new Set(['rest']));
});

test('what people do of themselves and about messages goes on', async () => {
  const asked: string[] = [];
  const correspondence = {
    read: async () => void asked.push('read'),
    follow: async () => void asked.push('follow'),
  };
  const people = { next: (until: number) => (taken.length === 0 ? [call('own', until - 1)] : []), stroll: () => [] };
  trickle = startTrickle({ door, people, correspondence, everyMs: 500 });
  await expect.poll(() => taken.map(({ messageId }) => messageId), { timeout: 30_000 }).toEqual(['own']);
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
  const started = startTrickle({ door, people, correspondence: undefined, everyMs: 50, onError: (error) => errors.push(error) });
  await expect.poll(() => tries).toBeGreaterThan(3);
  await started.stop();
  const until = tries;
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(tries).toBe(until);
  expect(errors).toEqual([new Error('no people')]);
});
