/** Why a journey's trigger never led to a decision about the customer of a trial: asked as an explanation asks it, over what happened in its world. */
import { decodeEntry } from '../../core/index.ts';
import { type ReadCustomer, type Untriggered, whyUntriggered } from '../../runtime/rehearsal/index.ts';
import { recordsOf } from '../simulate/history.ts';
import type { FactRow, VirtualWorld } from '../virtual/world.ts';

export interface WhyNotQuestion {
  readonly world: VirtualWorld;
  readonly customer: ReadCustomer;
  /** All of the customer's. */
  readonly ids: ReadonlySet<string>;
  readonly journey: string;
  /** Facts of the time before the world began. */
  readonly before: readonly FactRow[];
}

/** Undefined of a journey that the world does not have. */
export async function whyNotOf({ world, customer, ids, journey, before }: WhyNotQuestion): Promise<Untriggered | undefined> {
  const plan = world.reader.plan();
  const compiled = (plan.journeys.versionsOf.get(journey) ?? [])[0];
  if (!compiled) return undefined;
  const facts = [...before, ...world.facts.filter((fact) => ids.has(fact.customer))];
  const done = async (name: string) => {
    const latest = await eventsOf(world, customer, name);
    return { count: latest.length, latest };
  };
  const releases = async () => new Map(world.facts.flatMap(({ kind, version = 0, at }) => (kind === 'release' ? [[version, at]] : [])));
  return whyUntriggered(
    {
      world: { firstRelease: () => 1 },
      customer: customer.customer,
      plan,
      now: world.now,
      facts: facts.map(evidenceOf),
      done,
      releases,
    },
    compiled,
  );
}

/** Events under this name, newest first. */
async function eventsOf({ log }: VirtualWorld, { id, identifiers }: ReadCustomer, name: string) {
  const known = new Set(identifiers.map((one) => JSON.stringify(one)));
  const found = [];
  for await (const { position, at, value } of recordsOf(log, 0)) {
    const entry = decodeEntry(value);
    if (entry.type !== 'event' || entry.event !== name) continue;
    if (entry.customer !== id && !entry.identifiers.some((one) => known.has(JSON.stringify(one)))) continue;
    const { event, messageId, source, time, properties, context = {}, traits = {} } = entry;
    const about = { table: 'events', id: `0-${position}`, position, at, customer: id } as const;
    found.push({ ...about, event, messageId, source, time, properties, context, traits });
  }
  return found.reverse();
}

function evidenceOf({ seq, version = 0, detail = {}, ...fact }: FactRow) {
  return { ...fact, table: 'facts' as const, id: `0-${seq}`, version, detail };
}
