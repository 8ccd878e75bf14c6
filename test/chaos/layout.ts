/**
 * Which process of a cluster does what. Three are as many as two cores bear beside three brokers, PostgreSQL and a warehouse, and enough for what can go
 * wrong: each role is on two of them, so that whoever dies has a successor, and which two is drawn from the seed, so that over many seeds every pair of
 * roles shares a process and does not, dies together and apart.
 */
import { hashUnit } from '../../src/base/index.ts';

const ROLES = ['gateway', 'identity', 'engine', 'delivery', 'sink', 'api'] as const;

/** Roles by process. */
export function layoutOf(seed: string, processes: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const shuffled = [...ROLES].sort((a, b) => hashUnit(seed, `role ${a}`) - hashUnit(seed, `role ${b}`));
  // The one that leaves a role to the others, in turn: nobody is without work.
  const without = (role: number): string => processes[role % processes.length]!;
  return new Map(processes.map((name) => [name, shuffled.filter((_, index) => without(index) !== name)]));
}
