/** With whom a candidate shares its members: the memberships of those of whom it says otherwise than of everybody else, from the state while they are few. */
import type { CustomerId } from '../../base/index.ts';
import { segmentsOf, tagsOf } from '../../core/index.ts';
import { exceptionIdsSql, overlapSql } from '../../learn/index.ts';
import { readCustomersAt } from '../reading.ts';
import type { Overlap } from './answer.ts';
import type { PreviewWorld } from './preview.ts';
import type { Tried } from './trial.ts';

/** So many customers are read; of more the warehouse is asked, which folds the history of everybody's memberships. */
const READ_MAX = 50_000;
/** Customers read between two turns of the event loop. */
const TURN_EVERY = 500;

/** A released segment or tag: how many it has, and how many of these are exceptions. */
interface Shared {
  readonly kind: 'segment' | 'tag';
  readonly id: string;
  readonly members: number;
  readonly inside: number;
}

/** Those who overlap most first. */
export async function overlapOf(
  trial: Tried,
  { count, exceptions }: { readonly count: number; readonly exceptions: number },
  world: PreviewWorld,
): Promise<Overlap[]> {
  const all = exceptions <= READ_MAX ? await sharedByState(trial, world) : await sharedByHistory(trial, world);
  const overlaps = all
    .filter(({ kind, id }) => kind !== trial.kind || id !== trial.id)
    .map(({ kind, id, members, inside }): Overlap => {
      const both = trial.evaluated.holdsOfOthers ? members - inside : inside;
      const either = members + count - both;
      return { kind, id, members, both, jaccard: either === 0 ? 0 : both / either };
    });
  return overlaps.sort((a, b) => b.jaccard - a.jaccard || (a.id < b.id ? -1 : 1));
}

async function sharedByState(trial: Tried, { warehouse, state, plan, engine }: PreviewWorld): Promise<Shared[]> {
  const rows = await warehouse.query<{ customer: CustomerId }>(exceptionIdsSql(trial, trial.evaluated));
  const inside = new Map<string, number>();
  const add = (key: string): void => void inside.set(key, (inside.get(key) ?? 0) + 1);
  for (let from = 0; from < rows.length; from += TURN_EVERY) {
    const ids = rows.slice(from, from + TURN_EVERY).map(({ customer }) => customer);
    for (const { customer } of await readCustomersAt(state, ids, plan())) {
      for (const id of segmentsOf(customer.known)) add(`segment:${id}`);
      for (const id of tagsOf(customer.known)) add(`tag:${id}`);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const found: Shared[] = [];
  for (const [key, members] of engine.status.counters) {
    const kind = key.startsWith('segment:') ? 'segment' : key.startsWith('tag:') ? 'tag' : undefined;
    if (kind && members > 0) found.push({ kind, id: key.slice(kind.length + 1), members, inside: inside.get(key) ?? 0 });
  }
  return found;
}

async function sharedByHistory(trial: Tried, { warehouse }: PreviewWorld): Promise<Shared[]> {
  const found: Shared[] = [];
  for (const kind of ['segment', 'tag'] as const) {
    const rows = await warehouse.query<Omit<Shared, 'kind'>>(overlapSql(trial, { ...trial.evaluated, kind }));
    found.push(...rows.map((row) => ({ ...row, kind })));
  }
  return found;
}
