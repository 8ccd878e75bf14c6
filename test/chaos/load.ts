/**
 * The product under load that it cannot take (`--overload`), and under load that it can, for long (`--soak`).
 *
 * O1. Whoever floods is answered 429 with Retry-After, and memory does not grow meanwhile.
 * O2. A source with a modest rate is accepted beside one that floods.
 * O3. When the flood ends, everything acknowledged is worked off with nobody's help.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Traffic } from '../crash/traffic.ts';
import { EmbeddedWorld } from './embedded.ts';
import { doorUrl } from './faults.ts';
import { keepLoad } from './loads.ts';
import { Providers } from './providers.ts';
import { WRITE_KEYS } from './senders.ts';
import { diskOf, growthIn, perEvent, rateOf, type Sample, shortfallIn, usageOf } from './usage.ts';
import { versionOf } from './version.ts';

const FLOODERS = 96;
const FLOOD_BATCH = 200;
const SMALL_EVERY_MS = 50;
const MB = 1024 ** 2;
/** Anonymous memory that a flood may cost at most. */
const MEMORY_GROWTH_MAX = 512 * MB;
/** Of the small source's calls: those that are to be accepted at the first try. */
const SMALL_SHARE_MIN = 0.95;
const SAMPLES = 120;

interface Answers {
  accepted: number;
  refused: number;
  /** 429 without a Retry-After that one can obey, and anything that is neither 200 nor 429. */
  wrong: number;
}

interface Outcome {
  /** What is wrong; nothing when all is well. */
  readonly problems: readonly string[];
  readonly figures: string;
}

/** With providers that are well behaved. Keeps what became of it, and resolves with whether all is well. */
export async function underLoad(kind: 'overload' | 'soak', minutes: number, say: (line: string) => void): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'volano-chaos-'));
  const providers = await Providers.open('load');
  const world = await EmbeddedWorld.open({ folder, seed: 'load', providers, kinds: [] });
  const load = kind === 'overload' ? overload : soak;
  const { problems, figures } = await load(world, minutes, say).finally(async () => {
    await world.close(false);
    await providers.close();
  });
  rmSync(folder, { recursive: true });
  keepLoad({ kind, size: `${minutes} minutes`, version: versionOf(), problems, figures });
  say(figures);
  for (const problem of problems) say(problem);
  say(problems.length === 0 ? 'all is well' : `${problems.length} things are wrong`);
  return problems.length === 0;
}

/** Of O1 to O3. */
async function overload(world: EmbeddedWorld, minutes: number): Promise<Outcome> {
  await world.start();
  const url = doorUrl(world);
  const ms = minutes * 60_000;
  const small = { accepted: 0, refused: 0, wrong: 0 };
  const flood = { accepted: 0, refused: 0, wrong: 0 };
  const before = usageOf(world.pids).anonymousBytes;
  let most = before;
  const until = Date.now() + ms;
  const sender = async (
    answers: Answers,
    number: number,
    { key, size, everyMs }: { key: string; size: number; everyMs: number },
  ): Promise<void> => {
    for (let sent = 0; Date.now() < until; sent++) {
      const batch = Array.from({ length: size }, (_, call) => ({
        type: 'track',
        event: 'Product Viewed',
        userId: `u${(sent + call) % 500}`,
        messageId: `${key}-${number}-${sent}-${call}`,
      }));
      await post(url, key, batch, answers);
      if (everyMs > 0) await sleep(everyMs);
    }
  };
  const watching = (async () => {
    for (; Date.now() < until; await sleep(100)) most = Math.max(most, usageOf(world.pids).anonymousBytes);
  })();
  const floods = Array.from({ length: FLOODERS }, (_, number) =>
    sender(flood, number, { key: WRITE_KEYS.flood, size: FLOOD_BATCH, everyMs: 0 }),
  );
  await Promise.all([...floods, sender(small, 0, { key: WRITE_KEYS.web, size: 1, everyMs: SMALL_EVERY_MS }), watching]);
  await world.settle();
  const share = small.accepted / Math.max(1, small.accepted + small.refused);
  const problems = [
    ...(flood.refused === 0 ? ['the flood was never refused: it was none'] : []),
    ...(flood.wrong + small.wrong === 0 ? [] : [`answers that were neither 200 nor 429 with Retry-After: ${flood.wrong + small.wrong}`]),
    ...(share >= SMALL_SHARE_MIN ? [] : [`the small source was accepted at ${(share * 100).toFixed(1)} % of its tries`]),
    ...(most - before <= MEMORY_GROWTH_MAX ? [] : [`memory grew by ${toMb(most - before)} MB`]),
    ...world.strange,
  ];
  const figures = `flood: ${told(flood)}; beside it: ${told(small)}; memory ${toMb(before)} MB, ${toMb(most)} MB at most`;
  return { problems, figures };
}

