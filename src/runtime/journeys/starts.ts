/** Journeys that a customer enters because somebody asks for it: a request by name becomes one entry of the log, and the journey's own rules decide. */
import { randomUUID } from 'node:crypto';
import { VolanoError } from '../../base/index.ts';
import { type EventEntry, type Identifier, type JsonObject, OWN_SOURCE } from '../../core/index.ts';
import type { StateView } from '../../port/state/index.ts';
import { DEFAULT_LIMITS, Refusal, readCall, reasonSaid } from '../../sense/index.ts';
import type { Appending } from '../appender.ts';
import { readById } from '../reading.ts';
import type { Releases } from '../releases.ts';
import { said } from '../said.ts';

/** For whom, and what is handed over. One of `customer` and `identifiers`. */
export interface JourneyStart {
  readonly customer?: string;
  readonly identifiers?: readonly Identifier[];
  /** At hand as properties of an event would be: for key, conditions and templates. */
  readonly properties?: JsonObject;
  /** Asked again under the same id within 48 hours it counts once. Default: one of its own. */
  readonly messageId?: string;
}

export interface JourneyStarted {
  readonly messageId: string;
}

export interface JourneyStartsWorld {
  readonly state: StateView;
  readonly releases: Pick<Releases, 'plan'>;
  readonly appender: Pick<Appending, 'time' | 'entries'>;
}

/** Event that stands for such a request in the customer's history. */
const EVENT = 'Journey Start Requested';

/** Starts journeys by name. */
export class JourneyStarts {
  readonly #world: JourneyStartsWorld;

  constructor(world: JourneyStartsWorld) {
    this.#world = world;
  }

  /**
   * Resolves when the request is on disk. Whether the customer enters is a decision of the engine, and a fact. Rejects with VOLANO_RESOURCE_UNKNOWN (no such
   * journey or customer), VOLANO_JOURNEY_NOT_STARTABLE, and the door's errors about identifiers and properties.
   */
  async start(journey: string, asked: JourneyStart): Promise<JourneyStarted> {
    this.#assertStartable(journey);
    const { customer, identifiers = [], properties = {}, messageId = randomUUID() } = asked;
    const { appender, releases, state } = this.#world;
    const time = appender.time;
    if (customer !== undefined && !(await readById({ state, plan: () => releases.plan, now: () => time }, customer)))
      throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id: customer });
    // An id of ours names the customer by itself: what the door asks for stands in for it.
    const named: readonly Identifier[] = customer === undefined ? identifiers : [['customer', customer]];
    const entry = this.#read({ named, properties, messageId });
    const whose = customer === undefined ? {} : { identifiers: [], customer: customer as NonNullable<EventEntry['customer']> };
    await appender.entries([{ ...entry, ...whose, source: OWN_SOURCE, time, start: { journey } }]);
    return { messageId };
  }

  #assertStartable(id: string): void {
    const { journeys } = this.#world.releases.plan;
    if (journeys.byName.has(id)) return;
    if (!journeys.definitions.has(id)) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id });
    throw new VolanoError('VOLANO_JOURNEY_NOT_STARTABLE', { id });
  }

  /** By the door's own rules, so that it is an event like any other. */
  #read({ named, properties, messageId }: { named: readonly Identifier[]; properties: JsonObject; messageId: string }): EventEntry {
    const receivedAt = Date.now();
    const externalIds = named.map(([type, id]) => ({ type, id }));
    const read = readCall(
      { type: 'track', event: EVENT, messageId, properties, context: { externalIds } },
      { source: OWN_SOURCE, receivedAt, limits: DEFAULT_LIMITS, surrogates: true, newMessageId: randomUUID },
    );
    if (read instanceof Refusal)
      throw new VolanoError('VOLANO_QUERY_INVALID', {
        field: read.field || said`the request`,
        problem: said`is refused: ${reasonSaid(read)}`,
      });
    const { context: _, ...entry } = read.entry;
    return entry;
  }
}
