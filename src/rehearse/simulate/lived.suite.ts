/** A life that several worlds can be led through: what customers of the shop do, drawn by fast-check. */
import fc from 'fast-check';
import { HOUR, MINUTE } from '../../base/index.ts';
import type { JsonObject } from '../../core/index.ts';
import type { Project } from '../../define/index.ts';
import { openMemoryState } from '../../port/state/index.ts';
import { type FactRow, VirtualWorld } from '../virtual/world.ts';
import { type SimulationOptions, type SimulationOutcome, simulateHistory } from './simulation.ts';

export const START: number = Date.UTC(2026, 0, 5, 9);

export type Deed =
  | { readonly do: 'call'; readonly who: number; readonly call: JsonObject }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'consent'; readonly who: number; readonly granted: boolean };

const who = fc.nat({ max: 4 });
const track = (event: string, properties: JsonObject = {}) =>
  who.map((one): Deed => ({ do: 'call', who: one, call: { type: 'track', event, properties } }));

export const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: track('Product Added', { name: 'Lamp' }) },
    { weight: 2, arbitrary: track('Order Completed', { revenue: 12 }) },
    { weight: 2, arbitrary: track('Email Link Clicked') },
    {
      weight: 3,
      arbitrary: who.map(
        (one): Deed => ({
          do: 'call',
          who: one,
          call: { type: 'identify', traits: { email: `u${one}@example.com`, phone: `+49151000${one}000` } },
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(who, who)
        .map(([one, other]): Deed => ({ do: 'call', who: one, call: { type: 'identify', anonymousId: `web-${other}` } })),
    },
    { weight: 1, arbitrary: fc.tuple(who, fc.boolean()).map(([one, granted]): Deed => ({ do: 'consent', who: one, granted })) },
    {
      weight: 5,
      arbitrary: fc.constantFrom(7 * MINUTE, HOUR, 3 * HOUR, 25 * HOUR, 31 * 24 * HOUR).map((ms): Deed => ({ do: 'pass', ms })),
    },
  ),
  { maxLength: 60 },
);

export async function lead(world: VirtualWorld, life: readonly Deed[]): Promise<void> {
  for (const deed of life) {
    if (deed.do === 'pass') await world.passTo(world.now + deed.ms);
    else if (deed.do === 'call') await world.call({ userId: `u${deed.who}`, ...deed.call });
    else {
      const identifiers = [['user_id', `u${deed.who}`] as const];
      await world.append({ type: 'control', identifiers, by: 'staff', action: 'consent', purpose: 'offers', granted: deed.granted });
    }
  }
}

export interface Simulated extends SimulationOutcome {
  readonly facts: readonly FactRow[];
}

export async function simulated(
  world: VirtualWorld,
  options: Partial<SimulationOptions> & Pick<SimulationOptions, 'draft'>,
): Promise<Simulated> {
  const facts: FactRow[] = [];
  const state = await openMemoryState();
  const given = { log: world.log, state, since: START, until: world.now, onFact: (fact: FactRow) => void facts.push(fact), ...options };
  const outcome = await simulateHistory(given);
  await state.close();
  return { ...outcome, facts };
}

export async function lived(project: Project, life: readonly Deed[]): Promise<VirtualWorld> {
  const world = await VirtualWorld.open({ project, start: START });
  await lead(world, life);
  return world;
}

/** What was concluded, without where it stood in the log: one line each, sorted. Customers are told apart by when they were first heard of. */
export function conclusions(facts: readonly FactRow[]): readonly string[] {
  const lines = facts
    .filter(({ kind }) => kind !== 'release')
    .map(({ kind, action, customer, at, name, journey, step, detail }) => {
      const { instance: _, from: __, message: ___, ...rest } = detail ?? {};
      return JSON.stringify([at, customer.slice(0, 10), kind, action, name, journey, step, rest], (key, value) =>
        key === 'instance' ? undefined : value,
      );
    });
  return lines.sort();
}
