/** Running figures for the live view and `/metrics`: a function of the facts, kept with the state. */
import type { Fact } from '../../core/index.ts';

/** `kind.action` counts facts; `tag:<id>` and `segment:<id>` are the sizes now; `customers` is the
 * number of profiles, `journey.active:<id>@<version>` that of customers inside. */
export class Counters {
  readonly values: Map<string, number>;

  constructor(values: Map<string, number>) {
    this.values = values;
  }

  add(name: string, by = 1): void {
    this.values.set(name, (this.values.get(name) ?? 0) + by);
  }

  fact(fact: Fact): void {
    this.add(`${fact.kind}.${fact.action}`);
    if (fact.kind === 'verdict' && fact.action !== 'send') this.add(`verdict.${fact.action}:${String(fact.detail?.rule ?? '')}`);
    if (fact.kind === 'journey') this.#journey(fact);
    if (fact.kind === 'tag' || fact.kind === 'segment') this.add(`${fact.kind}:${fact.name}`, ENTERS.has(fact.action) ? 1 : -1);
    if (fact.kind === 'identity' && fact.action === 'created') this.add('customers');
  }

  #journey({ action, name, version }: Fact): void {
    this.add(`journey.${action}:${name}`);
    if (action === 'entered') this.add(`journey.active:${name}@${version}`);
    else if (action !== 'moved') this.add(`journey.active:${name}@${version}`, -1);
  }
}

const ENTERS: ReadonlySet<string> = new Set(['set', 'entered']);
