/** What diagnosis says of steps, short, for the canvas. */
import type { JourneyDiagnosis, StepDiagnosis } from '../../../api/index.ts';
import type { Note } from '../canvas/face.ts';
import type { JourneyWords } from '../words.ts';

/** The worst of each step; of one without measurements that too few have come. */
export function notesOf({ steps }: JourneyDiagnosis, words: JourneyWords): ReadonlyMap<string, Note> {
  return new Map(steps.map((step) => [step.step, noteOf(step, words)]));
}

export function noteOf({ measurements, reroute }: StepDiagnosis, { t, words }: JourneyWords): Note {
  const broken = measurements.find(({ breached }) => breached);
  const shown = broken ?? measurements.find(({ measure }) => measure === 'conversion') ?? measurements[0];
  const text =
    shown && shown.value !== null
      ? t('diagnosis.note', { measure: t(`measures.${shown.measure}`), value: words.formats.percent(shown.value) })
      : t('diagnosis.tooFew');
  if (reroute?.on) return { text: t('diagnosis.rerouted', { text }), tone: 'warn' };
  if (broken) return { text, tone: 'bad' };
  return { text, tone: shown && shown.value !== null ? 'good' : 'plain' };
}
