/** Two people, and what a trial can tell about them: for tests of merges that are undone. */
import type { CustomerId } from '../../base/index.ts';
import { canonicalParts, decodeCustomer, type Identifier, type UnbindEntry, type UnmergeEntry } from '../../core/index.ts';
import { decodeBlock } from '../../learn/index.ts';
import { partName } from './keys.ts';
import type { Trial } from './trial.suite.ts';

/** What the warehouse would say: positions of the entries about a customer of today, up to a position. */
export async function positionsOf(trial: Trial, customer: CustomerId, upTo: number = Number.MAX_SAFE_INTEGER): Promise<number[]> {
  const facts = (await trial.facts()).filter(({ position }) => position <= upTo);
  const events = (await storedEvents(trial)).filter(({ position }) => position <= upTo);
  const leads = new Map<string, string>();
  const moved = new Map<number, string>();
  for (const { kind, action, name, customer: whose, detail } of facts) {
    if (kind !== 'identity') continue;
    if (action === 'merged' || action === 'unmerged') leads.set(name, whose);
    if (action === 'moved') moved.set(Number(detail?.position), whose);
  }
  const consents = facts.filter(({ kind, detail }) => kind === 'consent' && detail?.rebuilt !== true);
  const today = ({ position, customer: whose }: { position: number; customer: string }): string => {
    const id = moved.get(position) ?? whose;
    return leads.get(id) ?? id;
  };
  return [...new Set([...events, ...consents].filter((one) => today(one) === customer).map(({ position }) => position))].sort(
    (a, b) => a - b,
  );
}

/** Appends what sets these users free from the customer of another. */
export async function unmerge(
  trial: Trial,
  whose: string | { readonly namespace: string; readonly value: string },
  more: Partial<UnmergeEntry> = {},
): Promise<number> {
  const { namespace, value } = typeof whose === 'string' ? { namespace: 'user_id', value: whose } : whose;
  const customer = (await trial.customerOf(value, namespace))!;
  const upTo = more.upTo ?? (await trial.log.end(0));
  const merged = (await trial.facts('identity')).filter(({ action, customer: into }) => action === 'merged' && into === customer);
  return trial.append({
    type: 'unmerge',
    customer,
    from: merged.map(({ name }) => name),
    by: 'staff',
    positions: await positionsOf(trial, customer, upTo),
    upTo,
    ...more,
  });
}

/** Appends what takes the identifier out of its profile. */
export async function unbind(trial: Trial, identifier: Identifier, more: Partial<UnbindEntry> = {}): Promise<number> {
  const customer = more.customer ?? (await trial.customerOf(identifier[1], identifier[0]))!;
  const upTo = more.upTo ?? (await trial.log.end(0));
  return trial.append({ type: 'unbind', customer, identifier, by: 'staff', positions: await positionsOf(trial, customer, upTo), upTo });
}

/** What is known of a user's customer, part by part, and what it chose; not what journeys keep, and what was sent. */
export async function knowledgeOf(trial: Trial, value: string, namespace = 'user_id'): Promise<Record<string, string>> {
  const id = (await trial.customerOf(value, namespace))!;
  const prefix = Buffer.from(`${id}\u0000`);
  const rows = await trial.state.range('customer', { start: prefix, end: Buffer.from(`${id}\u0001`), limit: 10_000 });
  const customer = decodeCustomer(id, new Map(rows.map(([key, value]) => [partName(key, id), value])), trial.engine.plan);
  const parts = canonicalParts(customer).filter(([name]) => name !== 'j' && name !== 'g');
  const { consents, suppression, channels, bounces } = customer.guard;
  const chosen = JSON.stringify({ consents, suppression, channels, bounces });
  return { ...Object.fromEntries(parts.map(([name, bytes]) => [name, Buffer.from(bytes!).toString('latin1')])), chosen };
}

async function storedEvents(trial: Trial): Promise<{ position: number; customer: string }[]> {
  const rows = await trial.state.range('fact', { start: new Uint8Array(0), end: Buffer.alloc(8, 0xff), limit: Number.MAX_SAFE_INTEGER });
  return rows.flatMap(([, value]) => decodeBlock(value).events.map((stub) => openRow(stub.within.toString('utf8', stub.start, stub.end))));
}

/** An event's line is open: the members of the entry's JSON would follow. */
function openRow(line: string): { position: number; customer: string } {
  return JSON.parse(`${line.slice(0, -1)}}`) as { position: number; customer: string };
}
