/**
 * What becomes of the draft's messages, and what of the history still counts.
 *
 * A1. A message that the history has too (decided by the same entry, as the same of what follows from it, for the same customer on the same channel) has the
 *     history's outcome, whatever that was, and what came back about it.
 * A2. Any other message is taken to be handed over at the moment of its decision and to arrive. Nobody opens it, clicks or unsubscribes: what people would
 *     have done is not made up.
 * A3. What the history says of messages that the draft does not send, and what the engine then concluded, counts nothing.
 * A4. What was decided before the draft came in keeps its outcome.
 *
 * There is no delivery here: outcomes are entries, and nothing that could reach anybody exists.
 */
import { emittedEvent, receiptOf } from '../../act/index.ts';
import {
  type Command,
  type Entry,
  type EventEntry,
  type JsonObject,
  type RedeliverEntry,
  returnEvent,
  type SendCommand,
  type UnbindEntry,
  type UnmergeEntry,
} from '../../core/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import type { HistoryIndex } from './history.ts';
import type { Positions } from './positions.ts';

/** How often each way was taken. */
export interface OutcomeCounts {
  /** Messages whose outcome is the history's (A1). */
  fromHistory: number;
  /** Taken to arrive (A2). */
  assumed: number;
  /** Entries of the history that count nothing (A3). */
  leftOut: number;
}

export interface OutcomesOptions {
  readonly index: Pick<HistoryIndex, 'receipts' | 'emitted'>;
  readonly positions: Positions;
  /** A draft has come in: the history's own releases count nothing. */
  readonly isDraft: boolean;
  readonly channelOf: (id: string) => ChannelDefinition | undefined;
  readonly campaignOf: (journey: string) => string | undefined;
}

export class Outcomes {
  readonly counts: OutcomeCounts = { fromHistory: 0, assumed: 0, leftOut: 0 };
  readonly #options: OutcomesOptions;
  /** Of messages that the history has too: where the draft sends them from. */
  readonly #shared = new Map<string, string>();
  readonly #awaited = new Set<string>();

  constructor(options: OutcomesOptions) {
    this.#options = options;
  }

  /** What is said at once of what was decided just now. */
  said(commands: readonly Command[], now: number): readonly Entry[] {
    return commands.flatMap((command) => (command.type === 'send' ? this.#ofMessage(command, now) : this.#ofEvent(command, now)));
  }

  /** An entry of the history as it stands in the simulation; undefined when it counts nothing there. */
  stored(entry: Entry): Entry | undefined {
    const found = this.#stored(entry);
    if (!found) this.counts.leftOut += 1;
    return found;
  }

  #stored(entry: Entry): Entry | undefined {
    const { positions } = this.#options;
    switch (entry.type) {
      case 'release':
      case 'rollout':
      case 'backfill':
        return this.#options.isDraft ? undefined : entry;
      case 'receipt': {
        const message = positions.idOf(entry.message);
        const counts = message !== undefined && (positions.isBefore(entry.message) || this.#awaited.delete(message));
        return counts ? this.#renamed({ ...entry, message }) : undefined;
      }
      case 'event':
        return entry.customer === undefined ? entry : this.#ownEvent(entry);
      case 'redeliver':
        return this.#redelivery(entry);
      case 'unmerge':
      case 'unbind':
        return this.#parting(entry);
      default:
        return entry;
    }
  }

  #ownEvent(entry: EventEntry): EventEntry | undefined {
    const { positions } = this.#options;
    const messageId = positions.idOf(entry.messageId);
    if (messageId === undefined) return undefined;
    const { receipt } = entry;
    if (!receipt)
      return positions.isBefore(entry.messageId) || this.#awaited.delete(messageId) ? this.#renamed({ ...entry, messageId }) : undefined;
    const message = positions.idOf(receipt.message);
    if (message === undefined) return undefined;
    const isOurs = positions.isBefore(receipt.message) || this.#shared.get(message) === placeOf(receipt);
    return isOurs ? this.#renamed({ ...entry, messageId, receipt: { ...receipt, message } }) : undefined;
  }

  #redelivery(entry: RedeliverEntry): RedeliverEntry | undefined {
    const { positions } = this.#options;
    const { command } = entry;
    const [message, instance] = [positions.idOf(command.message), positions.idOf(command.instance)];
    if (message === undefined || instance === undefined) return undefined;
    if (!positions.isBefore(command.message) && this.#shared.get(message) !== placeOf(command)) return undefined;
    const customer = positions.idOf(command.customer) ?? command.customer;
    return { ...entry, command: { ...command, message, instance, customer } };
  }

  #parting<E extends UnmergeEntry | UnbindEntry>(entry: E): E {
    const { positions } = this.#options;
    const customerOf = (id: string) => positions.idOf(id) ?? id;
    const upTo = lastOf(entry.upTo, positions);
    const moved = entry.positions.flatMap((position) => positions.of(position) ?? []);
    const returned = entry.returned?.flatMap(([position, trigger]): [number, number][] => {
      const [to, from] = [positions.of(position), positions.of(trigger)];
      return to === undefined || from === undefined ? [] : [[to, from]];
    });
    const about = { customer: customerOf(entry.customer), positions: moved, upTo, ...(returned && { returned }) };
    return entry.type === 'unmerge' ? { ...entry, ...about, from: entry.from.map(customerOf) } : { ...entry, ...about };
  }

