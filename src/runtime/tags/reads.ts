/** Which events a tag's rule reads, itself and through the traits, segments and tags that it reads. */
import { type Definition, referencesOf, rulesOf, type SequenceValue, type ThenValue, type WithoutValue } from '../../define/index.ts';

/** What sources tell of a customer comes as this. */
const TOLD = '$identify';
const READABLE: readonly string[] = ['trait', 'segment', 'tag'];

/** Names, each once, in order. `byName`: definitions by `kind.id`. */
export function eventsReadBy(definition: Definition, byName: ReadonlyMap<string, Definition>): readonly string[] {
  const events = new Set<string>();
  const seen = new Set<Definition>();
  const read = (one: Definition | undefined): void => {
    if (!one || seen.has(one)) return;
    seen.add(one);
    for (const event of eventsIn(one)) events.add(event);
    for (const { kind, id } of referencesOf(one)) if (READABLE.includes(kind)) read(byName.get(`${kind}.${id}`));
  };
  read(definition);
  return [...events].sort();
}

/** Named by the definition itself. */
function* eventsIn(definition: Definition): Generator<string> {
  if (definition.kind === 'trait') {
    if ('event' in definition) yield definition.event;
    else if ('type' in definition) yield TOLD;
  }
  for (const { rule, scope } of rulesOf(definition)) {
    const event = scope === 'customer' ? /^event\.(.+)$/s.exec(rule.field)?.[1] : undefined;
    if (event === undefined) continue;
    yield event;
    const { then, without, steps = [] } = (rule.value ?? {}) as Partial<ThenValue & WithoutValue & SequenceValue>;
    for (const other of [then, without, ...steps, ...steps.map((step) => step.without)]) if (other) yield other.event;
  }
}
