/** What is done to the carriers of a cluster, and to the network between them and its processes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bend } from './bend.ts';
import { BROKERS, type Carriers } from './carriers.ts';
import type { SmallDisk } from './disk.ts';
import type { Fault } from './plan.ts';

export interface Victims {
  readonly carriers: Carriers;
  /** Name of the process that the fault has picked. */
  readonly process: string;
}

const ENDED_MS = 500;

/** Of each carrier one fault at a time: another one waits. */
const TURNS = new WeakMap<object, Promise<unknown>>();

/** Resolves when the fault is over, and what was ended answers again. */
export async function hurtCarrier(fault: Fault, victims: Victims): Promise<void> {
  const { kafka, postgres, clickhouse } = victims.carriers;
  const { kind } = fault;
  if (kind.startsWith('broker')) return inTurn(kafka, () => hurtBroker(fault, victims));
  if (kind.startsWith('postgres')) return inTurn(postgres, () => hurtPostgres(fault, victims));
  if (kind.startsWith('warehouse')) return inTurn(clickhouse, () => hurtWarehouse(fault, victims));
  return cutOff(fault, victims);
}

async function hurtBroker({ kind, pick, forMs }: Fault, { carriers: { kafka, network, brokerDisks } }: Victims): Promise<void> {
  const index = Math.floor(((pick * 97) % 1) * BROKERS.length);
  switch (kind) {
    case 'broker_killed':
      await kafka.kill(index);
      await sleep(forMs);
      return kafka.start(index);
    case 'broker_paused':
      kafka.pause(index);
      await sleep(forMs);
      return kafka.resume(index);
    case 'broker_cut':
      network.cut(BROKERS[index]!);
      await sleep(forMs);
      return network.mend(BROKERS[index]!);
    case 'broker_full': {
      const disk = diskOf(brokerDisks, index);
      await disk.fill();
      await sleep(forMs);
      disk.free();
      await sleep(ENDED_MS);
      return kafka.revive(index);
    }
    default:
      throw new Error(`A broker has no fault "${kind}"`);
  }
}

function diskOf(disks: readonly SmallDisk[], index: number): SmallDisk {
  const disk = disks[index];
  if (!disk) throw new Error('The disk of a broker needs mounts of our own: run as root, or with --without broker_full');
  return disk;
}

async function hurtPostgres({ kind, forMs }: Fault, { carriers: { postgres, bend } }: Victims): Promise<void> {
  if (kind === 'postgres_full') {
    await fullFor(forMs, bend);
    return postgres.revive();
  }
  if (kind === 'postgres_paused') {
    postgres.pause();
    await sleep(forMs);
    return postgres.resume();
  }
  if (kind === 'postgres_stopped') await postgres.stop();
  else await postgres.kill();
  await sleep(forMs);
  await postgres.start();
}

async function fullFor(ms: number, bend: Bend): Promise<void> {
  bend.set('full', 1);
  await sleep(ms);
  bend.set('full', 0);
  // Whoever cannot live without room has ended by then.
  await sleep(ENDED_MS);
}

async function hurtWarehouse({ kind, forMs }: Fault, { carriers: { clickhouse, warehouseBend } }: Victims): Promise<void> {
  if (kind === 'warehouse_full') {
    await fullFor(forMs, warehouseBend);
    return clickhouse.revive();
  }
  if (kind === 'warehouse_paused') {
    clickhouse.pause();
    await sleep(forMs);
    return clickhouse.resume();
  }
  await clickhouse.kill();
  await sleep(forMs);
  await clickhouse.start();
}

/** A process from everybody, or from one kind of carrier. */
async function cutOff({ kind, pick, forMs }: Fault, { carriers: { network }, process }: Victims): Promise<void> {
  if (kind === 'carrier_cut') {
    const all = [BROKERS.map((name) => network.machine(name).address), [network.addressOf('postgres')], [network.addressOf('warehouse')]];
    const addresses = all[Math.floor(((pick * 89) % 1) * all.length)]!;
    network.block(process, addresses);
    await sleep(forMs);
    return network.unblock(process, addresses);
  }
  network.cut(process);
  await sleep(forMs);
  network.mend(process);
}

function inTurn(of: object, work: () => Promise<void>): Promise<void> {
  const done = (TURNS.get(of) ?? Promise.resolve()).catch(() => undefined).then(work);
  TURNS.set(of, done);
  return done;
}
