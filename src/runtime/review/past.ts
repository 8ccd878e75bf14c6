/** Journeys that come once, and too late. */
import { clockMs, DAY, instantOf } from '../../base/index.ts';
import { type Finding, PAST_SCHEDULE, pastText } from '../../define/index.ts';
import type { NextRelease } from '../project/index.ts';

/** New and changed journeys whose only date is over in the workspace's time zone. One that has gone out in its time is no finding. */
export function pastSchedules({ release, changes }: Pick<NextRelease, 'release' | 'changes'>, now: number): readonly Finding[] {
  const definitions = release.definitions.map(({ definition }) => definition);
  const zone = definitions.find((one) => one.kind === 'workspace')?.timeZone ?? 'UTC';
  const touched = new Set(changes.filter(({ kind, action }) => kind === 'journey' && action !== 'removed').map(({ id }) => id));
  return definitions.flatMap((one): Finding[] => {
    if (one.kind !== 'journey' || !touched.has(one.id) || one.trigger.type !== 'schedule') return [];
    const { date, at } = one.trigger;
    if (date === undefined || instantOf(Date.parse(date) / DAY, clockMs(at), zone) > now) return [];
    return [
      { lint: PAST_SCHEDULE, severity: 'warning', kind: 'journey', id: one.id, path: 'trigger.date', text: pastText({ date, at, zone }) },
    ];
  });
}
