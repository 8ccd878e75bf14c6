/** What an event touches: the parts it contributes to, and the rules that read what it may change there. */
import { type PartLayout, type Touched, touchedBit } from '../measure/layout.ts';
import type { RuleNode } from './rule.ts';

export interface Reaction {
  /** Parts it contributes to. */
  readonly parts: readonly PartLayout[];
  /** What to evaluate again, in order; what reads their results follows when those change. */
  readonly rules: readonly RuleNode[];
  /** By rule, and of each by part: the bits of which the event must touch one for the rule to be evaluated. */
  readonly gates: Int32Array;
}

/** To events for which the parts' names ask. */
export function reactionOf(
  asks: (names: string) => boolean,
  plan: { readonly layouts: ReadonlyMap<string, PartLayout>; readonly rules: readonly RuleNode[] },
): Reaction {
  const parts = [...plan.layouts.values()].filter((layout) => asks(layout.event));
  const rules: RuleNode[] = [];
  const gates: Touched[] = [];
  for (const rule of plan.rules) {
    const gate = parts.map(({ key }) => {
      const sources = [...rule.inputs.sources].filter(({ part }) => part === key);
      return sources.reduce((bits, { filter }) => bits | touchedBit(filter), 0);
    });
    if (gate.every((bits) => bits === 0)) continue;
    rules.push(rule);
    gates.push(...gate);
  }
  return { parts, rules, gates: Int32Array.from(gates) };
}

/** Reactions to events that no definition names, of which some ask by how names begin: one for all events that begin alike. */
export function reactionsByPrefix(
  prefixes: readonly string[],
  make: (event: string, isOwn: boolean) => Reaction,
): ((event: string, isOwn: boolean) => Reaction) | undefined {
  if (prefixes.length === 0) return undefined;
  const made = new Map<string, Reaction>();
  return (event, isOwn) => {
    let key = isOwn ? 'own' : '';
    for (let i = 0; i < prefixes.length; i++) if (event.startsWith(prefixes[i]!)) key += `,${i}`;
    let reaction = made.get(key);
    if (!reaction) {
      reaction = make(event, isOwn);
      made.set(key, reaction);
    }
    return reaction;
  };
}

/** Whether an event has touched what a rule of the reaction reads. `touched`: by part, in order. */
export function isTouched({ gates, parts }: Reaction, rule: number, touched: readonly Touched[]): boolean {
  const count = parts.length;
  for (let part = 0; part < count; part++) if ((gates[rule * count + part]! & touched[part]!) !== 0) return true;
  return false;
}

/** The rules of which an event has touched something, in order. */
export function rulesTouched(reaction: Reaction, touched: readonly Touched[]): readonly RuleNode[] {
  return reaction.rules.filter((_, rule) => isTouched(reaction, rule, touched));
}
