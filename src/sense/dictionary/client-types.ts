/** A typed `track()` for clients, as TypeScript: event names and what each carries, over the unmodified clients of Segment's protocol. */
import type { Definition, EventDefinition, PropertyDefinition } from '../../define/index.ts';

/** The text of a module, from the `track` events of a project. Needs nothing but TypeScript in strict mode. */
export function clientTypes(definitions: readonly Definition[]): string {
  const events = definitions.filter((one): one is EventDefinition => one.kind === 'event' && !one.id.startsWith('$'));
  const members = events.map(
    (event) => `${comment(event.description?.en ?? event.name.en, '  ')}  ${JSON.stringify(event.id)}: ${typeOf(treeOf(event), '  ')};`,
  );
  return `${HEAD}\nexport interface TrackedEvents {\n${members.join('\n')}\n}\n${REST}`;
}

/** A property with what lies below it. */
interface Node {
  definition: PropertyDefinition | undefined;
  readonly members: Map<string, Node>;
  /** Of its elements, where it is a list. */
  element: Node | undefined;
}

function newNode(): Node {
  return { definition: undefined, members: new Map(), element: undefined };
}

function treeOf({ properties = {} }: EventDefinition): Node {
  const root = newNode();
  for (const [path, definition] of Object.entries(properties)) {
    let node = root;
    for (const part of path.split('.')) {
      const name = part.replace(/\[\]$/, '');
      const below = node.members.get(name) ?? newNode();
      node.members.set(name, below);
      node = below;
      if (part.endsWith('[]')) node = node.element ??= newNode();
    }
    node.definition = definition;
  }
  return root;
}

function typeOf(node: Node, indent: string): string {
  if (node.element) return `ReadonlyArray<${typeOf(node.element, indent)}>`;
  if (node.members.size === 0) return node.definition ? plainTypeOf(node.definition) : 'Record<string, never>';
  const deeper = `${indent}  `;
  const members = [...node.members].map(([name, member]) => {
    const type = typeOf(member, deeper);
    const optional = isRequired(member) ? `: ${type}` : `?: ${type} | null`;
    return `${comment(noteOf(member.definition), deeper)}${deeper}${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}${optional};`;
  });
  return `{\n${members.join('\n')}\n${indent}}`;
}

/** An object is required when something in it is; a list that is not there misses nothing. */
function isRequired({ definition, members, element }: Node): boolean {
  return definition?.required === true || (!element && [...members.values()].some(isRequired));
}

function plainTypeOf({ type, allowed }: PropertyDefinition): string {
  if (allowed && type !== 'time') return allowed.map((value) => JSON.stringify(value)).join(' | ');
  return TYPES[type];
}

const TYPES: Readonly<Record<PropertyDefinition['type'], string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  time: 'string | number | Date',
  list: 'readonly unknown[]',
  object: 'Readonly<Record<string, unknown>>',
  any: 'unknown',
};

function noteOf(definition: PropertyDefinition | undefined): string | undefined {
  if (!definition) return undefined;
  const { description, unit, min, max, pattern } = definition;
  const parts = [description?.en, unit && `in ${unit}`, min !== undefined && `at least ${min}`, max !== undefined && `at most ${max}`];
  return [...parts, pattern && `matches ${pattern}`].filter(Boolean).join(', ') || undefined;
}

function comment(text: string | undefined, indent: string): string {
  return text === undefined ? '' : `${indent}/** ${text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ')} */\n`;
}

const HEAD = `/** Made by "volano types" from the data dictionary: make it anew instead of changing it. */

/** What each event carries. */`;

const REST = `
export type TrackedEvent = keyof TrackedEvents;

type Optional<Event extends TrackedEvent> = Record<never, never> extends TrackedEvents[Event] ? true : false;
type Without<Params, Key extends PropertyKey> = Params extends unknown ? Omit<Params, Key> : never;
type Carried<Event extends TrackedEvent> = Optional<Event> extends true
  ? { readonly event: Event; readonly properties?: TrackedEvents[Event] }
  : { readonly event: Event; readonly properties: TrackedEvents[Event] };
type Rest<Event extends TrackedEvent, Options> = Optional<Event> extends true
  ? [properties?: TrackedEvents[Event], options?: Options]
  : [properties: TrackedEvents[Event], options?: Options];

/** A typed track() over @segment/analytics-next, or any client that takes (event, properties, options). */
export function typedTrack<Options, Sent>(analytics: {
  track(event: string, properties?: Record<string, unknown>, options?: Options): Sent;
}): <Event extends TrackedEvent>(event: Event, ...rest: Rest<Event, Options>) => Sent {
  return (event, ...[properties, options]) => analytics.track(event, properties as Record<string, unknown> | undefined, options);
}

/** A typed track() over @segment/analytics-node, or any client that takes one object. */
export function typedServerTrack<Params extends { event: string }, Callback>(analytics: {
  track(params: Params, callback?: Callback): void;
}): <Event extends TrackedEvent>(call: Without<Params, 'event' | 'properties'> & Carried<Event>, callback?: Callback) => void {
  return (call, callback) => analytics.track(call as unknown as Params, callback);
}
`;
