/** Carries out what a plan says. */
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../../src/base/index.ts';
import { dripSlowly, sendGarbage } from './garbage.ts';
import type { LinkState } from './link.ts';
import type { Fault } from './plan.ts';
import type { Providers } from './providers.ts';
import type { Senders } from './senders.ts';
import type { Ended, World } from './world.ts';

export interface Scene {
  readonly world: World;
  readonly senders: Senders;
  readonly providers: Providers;
  /** Answers to garbage that it must not get, for who judges. */
  readonly garbage: string[];
}

/** Where events are sent. */
export function doorUrl({ door }: Pick<World, 'door'>): string {
  return `http://127.0.0.1:${door.port}`;
}

/** Resolves when the fault is over, with that instant. A kill is over when it has happened: what follows is recovery. */
export async function carryOut(fault: Fault, scene: Scene): Promise<Pick<Ended, 'at'> & Partial<Ended>> {
  const { world, providers, senders, garbage } = scene;
  const { kind, forMs, pick, size } = fault;
  switch (kind) {
    case 'kill':
      return world.kill(pick);
    case 'kill_at_failpoint':
      return world.killAtFailpoint(pick);
    case 'pause':
      await world.pause(pick, forMs);
      break;
    case 'door_cut':
    case 'door_stalled':
      await forAWhile(forMs, (state) => world.door.set(state), kind === 'door_cut' ? 'cut' : 'stalled');
      break;
    case 'provider_cut':
    case 'provider_stalled': {
      const link = world.providers[Math.floor(pick * world.providers.length)]!;
      await forAWhile(forMs, (state) => link.set(state), kind === 'provider_cut' ? 'cut' : 'stalled');
      break;
    }
    case 'provider_fails':
    case 'provider_hangs':
    case 'provider_slow':
    case 'provider_lies':
      providers.begin(kind);
      await sleep(forMs);
      providers.end(kind);
      break;
    case 'full_disk': {
      const free = await world.fillDisk(pick);
      await sleep(forMs);
      await free();
      break;
    }
    case 'slow_disk':
      world.slowDisk(size);
      await sleep(forMs);
      world.slowDisk(0);
      break;
    case 'clock_forward':
      // For good: time that has been reached does not come back, and what waits would wait until it has caught up.
      world.shiftClock(size * MINUTE);
      break;
    case 'clock_back':
      world.shiftClock(-size * MINUTE);
      await sleep(forMs);
      world.shiftClock(size * MINUTE);
      break;
    case 'garbage':
      garbage.push(...(await sendGarbage(doorUrl(world), `${fault.index}`, forMs)));
      break;
    case 'slow_loris':
      await dripSlowly(world.door.port, size, forMs);
      break;
    case 'flood':
      await senders.flood(forMs);
      break;
    default: {
      const ended = await world.carryOut(fault);
      if (ended) return ended;
    }
  }
  return { at: Date.now() };
}

async function forAWhile(ms: number, set: (state: LinkState) => void, state: LinkState): Promise<void> {
  set(state);
  await sleep(ms);
  set('open');
}
