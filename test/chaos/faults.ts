/** Carries out what a plan says. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LinkState } from './link.ts';
import type { Fault } from './plan.ts';
import type { Providers } from './providers.ts';
import type { Senders } from './senders.ts';
import type { World } from './world.ts';

export interface Scene {
  readonly world: World;
  readonly senders: Senders;
  readonly providers: Providers;
}

/** Resolves when the fault is over, with that instant, wall clock, ms. A kill is over when it has happened: what follows is recovery. */
export async function carryOut(fault: Fault, scene: Scene): Promise<number> {
  const { world, providers, senders } = scene;
  const { kind, forMs, pick } = fault;
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
    case 'flood':
      await senders.flood(forMs);
      break;
    default:
      throw new Error(`Nobody knows how to do ${kind}`);
  }
  return Date.now();
}

async function forAWhile(ms: number, set: (state: LinkState) => void, state: LinkState): Promise<void> {
  set(state);
  await sleep(ms);
  set('open');
}
