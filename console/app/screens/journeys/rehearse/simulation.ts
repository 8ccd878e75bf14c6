/** A simulation of the unpublished changes over the history: begun, followed while it runs, stopped. The address keeps which one. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type SimulationStanding } from '../../../api/index.ts';
import { type Change, useAddress, useNow } from '../../../kit/index.ts';
import type { Note } from '../canvas/face.ts';
import type { JourneyWords } from '../words.ts';

export interface SimulationForm {
  /** Ms. */
  readonly since: number;
  readonly isCompared: boolean;
}

export interface Simulating {
  readonly form: SimulationForm;
  readonly onChange: (form: SimulationForm) => void;
  readonly start: () => void;
  readonly stop: () => void;
  readonly isStarting: boolean;
  readonly isStopping: boolean;
  /** Of beginning it, of stopping it, or of asking for it. */
  readonly error: unknown;
  /** Undefined: none was begun, or it is on its way. */
  readonly standing: SimulationStanding | undefined;
  readonly isAsked: boolean;
}

/** How often one that runs is asked for. */
const LIVE_MS = 1_000;
const SINCE_DAYS = 30;
const DAY_MS = 86_400_000;

const simulationQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['simulation', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/v1/rehearsals/simulations/{id}', { params: { path: { id: id ?? '' } }, signal }))) as SimulationStanding,
    enabled: id !== undefined,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LIVE_MS : false),
  });

export function useSimulation(change: Change, isShown: boolean): Simulating {
  const queries = useQueryClient();
  const now = useNow();
  const [{ simulation: id }, choose] = useAddress<{ simulation?: string | undefined }>();
  const [form, setForm] = useState<SimulationForm>();
  const shown = form ?? { since: now - SINCE_DAYS * DAY_MS, isCompared: true };
  const query = simulationQuery(id);
  const asked = useQuery({ ...query, enabled: id !== undefined && isShown });
  const starting = useMutation({
    mutationFn: async () => {
      // What is simulated is what the server has.
      await change.flush();
      return answerOf(api.POST('/v1/rehearsals/simulations', { body: { since: Math.floor(shown.since), compare: shown.isCompared } }));
    },
    onSuccess: (standing) => {
      queries.setQueryData(['simulation', standing.id], standing);
      choose({ simulation: standing.id });
    },
  });
  const stopping = useMutation({
    mutationFn: () => answerOf(api.DELETE('/v1/rehearsals/simulations/{id}', { params: { path: { id: id ?? '' } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['simulation', id] }),
  });
  return {
    form: shown,
    onChange: setForm,
    start: () => starting.mutate(),
    stop: () => stopping.mutate(),
    isStarting: starting.isPending,
    isStopping: stopping.isPending,
    error: starting.error ?? stopping.error ?? asked.error,
    standing: asked.data,
    isAsked: id !== undefined,
  };
}

/** How many would have come to each step, beside how many do in the release in force. */
export function countedSteps(standing: SimulationStanding, journey: string, { t, words }: JourneyWords): ReadonlyMap<string, Note> {
  const stepsOf = (report: SimulationStanding['simulation']) => report?.journeys.find((one) => one.journey === journey)?.steps ?? [];
  const before = new Map(stepsOf(standing.compared).map(({ step, customers }) => [step, customers]));
  const notes = stepsOf(standing.simulation).map(({ step, customers }): [string, Note] => {
    const number = words.formats.number(customers);
    const was = words.formats.number(before.get(step) ?? 0);
    return [step, { text: standing.compared ? t('simulate.noteBeside', { number, was }) : t('simulate.note', { number }), tone: 'good' }];
  });
  return new Map(notes);
}
