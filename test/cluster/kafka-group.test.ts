/** Members of a group in processes of their own, which join, leave, are killed and are paused: each partition has one owner at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { joinGroup, openKafkaLog } from '../../src/port/log/index.ts';
import { type Kafka, startKafka } from './kafka.ts';

const PARTITIONS = 4;
const MEMBER = fileURLToPath(new URL('kafka-member.ts', import.meta.url));

let kafka: Kafka;
const members: Member[] = [];
beforeAll(async () => {
  kafka = await startKafka({ brokers: 1 });
}, 300_000);
afterAll(() => kafka?.stop());
afterEach(() => {
  for (const member of members.splice(0)) member.process.kill('SIGKILL');
});

interface Told {
  readonly kind: 'gained' | 'lost' | 'joined' | 'left';
  readonly partitions: readonly number[];
  readonly at: number;
}

interface Place {
  readonly group: string;
  readonly topic: string;
}

/** A process and what it has told; it counts as a zombie from when it was killed or paused. */
class Member {
  readonly process: ChildProcess;
  readonly told: Told[] = [];
  zombieAt = Number.POSITIVE_INFINITY;

  constructor({ group, topic }: Place) {
    this.process = fork(MEMBER, [kafka.brokers.join(','), group, topic], { execArgv: ['--conditions=volano-source'] });
    this.process.on('message', (message) => this.told.push(message as Told));
    members.push(this);
  }

  get owned(): number[] {
    const owned = new Set<number>();
    for (const { kind, partitions } of this.told)
      for (const partition of partitions) kind === 'gained' ? owned.add(partition) : owned.delete(partition);
    return [...owned].sort((a, b) => a - b);
  }

  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    if (signal !== 'SIGCONT') this.zombieAt = performance.timeOrigin + performance.now();
    this.process.kill(signal);
  }

  async leave(): Promise<void> {
    const exited = once(this.process, 'exit');
    this.process.send('leave');
    await exited;
  }
}

async function makePlace(): Promise<Place> {
  const topic = `test-${randomUUID()}`;
  await (await openKafkaLog({ brokers: kafka.brokers, topic, partitions: PARTITIONS, writers: 'many' })).close();
  return { group: topic, topic };
}

/** Waits until these own all partitions, as many each. */
async function settled(some: readonly Member[], sizes: readonly number[]): Promise<void> {
  const shares = (): unknown => ({
    sizes: some.map(({ owned }) => owned.length).sort(),
    all: some.flatMap(({ owned }) => owned).sort(),
  });
  await expect.poll(shares, { timeout: 40_000, interval: 50 }).toEqual({ sizes: [...sizes].sort(), all: [0, 1, 2, 3] });
}

/** Nobody has gained a partition before whoever had it had finished with it, zombies apart. */
function expectOneOwnerAtATime(): void {
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const events = members.flatMap((member) =>
      member.told.filter(({ partitions }) => partitions.includes(partition)).map(({ kind, at }) => ({ member, kind, at })),
    );
    let owner: Member | undefined;
    for (const { member, kind, at } of events.sort((a, b) => a.at - b.at)) {
      if (kind === 'gained') {
        const free = owner === undefined || owner.zombieAt < at;
        expect({ partition, at, free }).toEqual({ partition, at, free: true });
        owner = member;
      } else if (owner === member) owner = undefined;
    }
  }
}

test('partitions are shared evenly, and handed over as members join and leave', async () => {
  const place = await makePlace();
  const a = new Member(place);
  await settled([a], [4]);
  const b = new Member(place);
  await settled([a, b], [2, 2]);
  const c = new Member(place);
  await settled([a, b, c], [2, 1, 1]);
  const [d, e] = [new Member(place), new Member(place)];
  await settled([a, b, c, d, e], [1, 1, 1, 1, 0]);
  await Promise.all([a.leave(), c.leave()]);
  await settled([b, d, e], [2, 1, 1]);
  expect(a.told.at(-1)).toMatchObject({ kind: 'left' });
  expect(a.owned).toEqual([]);
  expectOneOwnerAtATime();
});

test('who is killed, or paused for too long, loses its partitions to the others; a paused one hears of it when it wakes', async () => {
  const place = await makePlace();
  const [a, b, c] = [new Member(place), new Member(place), new Member(place)];
  await settled([a, b, c], [2, 1, 1]);
  c.signal('SIGKILL');
  await settled([a, b], [2, 2]);
  const had = a.owned;
  a.signal('SIGSTOP');
  await settled([b], [4]);
  const heard = a.told.length;
  a.signal('SIGCONT');
  await settled([a, b], [2, 2]);
  expect(a.told[heard]).toMatchObject({ kind: 'lost', partitions: had });
  expectOneOwnerAtATime();
});

test('whoever cannot take a partition leaves it to others', async () => {
  const { group, topic } = await makePlace();
  const place = { brokers: kafka.brokers, group, topic };
  const lost: number[] = [];
  let refusals = 0;
  const broken = await joinGroup(place, {
    gained: async () => {
      refusals++;
      throw new Error('no disk');
    },
    lost: async (partitions) => void lost.push(...partitions),
  });
  await expect.poll(() => lost.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(PARTITIONS);
  await broken.leave();
  expect(refusals).toBeGreaterThanOrEqual(1);
  const whole = new Member({ group, topic });
  await settled([whole], [4]);
});

test('brokers that do not answer are named', async () => {
  const listener = { gained: async () => {}, lost: async () => {} };
  const joined = joinGroup({ brokers: ['127.0.0.1:1'], group: 'g', topic: 't', timeoutMs: 500 }, listener);
  await expect(joined).rejects.toMatchObject({ code: 'VOLANO_LOG_UNREACHABLE', details: { brokers: '127.0.0.1:1', topic: 't' } });
});
