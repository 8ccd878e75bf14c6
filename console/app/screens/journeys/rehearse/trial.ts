/** A test of a journey: what is asked, and what came of it; both stay while the screen is open. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type RehearsedJourney } from '../../../api/index.ts';
import type { Change } from '../../../kit/index.ts';
import type { Journey } from '../model/document.ts';
import { bodyOf, freshForm, type TrialForm } from './script.ts';

export interface Trial {
  readonly form: TrialForm;
  readonly onChange: (form: TrialForm) => void;
  readonly run: () => void;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly report: RehearsedJourney | undefined;
}

export function useTrial(journey: Journey, change: Change): Trial {
  const [form, setForm] = useState<TrialForm>();
  const shown = form ?? freshForm(journey);
  const asking = useMutation({
    mutationFn: async () => {
      // What is tried is what the server has.
      await change.flush();
      return answerOf(api.POST('/v1/rehearsals/test', { body: bodyOf(journey.id, shown) as never }));
    },
  });
  return {
    form: shown,
    onChange: setForm,
    run: () => asking.mutate(),
    isRunning: asking.isPending,
    error: asking.error,
    report: asking.data as RehearsedJourney | undefined,
  };
}
