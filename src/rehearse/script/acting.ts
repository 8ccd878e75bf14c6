/** What the acts of a test act on: the world, and a look at one of its customers. */
import { type JsonObject, segmentsOf, tagsOf } from '../../core/index.ts';
import { type ReadCustomer, readByIdentifier } from '../../runtime/rehearsal/index.ts';
import type { Message } from '../virtual/hand-over.ts';
import type { FactRow, VirtualWorld } from '../virtual/world.ts';
import type { Recorder } from './recorder.ts';

/** One customer of a test: what the test calls it, and by which identifier it is found. */
export interface Who {
  readonly name: string;
  readonly identifier: readonly [namespace: string, value: string];
}

/** Everything that an expectation may read of one customer, as of now. */
export interface Look {
  readonly who: Who;
  /** Undefined: nothing was ever heard of it. */
  readonly customer: ReadCustomer | undefined;
  /** About it, also under earlier ids, in order. */
  readonly facts: readonly FactRow[];
  readonly messages: readonly Message[];
  readonly tags: readonly string[];
  readonly segments: readonly string[];
  readonly now: number;
}

/** What was sent in by the test, for traces. */
export interface Deed {
  readonly at: number;
  readonly who: string;
  readonly text: string;
}

export class Acting {
  readonly world: VirtualWorld;
  readonly recorder: Pick<Recorder, 'customers'>;
  readonly deeds: Deed[] = [];

  constructor(world: VirtualWorld, recorder: Pick<Recorder, 'customers'>) {
    this.world = world;
    this.recorder = recorder;
  }

  did(who: Who, text: string, data: JsonObject = {}): void {
    const said = Object.keys(data).length === 0 ? '' : ` ${JSON.stringify(data)}`;
    this.deeds.push({ at: this.world.now, who: who.name, text: `${text}${said}` });
  }

  async look(who: Who): Promise<Look> {
    const { reader, facts, messages, now } = this.world;
    const customer = await readByIdentifier(reader, who.identifier);
    const ids = new Set<string>(customer ? [customer.id, ...customer.absorbed] : []);
    return {
      who,
      customer,
      facts: facts.filter((fact) => ids.has(fact.customer)),
      messages: messages.filter(({ command }) => ids.has(command.customer)),
      tags: customer ? tagsOf(customer.customer.known) : [],
      segments: customer ? segmentsOf(customer.customer.known) : [],
      now,
    };
  }
}
