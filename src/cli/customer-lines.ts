/** A profile and its timeline as lines for people. */
import type { Profile, Timeline, TimelineRow, TraitLineage } from '../runtime/index.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

const VALUE_MAX = 60;

export function linesOfCustomer(
  { profile, traits }: { readonly profile: Profile; readonly traits: readonly TraitLineage[] },
  { say }: World,
): readonly string[] {
  const { customer, absorbed, identifiers, segments, journeys, reach, sends } = profile;
  const present = traits.filter(({ value }) => value !== undefined);
  return [
    say('identity.customer', { customer }),
    ...told(say('customer.absorbed'), absorbed),
    ...told(
      say('identity.identifiers'),
      identifiers.map((one) => one.join(':')),
    ),
    ...tagLines(profile, say),
    ...told(
      say('identity.segments'),
      segments.map(({ id, since }) => `${id} (${spanOf(since)})`),
    ),
    ...told(
      say('identity.journeys'),
      journeys.map(
        ({ journey, step, waitsUntil }) => `${journey} @ ${step}${waitsUntil === undefined ? '' : ` (…${instant(waitsUntil)})`}`,
      ),
    ),
    ...told(
      say('customer.open'),
      reach.channels.flatMap(({ channel, closed }) => (closed ? [] : [channel])),
    ),
    ...told(
      say('customer.closed'),
      [
        ...reach.channels.map(({ channel, closed }) => [channel, closed?.rule]),
        ...reach.purposes.map(({ purpose, closed }) => [purpose, closed?.rule]),
      ].flatMap(([id, rule]) => (rule === undefined ? [] : [`${id} (${rule})`])),
    ),
    ...told(
      say('customer.sends'),
      sends.map(({ message, channel }) => `${message} (${channel})`),
    ),
    '',
    ...tableOf(
      [
        say('preview.trait'),
        say('customer.value'),
        say('customer.version'),
        say('customer.last'),
        say('identity.source'),
        say('identity.message'),
        say('identity.at'),
      ],
      present.map(({ trait, value, version, last }) => [
        trait,
        cut(typeof value === 'string' ? value : JSON.stringify(value)),
        String(version),
        last ? last.event + (last.through === undefined ? '' : ` (${last.through})`) : '',
        last?.source ?? '',
        last?.message ?? '',
        last ? instant(last.time) : '',
      ]),
    ),
  ];
}

/** Since when it has which tags and by which event, what contradicts them, what is missing. */
function tagLines({ tags, completeness }: Profile, say: World['say']): readonly string[] {
  const spans = tags.map(({ id, since, touchedAt, expiresAt }) => {
    const by = touchedAt === undefined ? '' : `, ${say('customer.touched', { at: instant(touchedAt) })}`;
    return `${id} (${spanOf(since, expiresAt)}${by})`;
  });
  const { known, of, share } = completeness;
  return [
    ...told(say('identity.tags'), spans),
    ...tags.flatMap(({ id, contradictedBy: others }) =>
      others ? [say('customer.contradicted', { tag: id, others: others.join(', ') })] : [],
    ),
    ...tags.flatMap(({ id, missing }) => (missing ? [say('customer.missing', { tag: id, missing: missing.join(', ') })] : [])),
    ...(of === 0 ? [] : [say('customer.complete', { known, of, share: `${Math.floor(share * 100)}%` })]),
  ];
}

function told(title: string, values: readonly string[]): readonly string[] {
  return values.length === 0 ? [] : [`${title}: ${values.join(', ')}`];
}

export function linesOfTimeline({ rows, next }: Timeline, { say }: World): readonly string[] {
  if (rows.length === 0) return [say('customer.nothing')];
  return [...rows.map(lineOf), ...(next === undefined ? [] : [say('customer.next', { next })])];
}

function lineOf(row: TimelineRow): string {
  if (row.kind === 'events') {
    const read = { ...row.properties, ...row.traits };
    return `${instant(row.time)}  ${row.event}  ${row.source} ${row.message}  ${Object.keys(read).length === 0 ? '' : cut(JSON.stringify(read))}`.trimEnd();
  }
  const { kind, action, name, journey, step, message, rule } = row.fact;
  const about = [name, journey && `${journey}${step ? `/${step}` : ''}`, message, rule && `[${rule}]`].filter(Boolean).join(' ');
  return `${instant(row.at)}  ${kind}.${action}  ${about}`.trimEnd();
}

function spanOf(from: number, to?: number): string {
  return `${instant(from)}${to === undefined ? '' : `…${instant(to)}`}`;
}

function cut(text: string): string {
  return text.length > VALUE_MAX ? `${text.slice(0, VALUE_MAX - 1)}…` : text;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
