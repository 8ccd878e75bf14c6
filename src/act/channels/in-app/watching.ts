/**
 * Who watches an inbox is told when it has changed: at once of what this process has changed, and of what another has within a second or so, by asking
 * for as long as anybody watches.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Inbox } from './inbox.ts';

export interface WatchingOptions {
  readonly inbox: Pick<Inbox, 'onChange' | 'versions'>;
  /** Every id of the person who has this one. */
  readonly idsOf: (customer: string) => Promise<readonly string[]>;
  /** How often others' changes are asked for, ms; default 1,000. */
  readonly askMs?: number;
}

const ASK_MS = 1_000;
/** Ids asked for in one go. */
const TOGETHER = 1_000;

/** Takes who watches, by the customer of the token, and gives what ends it. */
export function createWatching({ inbox, idsOf, askMs = ASK_MS }: WatchingOptions): (customer: string, onChange: () => void) => () => void {
  const watchers = new Map<string, Set<() => void>>();
  const tell = (customers: Iterable<string>): void => {
    for (const id of customers) for (const onChange of watchers.get(id) ?? []) onChange();
  };
  inbox.onChange((customer) => {
    if (watchers.size === 0) return;
    // Asked now and not when the watch began: a merge since then is followed. A state store that cannot be read now leaves the watcher to its next look.
    idsOf(customer).then(
      (ids) => tell(new Set([customer, ...ids])),
      () => tell([customer]),
    );
  });
  const { versions } = inbox;
  const asking = versions && createAsking({ versions, idsOf, askMs, watched: () => [...watchers.keys()], onChanged: tell });
  return (customer, onChange) => {
    const known = watchers.get(customer) ?? new Set();
    watchers.set(customer, known.add(onChange));
    asking?.(customer);
    return () => {
      known.delete(onChange);
      if (known.size === 0 && watchers.get(customer) === known) watchers.delete(customer);
    };
  };
}

interface AskingOptions extends Required<Pick<WatchingOptions, 'idsOf' | 'askMs'>> {
  readonly versions: NonNullable<Inbox['versions']>;
  readonly watched: () => readonly string[];
  readonly onChanged: (customers: readonly string[]) => void;
}

/** To be called for each who begins to watch: from here on it is known what they have seen. Asks until nobody watches. */
function createAsking({ versions, idsOf, askMs, watched, onChanged }: AskingOptions): (customer: string) => void {
  const seen = new Map<string, string>();
  const look = async (customers: readonly string[]): Promise<void> => {
    const persons = await Promise.all(customers.map((customer) => idsOf(customer).catch(() => [customer])));
    const ids = [...new Set(persons.flat())];
    const found = new Map<string, string>();
    for (let start = 0; start < ids.length; start += TOGETHER) {
      const some = ids.slice(start, start + TOGETHER);
      for (const [index, version] of (await versions(some)).entries()) found.set(some[index]!, version);
    }
    const changed = customers.filter((customer, i) => {
      const [before, now] = [seen.get(customer), persons[i]!.map((id) => found.get(id)).join(' ')];
      seen.set(customer, now);
      return before !== undefined && before !== now;
    });
    onChanged(changed);
  };
  // What cannot be read now is read next time.
  const tryLook = (customers: readonly string[]): Promise<void> => look(customers).catch(() => undefined);
  const loop = async (): Promise<void> => {
    for (let customers = watched(); customers.length > 0; customers = watched()) {
      await sleep(askMs, undefined, { ref: false });
      await tryLook(customers);
    }
    seen.clear();
    isAsking = false;
  };
  let isAsking = false;
  return (customer) => {
    void tryLook([customer]);
    if (isAsking) return;
    isAsking = true;
    void loop();
  };
}
