/** Names that a test uses, against the project's own definitions: a typing error is said before anything is run. */
import { asksFor, eventNamesOf, listsWithin, type Project, type Step } from '../../define/index.ts';
import type { NamedThing } from './recorder.ts';

/** Ids by kind of thing. */
export type KnownNames = Readonly<Record<NamedThing[0], ReadonlySet<string>>>;

export function knownNames({ definitions }: Project): KnownNames {
  const of = (kind: string) => new Set(definitions.filter((one) => one.kind === kind).map(({ id }) => id));
  const steps = definitions.flatMap((one) => (one.kind === 'journey' ? stepIds(one.steps).map((step) => `${one.id}/${step}`) : []));
  return {
    journey: of('journey'),
    template: of('template'),
    tag: of('tag'),
    segment: of('segment'),
    trait: of('trait'),
    purpose: of('purpose'),
    channel: of('channel').add('capture'),
    recommendation: of('recommendation'),
    benefit: of('benefit'),
    step: new Set(steps),
    event: eventsOf(definitions),
  };
}

/**
 * What is wrong with a name, with the nearest one that there is; undefined when nothing is. An event that no definition reads may come all the same: it is wrong
 * only where it is nearly like one that is read.
 */
export function problemOf([kind, id]: NamedThing, known: KnownNames): string | undefined {
  if (known[kind].has(id)) return undefined;
  const near = nearest(id, known[kind]);
  if (kind === 'event') {
    const isRead = [...known.event].some((name) => asksFor(eventNamesOf(name), id, false));
    return isRead || near === undefined ? undefined : `no definition reads the event "${id}". Did you mean "${near}"?`;
  }
  return `the project has no ${kind} "${id}".${near === undefined ? '' : ` Did you mean "${near}"?`}`;
}

function stepIds(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => [step.id, ...listsWithin(step).flatMap(({ steps }) => stepIds(steps))]);
}

/** Every text under a key `event` (or `events`) in the definitions. */
function eventsOf(definitions: Project['definitions']): ReadonlySet<string> {
  const events = new Set<string>(definitions.filter(({ kind }) => kind === 'event').map(({ id }) => id));
  const text = JSON.stringify(definitions);
  for (const [, name] of text.matchAll(/"event":("(?:[^"\\]|\\.)*")/g)) events.add(JSON.parse(name!) as string);
  for (const [, name] of text.matchAll(/"field":"event\.((?:[^"\\]|\\.)*)"/g)) events.add(name!);
  return events;
}

/** Within a third of its letters, and at most four. */
export function nearest(id: string, among: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of among) {
    const distance = editDistance(id.toLowerCase(), name.toLowerCase());
    if (distance <= Math.min(4, Math.ceil(id.length / 3)) && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { name, distance };
  }
  return best?.name;
}

/** Letters to be changed, put in or left out, by Levenshtein. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
