/** The engine without door, delivery and sink, and the pure core without the engine: each in a process of its own. */
import { join } from 'node:path';
import type { EventEntry } from '../../src/core/index.ts';
import {
  type Command,
  type Customer,
  compilePlan,
  decodeEntry,
  encodeEntry,
  type Fact,
  IdentityOverlay,
  identifierKey,
  identitiesNeeded,
  newCustomer,
  type Plan,
  resolve,
  step,
} from '../../src/core/index.ts';
import type { Release } from '../../src/define/index.ts';
import { type Log, openLmdbLog } from '../../src/port/log/index.ts';
import { openLmdbState } from '../../src/port/state/index.ts';
import { Engine } from '../../src/runtime/index.ts';
import { type EventsInput, type JoinInput, joining, pastEvents, releaseEntry, type Timed, zipfEvents } from '../workload/entries.ts';
import type { ProjectSize } from '../workload/project.ts';
import { answer } from './remote.ts';

export interface Cost {
  readonly events: number;
  readonly wallMs: number;
  /** Of this process: the engine, its commits and garbage collection. */
  readonly cpuMs: number;
}

const PARTITION = 0;
const CHUNK = 1_000;
/** Entries of a commit. */
const COMMIT = 1_000;

async function append(log: Log, entries: Iterable<Timed>): Promise<number> {
  let chunk: { at: number; value: Uint8Array }[] = [];
  let count = 0;
  for (const { at, entry } of entries) {
    chunk.push({ at, value: encodeEntry(entry) });
    if (chunk.length < CHUNK) continue;
    await log.append(PARTITION, chunk);
    count += chunk.length;
    chunk = [];
  }
  if (chunk.length > 0) await log.append(PARTITION, chunk);
  return count + chunk.length;
}

/** Runs the engine until the log's end, from the moment that it has passed `warmUp` entries. */
async function runEngine(directory: string, warmUp: number): Promise<Cost> {
  const log = await openLmdbLog({ path: join(directory, 'log'), readOnly: true });
  const state = await openLmdbState({ path: join(directory, 'state') });
  const engine = await Engine.open({ partition: PARTITION, log, state });
  let passed = 0;
  let committing: Promise<void> | undefined;
  let started: { at: number; passed: number; cpu: NodeJS.CpuUsage } | undefined;
  for (;;) {
    if (!started && passed >= warmUp) {
      // Else what has been prepared already would count as done without its cost.
      await committing;
      started = { at: performance.now(), passed, cpu: process.cpuUsage() };
    }
    // As the product does when it is behind: while one commit is under way the next is prepared.
    while (engine.waiting < COMMIT && (await engine.prepare()));
    await committing;
    if (engine.waiting === 0) break;
    committing = engine.commit().then((outcome) => {
      passed += outcome.entries;
      // Nobody copies these facts anywhere.
      engine.sunk(outcome.seq);
    });
  }
  const { user, system } = process.cpuUsage(started?.cpu);
  const cost = { events: passed - (started?.passed ?? 0), wallMs: performance.now() - (started?.at ?? 0), cpuMs: (user + system) / 1_000 };
  await state.close();
  await log.close();
  return cost;
}

/** `step` over the stored history of customers in memory. */
class Simulation {
  readonly #identities = new IdentityOverlay();
  readonly #customers = new Map<string, Customer>();
  readonly #releases: Release[] = [];
  #plan: Plan = compilePlan([], new Map());
  facts = 0;

  apply(record: { readonly position: number; readonly at: number; readonly value: Uint8Array }): void {
    const entry = decodeEntry(record.value);
    if (entry.type === 'release') {
      this.#releases.push(entry.release);
      this.#plan = compilePlan(this.#releases, new Map());
    }
    if (entry.type !== 'event') return;
    const { position, at } = record;
    const address = { partition: PARTITION, position, ordinal: 0 };
    const id = this.#customerOf(entry, { at, address });
    let customer = this.#customers.get(id);
    const isNew = customer === undefined;
    customer ??= newCustomer(id, at);
    this.#customers.set(id, customer);
    const facts: Fact[] = [];
    const commands: Command[] = [];
    let ordinal = 0;
    const world = { plan: this.#plan, at, address, nextOrdinal: () => ++ordinal, facts, commands };
    if (isNew) step(customer, { type: 'refresh' }, world);
    step(customer, entry, world);
    this.facts += facts.length;
  }

  #customerOf(
    entry: EventEntry,
    { at, address }: { at: number; address: { partition: number; position: number; ordinal: number } },
  ): string {
    const overlay = this.#identities;
    for (const identifier of entry.identifiers) overlay.loadIdentifier(identifierKey(identifier), undefined);
    for (const id of identitiesNeeded(overlay, entry.identifiers, this.#plan.identity)) overlay.loadIdentity(id, undefined);
    const question = { identifiers: entry.identifiers, at, address, source: entry.messageId };
    return resolve(overlay, question, this.#plan.identity).customer;
  }
}

answer<EngineAlone>({
  async fill({ directory, size, events, joined, past }) {
    const log = await openLmdbLog({ path: join(directory, 'log') });
    const from = (events ?? joined ?? past)?.from ?? Date.now();
    // The tick ends the pass over all customers that a release opens.
    await append(log, [
      { at: from, entry: releaseEntry(size) },
      { at: from, entry: { type: 'tick' } },
    ]);
    const count = await append(log, joined ? joining(joined) : past ? pastEvents(past) : zipfEvents(events!));
    await log.close();
    return count;
  },

  run: ({ directory, warmUp }) => runEngine(directory, warmUp),

  async simulate({ directory, warmUp }) {
    const log = await openLmdbLog({ path: join(directory, 'log'), readOnly: true });
    const simulation = new Simulation();
    let passed = 0;
    let after = 0;
    let started: { at: number; passed: number; cpu: NodeJS.CpuUsage } | undefined;
    for (;;) {
      if (!started && passed >= warmUp) started = { at: performance.now(), passed, cpu: process.cpuUsage() };
      const records = await log.read(PARTITION, after, CHUNK);
      if (records.length === 0) break;
      for (const record of records) simulation.apply(record);
      after = records.at(-1)!.position;
      passed += records.length;
    }
    const { user, system } = process.cpuUsage(started?.cpu);
    await log.close();
    return { events: passed - (started?.passed ?? 0), wallMs: performance.now() - (started?.at ?? 0), cpuMs: (user + system) / 1_000 };
  },
});

export interface EngineAlone {
  /** Writes a log: a release, then events of customers, or each customer joining once. Resolves with how many entries. */
  fill(input: { directory: string; size: ProjectSize; events?: EventsInput; joined?: JoinInput; past?: EventsInput }): Promise<number>;
  /** Runs the engine over the log from where it is; the first `warmUp` entries do not count. */
  run(input: { directory: string; warmUp: number }): Promise<Cost>;
  /** Runs `step` over the log, with all customers in memory. */
  simulate(input: { directory: string; warmUp: number }): Promise<Cost>;
}
