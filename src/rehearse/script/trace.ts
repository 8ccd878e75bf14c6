/** What happened to a customer of a test, when and why; and why what was expected did not happen. */
import type { JsonObject } from '../../core/index.ts';
import type { Project, Step, Trigger } from '../../define/index.ts';
import { clockText } from '../span.ts';
import type { FactRow } from '../virtual/world.ts';
import type { Deed, Look } from './acting.ts';
import type { NamedThing } from './recorder.ts';

export interface TraceLine {
  readonly at: number;
  readonly text: string;
  /** Of a decision or verdict: the rule, and what it read and said, for whoever has words for them. */
  readonly rule?: string;
  readonly read?: JsonObject;
}

export interface Trace {
  readonly who: string;
  readonly lines: readonly TraceLine[];
  /** About journeys that had to do with what was expected and have left no line. */
  readonly whyNot: readonly string[];
}

export interface TraceSources {
  readonly deeds: readonly Deed[];
  readonly look: Look;
  readonly names: readonly NamedThing[];
  readonly definitions: Project['definitions'];
  readonly zone: string;
}

/** Deeds and facts in order of time; of one instant, the deed first. */
export function traceOf({ deeds, look, names, definitions, zone }: TraceSources): Trace {
  const { who, facts } = look;
  const done = deeds.filter((deed) => deed.who === who.name).map(({ at, text }): TraceLine => ({ at, text: `${who.name} ${text}` }));
  const concluded = facts.filter(isTold).map((fact) => lineOf(fact, zone));
  const lines = [...done, ...concluded].sort((a, b) => a.at - b.at);
  return { who: who.name, lines, whyNot: whyNotOf({ look, names, definitions, zone }) };
}

/** That identifiers were linked and templates decided is said by what follows. */
export function isTold({ kind, action }: FactRow): boolean {
  return (
    kind !== 'profile' &&
    kind !== 'exposure' &&
    !(kind === 'message' && action === 'decided') &&
    !(kind === 'identity' && action === 'linked')
  );
}

function lineOf({ at, kind, action, name, step, detail }: FactRow, zone: string): TraceLine {
  const { rule, read, until, template, channel } = detail ?? {};
  // What is wrong with an answer stands in its text.
  const reason = action === 'answered' ? detail?.text : detail?.reason;
  const about = [name === '' ? undefined : `${name}${step === undefined ? '' : `/${step}`}`, template, channel].filter(
    (one) => one !== undefined,
  );
  const why = typeof rule === 'string' ? rule : typeof reason === 'string' ? reason : undefined;
  const values = isObject(read) && Object.keys(read).length > 0 ? ` ${JSON.stringify(read)}` : '';
  const later = typeof until === 'number' ? ` until ${clockText(until, zone)}` : '';
  const text = `${kind} ${action} ${about.join(' ')}${later}${why === undefined ? '' : ` [${why}${values}]`}`.replace(/ {2,}/g, ' ').trim();
  return {
    at,
    text,
    ...(why !== undefined && { rule: why }),
    ...(why !== undefined && { read: { ...detail, ...(isObject(read) && read) } }),
  };
}

function whyNotOf({ look, names, definitions, zone }: Pick<TraceSources, 'look' | 'names' | 'definitions' | 'zone'>): readonly string[] {
  const journeys = definitions.filter((definition) => definition.kind === 'journey');
  const templates = new Set(names.filter(([kind]) => kind === 'template').map(([, id]) => id));
  const wanted = new Set(names.filter(([kind]) => kind === 'journey').map(([, id]) => id));
  const concerned = journeys.filter(({ id, steps }) => wanted.has(id) || sendsOneOf(steps, templates));
  return concerned.flatMap(({ id, trigger }) => {
    const inside = look.customer?.customer.journeys.instances.find(({ journey }) => journey === id);
    if (inside) {
      const until = Number.isFinite(inside.due) ? ` until ${clockText(inside.due, zone)}` : '';
      return [`inside "${id}": rests at "${inside.step}"${until}`];
    }
    const isKnown = look.facts.some(({ kind, name }) => (kind === 'journey' || kind === 'decision') && name === id);
    return isKnown ? [] : [`"${id}" was never asked: ${triggerText(trigger)}`];
  });
}

function triggerText(trigger: Trigger): string {
  switch (trigger.type) {
    case 'event':
      return `no event "${trigger.event}" came that its trigger takes`;
    case 'segment':
      return `the customer did not ${trigger.on === 'exit' ? 'leave' : 'enter'} the segment "${trigger.segment}"`;
    case 'date':
      return `the date "${trigger.trait}" of the customer has not come`;
    default:
      return `its moment (${trigger.type}) has not come`;
  }
}

function sendsOneOf(steps: readonly Step[], templates: ReadonlySet<string>): boolean {
  return templates.size > 0 && [...JSON.stringify(steps).matchAll(/"template":"([^"]+)"/g)].some(([, id]) => templates.has(id ?? ''));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
