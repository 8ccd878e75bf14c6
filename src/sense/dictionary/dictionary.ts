/**
 * The dictionary of a release. An event is judged once, at the door, before it is written to the log; so what the log holds says itself what is
 * wrong with it, and a replay judges nothing anew.
 *
 * E1. An event that keeps to its definition is taken as it came.
 * E2. The strictest enforcement among its violations decides: block, quarantine, omit, flag. Nothing is left out of an event that is refused.
 * E3. What is left out is only what is at fault; a list keeps its elements.
 */
import type { EventEntry, Json, JsonObject, Violation, ViolationProblem } from '../../core/index.ts';
import type { Definition, Enforcement, EventDefinition, WorkspaceDefinition } from '../../define/index.ts';
import { compileProperty, type PropertyCheck } from './property-check.ts';

/** What becomes of an event. */
export interface Judgement {
  readonly outcome: 'take' | 'quarantine' | 'block';
  /** At least one. */
  readonly violations: readonly Violation[];
}

export interface Dictionary {
  /** Whether events of this name are judged at all. */
  concerns(event: string): boolean;
  /** Undefined when nothing is wrong. Changes the event in place where something is left out of it. */
  judge(entry: Pick<EventEntry, 'event' | 'source' | 'properties' | 'traits'>): Judgement | undefined;
}

/** The events of a project's definitions; undefined when it has no dictionary. */
export function compileDictionary(definitions: readonly Definition[]): Dictionary | undefined {
  const events = definitions.filter((one): one is EventDefinition => one.kind === 'event');
  const workspace = definitions.find((one): one is WorkspaceDefinition => one.kind === 'workspace');
  const unplannedEvents = workspace?.unplannedEvents ?? 'allow';
  if (events.length === 0 && unplannedEvents === 'allow') return undefined;
  const zone = workspace?.timeZone ?? 'UTC';
  const checks = new Map(events.map((event) => [event.id, new EventCheck(event, zone)]));
  const unknown: Judgement | undefined =
    unplannedEvents === 'allow'
      ? undefined
      : { outcome: outcomeOf(unplannedEvents), violations: [{ field: '', problem: 'unknown_event' }] };
  return {
    // Calls that are not `track` have a name by themselves: they are always known.
    concerns: (event) => checks.has(event) || (unknown !== undefined && !event.startsWith('$')),
    judge: (entry) => {
      const check = checks.get(entry.event);
      if (check) return check.judge(entry);
      return entry.event.startsWith('$') ? undefined : unknown;
    },
  };
}

const STRICTNESS: readonly Enforcement[] = ['flag', 'omit', 'quarantine', 'block'];
/** What the door itself puts among the properties of these calls. */
const OF_CALLS: Readonly<Record<string, readonly string[]>> = {
  $page: ['name', 'category', 'path', 'referrer', 'search', 'title', 'url', 'keywords'],
  $screen: ['name', 'category'],
};

interface Fault {
  readonly field: string;
  readonly problem: ViolationProblem;
  readonly enforcement: Enforcement;
  readonly omit: ((from: JsonObject) => void) | undefined;
}

class EventCheck {
  readonly #definition: EventDefinition;
  readonly #properties: readonly PropertyCheck[];
  /** First names of defined paths. */
  readonly #planned: ReadonlySet<string>;

  constructor(definition: EventDefinition, zone: string) {
    const paths = Object.entries(definition.properties ?? {});
    this.#definition = definition;
    this.#properties = paths.map(([path, property]) => compileProperty(path, property, zone));
    this.#planned = new Set([...paths.map(([path]) => /^[^.[]+/.exec(path)![0]), ...(OF_CALLS[definition.id] ?? [])]);
  }

  judge({ event, source, properties, traits }: Pick<EventEntry, 'event' | 'source' | 'properties' | 'traits'>): Judgement | undefined {
    const from = event === '$identify' || event === '$group' ? (traits ?? NOTHING) : properties;
    const faults = [...this.#faults(from, source), ...this.#unplanned(from)];
    if (faults.length === 0) return undefined;
    const strictest = faults.reduce((most, { enforcement }) => Math.max(most, STRICTNESS.indexOf(enforcement)), 0);
    const outcome = outcomeOf(STRICTNESS[strictest]!);
    if (outcome !== 'take') return { outcome, violations: faults.map(({ field, problem }) => ({ field, problem })) };
    return { outcome, violations: faults.map((fault) => settled(fault, from)) };
  }

  *#faults(from: JsonObject, source: string): Generator<Fault> {
    const own = enforcementFor(this.#definition, source);
    for (const check of this.#properties) {
      const problem = check.fault(from);
      if (!problem) continue;
      const omit = problem === 'missing' ? undefined : check.omit;
      yield { field: check.path, problem, enforcement: check.enforcement ?? own, omit };
    }
  }

  *#unplanned(from: JsonObject): Generator<Fault> {
    const { unplanned = 'allow' } = this.#definition;
    if (unplanned === 'allow') return;
    for (const key of Object.keys(from)) {
      if (this.#planned.has(key)) continue;
      yield { field: key, problem: 'unplanned', enforcement: unplanned, omit: (object) => delete (object as Record<string, Json>)[key] };
    }
  }
}

const NOTHING: JsonObject = Object.freeze({});

function settled({ field, problem, enforcement, omit }: Fault, from: JsonObject): Violation {
  if (enforcement !== 'omit' || !omit) return { field, problem };
  omit(from);
  return { field, problem, omitted: true };
}

function enforcementFor({ enforcement = 'flag' }: EventDefinition, source: string): Enforcement {
  if (typeof enforcement === 'string') return enforcement;
  return Object.hasOwn(enforcement.sources, source) ? enforcement.sources[source]! : enforcement.default;
}

function outcomeOf(enforcement: Enforcement): Judgement['outcome'] {
  return enforcement === 'quarantine' || enforcement === 'block' ? enforcement : 'take';
}
