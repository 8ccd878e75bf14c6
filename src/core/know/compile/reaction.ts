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

/** To events of these names. */
export function reactionOf(
  names: readonly string[],
  plan: { readonly layouts: ReadonlyMap<string, PartLayout>; readonly rules: readonly RuleNode[] },
): Reaction {
  const parts = names.flatMap((name) => [...plan.layouts.values()].filter((layout) => layout.event === name));
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
