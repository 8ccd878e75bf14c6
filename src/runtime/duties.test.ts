/** What there is one of for all partitions goes on beside the first one's engine. */
import { afterEach, expect, test } from 'vitest';
import { Duties, type DutiesParts } from './duties.ts';

const done: string[] = [];
const started: Duties[] = [];
afterEach(async () => {
  for (const duties of started.splice(0)) await duties.stop();
  done.length = 0;
});

function open(): Duties {
  const engine = { status: { nextWakeAt: undefined, runOpen: false }, onBatch: () => undefined } as unknown as DutiesParts['engine'];
  const quality = {
    start: () => void done.push('desks'),
    stop: async () => void done.push('no desks'),
  } as unknown as DutiesParts['quality'];
  const releases = {
    plan: { zone: 'UTC', know: { rulesOfScore: new Map(), recommendations: new Map() } },
  } as unknown as DutiesParts['releases'];
  const backfills = { start: () => void done.push('past'), stop: async () => undefined } as unknown as DutiesParts['backfills'];
  const appender = { time: 0 } as DutiesParts['appender'];
  return new Duties({ appender, engine, releases, quality, backfills, refreshModels: async () => undefined });
}

function begin(duties: Duties): void {
  started.push(duties);
  duties.bringPast();
  duties.followTheClock();
}

const own = (partition: number) => {
  const engine = { status: { nextWakeAt: undefined, runOpen: false }, onBatch: () => undefined } as unknown as DutiesParts['engine'];
  const backfills = {
    start: () => void done.push(`past ${partition}`),
    stop: async () => undefined,
  } as unknown as DutiesParts['backfills'];
  return { partition, appender: { time: 0 } as DutiesParts['appender'], engine, backfills };
};

test('diagnosis, rollouts and quality are looked after by whoever has the first partition, and by nobody else', async () => {
  begin(open().beside(own(1)));
  expect(done).toEqual(['past 1']);
  begin(open().beside(own(0)));
  expect(done).toEqual(['past 1', 'past 0', 'desks']);
});

test('who loses it lays them down, and takes them up again', async () => {
  const duties = open().beside(own(0));
  begin(duties);
  await duties.stop();
  begin(duties);
  expect(done).toEqual(['past 0', 'desks', 'no desks', 'past 0', 'desks']);
});

test('of one partition all goes on in one place', async () => {
  begin(open());
  expect(done).toEqual(['past', 'desks']);
});