  #ofMessage(command: SendCommand, now: number): readonly Entry[] {
    const { index, positions, channelOf, campaignOf } = this.#options;
    const stored = positions.storedIdOf(command.message);
    const outcome = stored === undefined ? undefined : index.receipts.get(stored);
    if (outcome && outcome.channel === command.channel && positions.idOf(outcome.customer) === command.customer) {
      this.counts.fromHistory += 1;
      this.#shared.set(command.message, placeOf(command));
      this.#awaited.add(command.message);
      return [];
    }
    this.counts.assumed += 1;
    const receipt = receiptOf({ id: command.message, decidedAt: now, handedAt: command.at }, command, { kind: 'sent', dispatchedAt: now });
    const about = { message: command, type: channelOf(command.channel)?.type, campaign: campaignOf(command.journey) };
    return [receipt, returnEvent('delivered', { ...about, time: now, receivedAt: now })];
  }

  #ofEvent(command: Exclude<Command, SendCommand>, now: number): readonly Entry[] {
    const { index, positions } = this.#options;
    const stored = positions.storedIdOf(command.message);
    if (stored === undefined || !index.emitted.has(stored)) return [emittedEvent(command, { time: now, receivedAt: now })];
    this.#awaited.add(command.message);
    return [];
  }

  /** With the ids that its customer, its message and its instance have here. */
  #renamed<E extends Entry & { readonly customer?: string }>(entry: E): E {
    const { positions } = this.#options;
    if (positions.isSame || entry.customer === undefined) return entry;
    const customer = positions.idOf(entry.customer) ?? entry.customer;
    return 'properties' in entry
      ? { ...entry, customer, properties: this.#renamedProperties(entry.properties as JsonObject) }
      : { ...entry, customer };
  }

  #renamedProperties(properties: JsonObject): JsonObject {
    const renamed = Object.entries(properties).map(([name, value]) => {
      const isId = OF_IDS.has(name) && typeof value === 'string' && ENGINE_ID.test(value);
      return [name, isId ? (this.#options.positions.idOf(value) ?? value) : value];
    });
    return Object.fromEntries(renamed) as JsonObject;
  }
}

/** Properties of the engine's own events that hold an id of its making. */
const OF_IDS: ReadonlySet<string> = new Set(['message_id', 'email_id', 'instance']);
const ENGINE_ID = /^[a-z]+[0-9a-z]{14}$/;

function placeOf({ journey, step }: { readonly journey: string; readonly step: string }): string {
  return `${journey}/${step}`;
}

/** The last entry up to a position of the history that the simulation has. */
function lastOf(position: number, positions: Positions): number {
  for (let at = position; at > 0; at--) {
    const to = positions.of(at);
    if (to !== undefined) return Math.min(to, positions.last);
  }
  return 0;
}
