/** Whether the two evaluators agree: everything the live states say about a customer against SQL over the raw events. */

export interface Known {
  readonly customer: string;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly segments: readonly string[];
}

export interface Agreement {
  /** Values compared: one per trait, tag and segment that either side has. */
  readonly compared: number;
  readonly different: number;
  /** Some of the differences, each with customer, definition and both values. */
  readonly examples: readonly string[];
}

const EXAMPLES_MAX = 10;

export function agreementOf(live: Iterable<Known>, warehouse: Iterable<Known>): Agreement {
  const others = new Map<string, Known>();
  for (const known of warehouse) others.set(known.customer, known);
  const count = { compared: 0, different: 0 };
  const examples: string[] = [];
  const compare = (customer: string, left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): void => {
    for (const name of new Set([...left.keys(), ...right.keys()])) {
      count.compared += 1;
      if (left.get(name) === right.get(name)) continue;
      count.different += 1;
      if (examples.length < EXAMPLES_MAX) examples.push(`${customer} ${name}: ${left.get(name) ?? '–'} / ${right.get(name) ?? '–'}`);
    }
  };
  for (const known of live) {
    compare(known.customer, valuesOf(known), valuesOf(others.get(known.customer)));
    others.delete(known.customer);
  }
  for (const known of others.values()) compare(known.customer, new Map(), valuesOf(known));
  return { ...count, examples };
}

function valuesOf(known: Known | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  if (!known) return values;
  for (const [id, value] of Object.entries(known.traits)) if (value !== undefined) values.set(`trait ${id}`, JSON.stringify(value));
  for (const id of known.tags) values.set(`tag ${id}`, 'true');
  for (const id of known.segments) values.set(`segment ${id}`, 'true');
  return values;
}
