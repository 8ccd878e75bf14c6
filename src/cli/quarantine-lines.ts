/** The quarantine as lines for people. */
import type { QuarantineCounts, QuarantineRecord, SetAside } from './management.ts';
import { grouped } from './progress.ts';
import type { AllReplayed } from './quarantine-run.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

const CALL_WIDTH_MAX = 160;

export function linesOfGroups(groups: QuarantineCounts['groups'], { say }: World): readonly string[] {
  if (groups.length === 0) return [];
  const heads = [say('quarantine.count'), say('quarantine.head.source'), say('quarantine.head.event'), say('quarantine.head.code')];
  return tableOf(
    [...heads, say('quarantine.head.field'), say('quarantine.latest'), say('quarantine.sample')],
    groups.map(({ count, source, event, code, field, lastAt, sample }) => [
      grouped(count),
      source,
      event,
      code,
      field,
      timeText(lastAt),
      sample,
    ]),
  );
}

export function linesOfRecords(records: readonly QuarantineRecord[], { say }: World): readonly string[] {
  if (records.length === 0) return [];
  const heads = [say('quarantine.id'), say('quarantine.came'), say('quarantine.head.source'), say('quarantine.head.event')];
  return tableOf(
    [...heads, say('quarantine.reason')],
    records.map(({ id, at, source, event, reason }) => [id, timeText(at), source, event, shortened(reason)]),
  );
}

export function linesOfRecord({ call, ...record }: QuarantineRecord, { say }: World): readonly string[] {
  const { id, at, source, event, code, field, reason, settled } = record;
  const rows: [string, string][] = [
    [say('quarantine.id'), id],
    [say('quarantine.came'), timeText(at)],
    [say('quarantine.head.source'), source],
    [say('quarantine.head.event'), event],
    [say('quarantine.head.code'), code],
    [say('quarantine.head.field'), field],
    [say('quarantine.reason'), reason],
  ];
  if (settled) rows.push([say('quarantine.state'), say(`quarantine.${settled}`)]);
  return [...rows.map(([name, value]) => `${name}: ${value}`), typeof call === 'string' ? call : JSON.stringify(call, undefined, 2)];
}

export function linesOfReplay({ reasons, samples }: AllReplayed, { say }: World): readonly string[] {
  const why =
    reasons.length === 0
      ? []
      : tableOf(
          [say('quarantine.count'), say('quarantine.reason')],
          reasons.map(({ count, reason }) => [grouped(count), reason]),
        );
  const looks = samples.flatMap(({ id, passes, before, after, reason }) => [
    `${passes ? '+' : '-'} ${id}${reason === undefined ? '' : `  ${shortened(reason)}`}`,
    `    ${say('quarantine.before')}: ${shortened(JSON.stringify(before))}`,
    ...(JSON.stringify(after) === JSON.stringify(before) ? [] : [`    ${say('quarantine.after')}: ${shortened(JSON.stringify(after))}`]),
  ]);
  return [...looks, ...why];
}

export function linesOfIdentifiers(identifiers: readonly SetAside[], { say }: World): readonly string[] {
  if (identifiers.length === 0) return [];
  return tableOf(
    [say('quarantine.identifier'), say('quarantine.count'), say('quarantine.customers'), say('quarantine.latest')],
    identifiers.map(({ namespace, value, times, customers, lastAt }) => [
      `${namespace}:${value}`,
      grouped(times),
      grouped(customers),
      timeText(lastAt),
    ]),
  );
}

function timeText(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, 19);
}

function shortened(text: string): string {
  return text.length <= CALL_WIDTH_MAX ? text : `${text.slice(0, CALL_WIDTH_MAX - 1)}…`;
}
