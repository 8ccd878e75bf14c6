/** Running figures for the live view and `/metrics`: a function of the facts, kept with the state. */
import type { Customer, Fact } from '../../core/index.ts';

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

  /** A whole customer comes from another partition (1), or leaves for one (-1). */
  customer({ known, journeys }: Customer, by: 1 | -1): void {
    this.add('customers', by);
    for (const [key] of known.roll.memberships()) this.add(key, by);
    for (const { journey, version } of journeys.instances) this.add(`journey.active:${journey}@${version}`, by);
  }

  fact(fact: Fact): void {
    const { kind, action, name } = fact;
    this.add(counterName(kind, '.', action));
    switch (kind) {
      case 'tag':
      case 'segment':
        if (action !== 'kept') this.add(counterName(kind, ':', name), ENTERS.has(action) ? 1 : -1);
        break;
      case 'journey':
        this.#journey(fact);
        break;
      case 'verdict':
        if (action !== 'send') this.add(`verdict.${action}:${String(fact.detail?.rule ?? '')}`);
        break;
      case 'identity':
        if (action === 'created') this.add('customers');
    }
  }

  #journey({ action, name, version, detail }: Fact): void {
    this.add(`journey.${action}:${name}`);
    if (action === 'entered' || action === 'transferred') this.add(`journey.active:${name}@${version}`);
    if (action === 'transferred') this.add(`journey.active:${name}@${String(detail?.from)}`, -1);
    else if (action !== 'entered' && action !== 'moved') this.add(`journey.active:${name}@${version}`, -1);
  }
}

/** Two texts joined, made once: a text made anew is hashed anew. Both are words of the product or of a release, so there are few. */
export function counterName(first: string, separator: '.' | ':', second: string): string {
  const names = separator === '.' ? ACTIONS : SUBJECTS;
  let of = names.get(first);
  if (!of) {
    of = new Map();
    names.set(first, of);
  }
  let name = of.get(second);
  if (name === undefined) {
    name = `${first}${separator}${second}`;
    of.set(second, name);
  }
  return name;
}

const ACTIONS = new Map<string, Map<string, string>>();
const SUBJECTS = new Map<string, Map<string, string>>();
const ENTERS: ReadonlySet<string> = new Set(['set', 'entered']);
