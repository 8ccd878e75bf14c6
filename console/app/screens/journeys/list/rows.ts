/** What the list shows of each journey, from all that is known of it. */
import { useQuery } from '@tanstack/react-query';
import type { JourneyDefinition, JourneyFigures } from '../../../api/index.ts';
import { useMay } from '../../../kit/index.ts';
import { changesQuery, definitionsQuery, diagnosisQuery, type ListedChange, rolloutsQuery } from '../asked.ts';

export interface JourneyRow
  extends Pick<JourneyFigures, 'name' | 'isLive' | 'entered' | 'waiting' | 'completed' | 'converted' | 'exited' | 'failed'> {
  readonly id: string;
  readonly stage: JourneyDefinition['stage'] | undefined;
  readonly kpi: JourneyDefinition['kpi'] | undefined;
  readonly isRollingOut: boolean;
  /** What somebody has left unpublished. */
  readonly change: 'new' | 'changed' | 'removed' | undefined;
  /** Steps that are broken. */
  readonly alerts: number;
}

export interface Known {
  readonly definitions: ReadonlyMap<string, JourneyDefinition> | undefined;
  /** Journeys of rollouts that go on. */
  readonly rollingOut: ReadonlySet<string>;
  /** Broken steps by journey. */
  readonly broken: ReadonlyMap<string, number>;
  /** What is unpublished, by journey. */
  readonly changes: ReadonlyMap<string, ListedChange>;
}

export function useRows(figures: readonly JourneyFigures[]): readonly JourneyRow[] {
  const known = useKnown();
  const counted = new Set(figures.map(({ journey }) => journey));
  const fresh = [...known.changes.values()].filter(({ id }) => !counted.has(id)).map(rowOfChange);
  return [...figures.map((one) => rowOf(one, known)), ...fresh];
}

/** What those may see who may. */
export function useKnown(): Known {
  const enabled = useMay('releases.read');
  const { data: definitions } = useQuery({ ...definitionsQuery, enabled });
  const { data: rollouts } = useQuery({ ...rolloutsQuery, enabled });
  const { data: diagnosis } = useQuery(diagnosisQuery);
  const { data: changes } = useQuery({ ...changesQuery, enabled });
  const open = rollouts?.rollouts.filter(({ state }) => state === 'running' || state === 'paused') ?? [];
  return {
    definitions,
    changes: new Map(changes?.map((one) => [one.id, one])),
    rollingOut: new Set(open.flatMap(({ journeys }) => journeys.map(({ journey }) => journey))),
    broken: new Map(
      diagnosis?.journeys.map(({ journey, steps }) => [
        journey,
        steps.filter(({ measurements }) => measurements.some(({ breached }) => breached)).length,
      ]),
    ),
  };
}

export function rowOf(figures: JourneyFigures, { definitions, rollingOut, broken, changes }: Known): JourneyRow {
  const definition = definitions?.get(figures.journey);
  const { journey, name, isLive, entered, waiting, completed, converted, exited, failed } = figures;
  return {
    ...{ id: journey, name, isLive, entered, waiting, completed, converted, exited, failed },
    stage: definition?.stage,
    kpi: definition?.kpi,
    isRollingOut: rollingOut.has(journey),
    change: changes.get(journey)?.action,
    alerts: broken.get(journey) ?? 0,
  };
}

/** One that was never released has nobody in it. */
function rowOfChange({ id, name, action }: ListedChange): JourneyRow {
  const nobody = { entered: 0, waiting: 0, completed: 0, converted: 0, exited: 0, failed: 0 };
  return { id, name, ...nobody, isLive: false, stage: undefined, kpi: undefined, isRollingOut: false, change: action, alerts: 0 };
}
