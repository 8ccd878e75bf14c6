/** Knowledge of one customer driven by hand: events come in, own wake-ups run at their moments. */
import type { Definition, Expression, Window } from '../../define/index.ts';
import type { EventEntry, JsonObject } from '../entry.ts';
import type { Fact } from '../fact.ts';
import {
  applyEvent,
  applyPlan,
  applyTime,
  decodeKnown,
  emptyKnown,
  encodeKnown,
  type KnowContext,
  type Known,
  type KnowPlan,
  knownWakeAt,
  mergeKnown,
  segmentsOf,
  startKnowPlan,
  type Transition,
  tagsOf,
  touchAll,
  viewOf,
} from './index.ts';

export const START: number = Date.UTC(2024, 0, 15, 12);
export const NAME: { en: string; zh: string } = { en: 'x', zh: 'x' };

export type Row = readonly [field: string, operator: string, value?: unknown];

/** A condition of which every row must hold. */
export function all(...rows: readonly Row[]): never {
  const rules = rows.map(([field, operator, value]) => ({ field, operator, ...(value !== undefined && { value }) }));
  return { combinator: 'and', rules } as never;
}

export function any(...rows: readonly Row[]): never {
  return { ...(all(...rows) as object), combinator: 'or' } as never;
}

export function computed(id: string, aggregate: string, more: object = {}): Definition {
  return { kind: 'trait', id, name: NAME, aggregate, event: 'A', ...more } as Definition;
}

export function windowed(id: string, aggregate: string, window: Window, more: object = {}): Definition {
  return computed(id, aggregate, { window, ...more });
}

export function declared(id: string, type: string, more: object = {}): Definition {
  return { kind: 'trait', id, name: NAME, type, ...more } as Definition;
}

export function formula(id: string, expression: Expression): Definition {
  return { kind: 'trait', id, name: NAME, formula: expression };
}

export function tag(id: string, rule: object, more: object = {}): Definition {
  return { kind: 'tag', id, name: NAME, owner: 'crm', rule, ...more } as Definition;
}

export function segment(id: string, condition: object): Definition {
  return { kind: 'segment', id, name: NAME, condition } as Definition;
}

export interface PlanOptions {
  readonly zone?: string;
  readonly edges?: Readonly<Record<string, readonly number[]>>;
}

export function planOf(definitions: readonly Definition[], { zone = 'UTC', edges = {} }: PlanOptions = {}): KnowPlan {
  const released = definitions.map((definition) => ({ version: 1, definition }));
  return startKnowPlan(released, zone).build(new Map(Object.entries(edges)));
}

export class Trial {
  plan: KnowPlan;
  known: Known;
  now: number;
  readonly facts: Fact[] = [];
  /** What a store would hold: parts by name. */
  readonly stored: Map<string, Uint8Array> = new Map();
  #events = 0;

  constructor(plan: KnowPlan, now: number = START) {
    this.plan = plan;
    this.now = now;
    this.known = emptyKnown(now);
    applyPlan(this.#context());
  }

  /** An event that happened `ageMs` ago. */
  event(event: string, properties: JsonObject = {}, more: { age?: number; id?: string; traits?: JsonObject } = {}): this {
    const { age = 0, id = `m${String(this.#events++).padStart(6, '0')}`, traits } = more;
    const entry: EventEntry = {
      type: 'event',
      call: event === '$identify' ? 'identify' : 'track',
      event,
      messageId: id,
      source: 's',
      time: this.now - age,
      receivedAt: this.now,
      identifiers: [],
      properties,
      ...(traits && { traits }),
    };
    return this.take(entry);
  }

  take(entry: EventEntry): this {
    applyEvent(this.#context(), entry);
    return this;
  }

  /** Lets time pass; wake-ups run when due. */
  pass(ms: number): this {
    this.until(this.now + ms);
    return this;
  }

  /** The same, and when it was woken. */
  wakeups(ms: number): number[] {
    return this.until(this.now + ms);
  }

  until(end: number): number[] {
    const moments: number[] = [];
    for (let due = knownWakeAt(this.known); due <= end; due = knownWakeAt(this.known)) {
      if (due <= this.now && moments.at(-1) === due) throw new Error(`the wake-up of ${due} runs again and again`);
      this.now = due;
      moments.push(due);
      applyTime(this.#context());
    }
    this.now = end;
    return moments;
  }

  refresh(plan: KnowPlan = this.plan): this {
    this.plan = plan;
    applyPlan(this.#context());
    return this;
  }

  absorb(other: Trial): this {
    mergeKnown(this.#context(), other.known);
    return this;
  }

  /** Writes what has changed, as a commit does. Returns the names of the parts written. */
  store(): string[] {
    const writes = encodeKnown(this.known);
    for (const [name, bytes] of writes) {
      if (bytes) this.stored.set(name, bytes);
      else this.stored.delete(name);
    }
    return writes.map(([name]) => name);
  }

  /** Reads the customer anew from what is stored, perhaps under a newer plan. */
  load(plan: KnowPlan = this.plan): this {
    const layouts = new Map([...this.plan.layouts.values()].map((layout) => [layout.id, layout]));
    const tables = new Map([[this.plan.table.id, this.plan.table]]);
    this.known = decodeKnown({ small: this.stored, rows: this.stored }, plan, { layouts, tables });
    this.plan = plan;
    return this;
  }

  trait(id: string): unknown {
    return viewOf(this.known, this.plan, this.now).trait(id);
  }

  /** Tags and segments held, sorted. */
  holds(): string[] {
    return [...tagsOf(this.known), ...segmentsOf(this.known)].sort();
  }

  /** Facts of tags and segments as short texts. */
  told(): string[] {
    return this.facts.map(({ action, name }) => `${action} ${name}`);
  }

  /** All parts, sorted by name, as text. */
  parts(): string[] {
    touchAll(this.known);
    const writes = encodeKnown(this.known).flatMap(([name, bytes]) => (bytes ? [`${name}=${Buffer.from(bytes).toString('latin1')}`] : []));
    return writes.sort();
  }

  #context(): KnowContext {
    const transitions: Transition[] = [];
    return { customer: 'c', known: this.known, plan: this.plan, now: this.now, facts: this.facts, transitions };
  }
}
