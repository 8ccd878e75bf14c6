import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import type { JourneyDiagnosis, StepMeasurement } from '../../../api/index.ts';
import { SHOP } from '../../../test/answers.ts';
import { renderConsole } from '../../../test/render.tsx';
import { useJourneyWords } from '../words.ts';
import { notesOf } from './notes.ts';

const measured = (measure: StepMeasurement['measure'], value: number | null, breached = false): StepMeasurement => ({
  ...{ journey: 'cart', step: 's', measure, count: 1, of: 10, value, past: { count: 1, of: 10 } },
  ...{ by: 'history', threshold: 5, from: 0, to: 1, breached, usual: 0.1 },
});
const rerouted = { journey: 'cart', step: 's', on: true, held: false, by: 'diagnosis', reason: 'error', since: 0 };
const DIAGNOSIS: JourneyDiagnosis = {
  ...{ journey: 'cart', at: 0 },
  steps: [
    { step: 'fine', hasFallback: false, measurements: [measured('drop', 0.01), measured('conversion', 0.2)] },
    { step: 'broken', hasFallback: false, measurements: [measured('conversion', 0.2), measured('error', 0.4, true)] },
    { step: 'rerouted', hasFallback: true, reroute: rerouted, measurements: [measured('error', 0.4, true)] },
    { step: 'given-back', hasFallback: true, reroute: { ...rerouted, on: false }, measurements: [measured('stall', 0.3)] },
    { step: 'new', hasFallback: false, measurements: [] },
    { step: 'nobody', hasFallback: false, measurements: [measured('conversion', null)] },
  ],
};

function Notes(): ReactNode {
  const notes = notesOf(DIAGNOSIS, useJourneyWords());
  return <pre>{[...notes].map(([step, { text, tone }]) => `${step}: ${text} (${tone})`).join('\n')}</pre>;
}

test('the worst of a step is told, and that it is rerouted; of one that nobody has come to that too few have', async () => {
  const { container } = await renderConsole(<Notes />, { answers: SHOP });
  await screen.findByText(/broken/);
  expect(container.textContent?.split('\n')).toEqual([
    'fine: Conversion 20% (good)',
    'broken: Errors 40% (bad)',
    'rerouted: Rerouted · Errors 40% (warn)',
    'given-back: Stall 30% (good)',
    'new: Too few customers yet (plain)',
    'nobody: Too few customers yet (plain)',
  ]);
});