function told({ accepted, refused }: Answers): string {
  return `${accepted} calls accepted, ${refused} refused with 429`;
}

async function post(url: string, key: string, batch: readonly object[], answers: Answers): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` };
  try {
    const answer = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ batch }),
      signal: AbortSignal.timeout(30_000),
    });
    await answer.arrayBuffer();
    if (answer.status === 200) answers.accepted += 1;
    else if (answer.status === 429 && Number(answer.headers.get('retry-after')) > 0) answers.refused += 1;
    else answers.wrong += 1;
  } catch {
    answers.wrong += 1;
  }
}

/** Half of what it takes at most, for so long: what grows. */
async function soak(world: EmbeddedWorld, minutes: number, say: (line: string) => void): Promise<Outcome> {
  await world.start();
  const url = doorUrl(world);
  const ms = minutes * 60_000;
  const capacity = await capacityOf(url, Math.min(20_000, ms / 6));
  const steady = new Traffic('soak', {
    writeKeys: Array.from({ length: SENDERS }, (_, sender) => (sender % 2 === 0 ? WRITE_KEYS.web : WRITE_KEYS.app)),
    batchMax: BATCH,
    perSecond: capacity / 2,
    ledger: false,
  });
  say(`takes ${Math.round(capacity)} events a second; gets half of that`);
  steady.url = url;
  steady.start();
  const samples: Sample[] = [];
  const begunAt = Date.now();
  while (Date.now() - begunAt < ms) {
    await sleep(ms / SAMPLES);
    const sample = { ...usageOf(world.pids), atMs: Date.now() - begunAt, diskBytes: diskOf(world.data), events: steady.acknowledgedCount };
    samples.push(sample);
    say(
      `${(sample.atMs / 60_000).toFixed(1)} min: ${toMb(sample.anonymousBytes)} MB, ${sample.files} files, ${sample.threads} threads, ${toMb(sample.diskBytes)} MB of disk, ${sample.events} events`,
    );
  }
  await steady.finish();
  await world.settle();
  const [first, last] = [samples[0]!, samples.at(-1)!];
  const memory = `memory ${toMb(first.anonymousBytes)} to ${toMb(last.anonymousBytes)} MB, ${first.files} to ${last.files} files`;
  const figures = `${last.events} events, ${rateOf(last).toFixed(0)} a second of ${(capacity / 2).toFixed(0)} that were meant; ${memory}; ${perEvent(samples).toFixed(0)} bytes of disk for each event`;
  return { problems: [...shortfallIn(last, capacity / 2), ...growthIn(samples), ...world.strange], figures };
}

const BATCH = 50;
const SENDERS = 8;

/** Events a second that are acknowledged when everybody sends what goes. */
async function capacityOf(url: string, ms: number): Promise<number> {
  const full = new Traffic('capacity', { writeKeys: Array.from({ length: 8 }, () => WRITE_KEYS.flood), batchMax: 2 * BATCH, pauseMs: 0 });
  full.url = url;
  full.start();
  const begunAt = Date.now();
  await sleep(ms);
  const perSecond = full.acknowledged.size / ((Date.now() - begunAt) / 1_000);
  await full.finish();
  return Math.max(perSecond, 10);
}

function toMb(bytes: number): string {
  return (bytes / MB).toFixed(0);
}
