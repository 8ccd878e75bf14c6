/**
 * The way into the logs of several partitions: what has identifiers goes to `events`, by the first of them; what names its customer to where that one
 * lives; what concerns everybody to all partitions of customers.
 */
import { partitionOf, partitionOfKey } from '../../base/index.ts';
import { decodeEntry, type Entry } from '../../core/index.ts';
import { type AcceptedCall, VALUES_FREE } from '../../sense/index.ts';
import type { Appended, Appender, Appending } from '../appender.ts';
import type { ReleaseLedger } from './release-ledger.ts';

export interface AppendersOptions {
  /** By partition. */
  readonly events: readonly Appender[];
  readonly customers: readonly Appender[];
  readonly releases: ReleaseLedger;
}

export class Appenders implements Appending {
  readonly #options: AppendersOptions;

  constructor(options: AppendersOptions) {
    this.#options = options;
  }

  get end(): number {
    const { events, customers } = this.#options;
    return [...events, ...customers].reduce((total, { end }) => total + end, 0);
  }

  get arrived(): readonly number[] {
    return this.#options.events.map(({ end }) => end);
  }

  get time(): number {
    return this.#options.customers[0]!.time;
  }

  get problem(): string | undefined {
    const { events, customers } = this.#options;
    return [...events, ...customers].find(({ problem }) => problem !== undefined)?.problem;
  }

  async calls(calls: readonly AcceptedCall[]): Promise<typeof VALUES_FREE> {
    const { events } = this.#options;
    const parts = events.map((): AcceptedCall[] => []);
    for (const call of calls) parts[eventsPartition(decodeEntry(call.value), events.length)]!.push(call);
    await Promise.all(parts.map((part, partition) => (part.length > 0 ? events[partition]!.calls(part) : undefined)));
    return VALUES_FREE;
  }

  async entries(entries: readonly Entry[], at?: number): Promise<readonly Appended[]> {
    const appended: Appended[] = [];
    for (const entry of entries) appended.push(...(await this.#entry(entry, at)));
    return appended;
  }

  async #entry(entry: Entry, at: number | undefined): Promise<readonly Appended[]> {
    const { events, customers, releases } = this.#options;
    switch (entry.type) {
      case 'release':
        return releases.produce(entry.release);
      case 'rollout':
        return releases.say(entry);
      case 'event':
        if (entry.customer !== undefined) return this.#home(entry.customer).entries([entry], at);
        return this.#arrival(entry, at);
      case 'control':
      case 'bind':
        return this.#arrival(entry, at);
      case 'unmerge':
      case 'unbind':
        return (await events[0]!.entries([entry], at)).map((one) => ({ ...one, log: 'events' }));
      case 'receipt':
        return this.#home(entry.customer).entries([entry], at);
      case 'redeliver':
        return this.#home(entry.command.customer).entries([entry], at);
      case 'alert':
      case 'draft':
        return customers[0]!.entries([entry], at);
      case 'codes':
        // Each partition gives its own.
        return (
          await Promise.all(
            customers.map((one, partition) =>
              one.entries([{ ...entry, codes: entry.codes.filter((_, i) => i % customers.length === partition) }], at),
            ),
          )
        ).flat();
      default:
        return (await Promise.all(customers.map((one) => one.entries([entry], at)))).flat();
    }
  }

  #home(customer: string): Appender {
    const { customers } = this.#options;
    return customers[partitionOf(customer, customers.length)]!;
  }

  async #arrival(entry: Entry, at: number | undefined): Promise<readonly Appended[]> {
    const { events } = this.#options;
    const appended = await events[eventsPartition(entry, events.length)]!.entries([entry], at);
    return appended.map((one) => ({ ...one, log: 'events' }));
  }
}

/** The same message has the same first identifier, so it comes to the same partition. */
function eventsPartition(entry: Entry, partitions: number): number {
  const [first] = 'identifiers' in entry ? entry.identifiers : [];
  return partitionOfKey(first ? first.join('\u0000') : '', partitions);
}
