/** A playbook: a practice that has proved itself, as definitions that a project takes with its own channels, purposes and address. */
import type { Definition, KpiMetric, Text } from '../../define/index.ts';
import type { House } from './house.ts';

/** One practice, packed to be used elsewhere. */
export interface Playbook {
  /** Name of its folder: small letters, digits and hyphens. */
  readonly id: string;
  readonly name: Text;
  /** When it acts, and what it does. */
  readonly summary: Text;
  /** What whoever takes it over should look at: thresholds, times, what the message promises. */
  readonly adapt: Text;
  /** Traits, tags, segments, content and journeys, for a project with this house. */
  readonly definitions: (house: House) => readonly Definition[];
  /** What it came to where it was packed. */
  readonly results?: readonly PlaybookResult[];
}

/** The measured result of a journey at the time when it was packed. */
export interface PlaybookResult {
  readonly journey: string;
  /** Date, `2026-01-05`. */
  readonly measured: string;
  /** Of how many customers it was measured: those who got the messages, and the held-out. */
  readonly treated: number;
  readonly heldOut: number;
  /** Difference of the shares of converted customers, treated less held-out, with its interval. */
  readonly lift?: { readonly estimate: number; readonly low: number; readonly high: number };
  readonly kpi?: { readonly metric: KpiMetric; readonly target: number; readonly value: number | null };
}

/**
 * The definitions of all playbooks for one house. What several share is there once. Throws a RangeError when two of them mean different things by one name.
 */
export function united(house: House, playbooks: readonly Playbook[]): readonly Definition[] {
  const byName = new Map<string, { readonly text: string; readonly definition: Definition; readonly playbook: string }>();
  for (const { id, definitions } of playbooks) {
    for (const definition of definitions(house)) {
      const name = `${definition.kind} "${definition.id}"`;
      const text = JSON.stringify(definition);
      const known = byName.get(name);
      if (known && known.text !== text)
        throw new RangeError(`the playbooks "${known.playbook}" and "${id}" have different ${name}: rename one of them`);
      if (!known) byName.set(name, { text, definition, playbook: id });
    }
  }
  return [...byName.values()].map(({ definition }) => definition);
}
