/** The journey at work: its canvas or outline, beside it what is chosen, above it which version and what is looked at. */

import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JourneyDetail, RehearsedJourney, SimulationStanding } from '../../api/index.ts';
import { type Change, ChangeConflict, Loading, Nothing, useAddress } from '../../kit/index.ts';
import { type JourneyVersion, journeyDiagnosisQuery } from './asked.ts';
import { Bar, EditBar, type Kept, type Mode } from './bar.tsx';
import type { CanvasFace } from './canvas/face.ts';
import { TRIGGER } from './canvas/layout.ts';
import { Outline } from './canvas/outline.tsx';
import { Diagnosis } from './diagnosis/diagnosis.tsx';
import { notesOf } from './diagnosis/notes.ts';
import { type CanvasActs, type Editing, useCanvasEditing, useEditing, useUndoKeys } from './editing.ts';
import { differenceOf, withRemoved } from './model/diff.ts';
import type { Journey } from './model/document.ts';
import { freshJourney } from './model/fresh.ts';
import { type Problem, problemsOf } from './model/problems.ts';
import { Chosen } from './panel/chosen.tsx';
import { litSteps } from './rehearse/lit.ts';
import { countedSteps, useSimulation } from './rehearse/simulation.ts';
import { SimulationTab } from './rehearse/simulation-tab.tsx';
import { useTrial } from './rehearse/trial.ts';
import { TrialTab } from './rehearse/trial-tab.tsx';
import { CHANGE, Differences } from './versions/versions.tsx';
import { useJourneyWords } from './words.ts';
import './board.css';

/** The library behind it is large: it comes with the first canvas. */
const Canvas = lazy(async () => ({ default: (await import('./canvas/canvas.tsx')).Canvas }));

const PHONE = '(max-width: 700px)';
export interface BoardProps {
  /** Newest first; none where it was never released. */
  readonly versions: readonly JourneyVersion[];
  readonly change: Change;
  readonly figures: JourneyDetail | undefined;
}

export function Board({ versions, change, figures }: BoardProps): ReactNode {
  const { t } = useTranslation('journeys');
  const [{ version = CHANGE, compare, view = matchMedia(PHONE).matches ? 'outline' : 'canvas', mode = 'build', at }, choose] =
    useAddress<Kept>();
  const editing = useEditing(version === CHANGE && mode === 'build' ? change : undefined);
  useUndoKeys(editing);
  const documentOf = (name: string): Journey | undefined =>
    name === CHANGE
      ? ((change.definition as unknown as Journey | null) ?? undefined)
      : versions.find((one) => String(one.version) === name)?.definition;
  const [chosen, setChosen] = useState(at);
  const open = (id: string): void => {
    setChosen(id);
    choose({ at: id });
  };
  const acts = useCanvasEditing(editing, {
    onOpen: open,
    onGone: (id) => {
      setChosen(TRIGGER);
      if (at === id) choose({ at: undefined });
    },
  });
  const journey = documentOf(version) ?? versions[0]?.definition;
  const before = compare === undefined ? undefined : documentOf(compare);
  const problems = useProblems(editing, change);
  const counted = version === CHANGE ? versions[0]?.version : Number(version);
  const trial = useTrial(journey ?? NOTHING, change);
  const simulating = useSimulation(change, mode === 'simulate');
  const face = useFace({
    journey: journey ?? NOTHING,
    before,
    figures,
    version: counted,
    mode: mode as Mode,
    report: trial.report,
    standing: simulating.standing,
  });
  if (!journey) return <Nothing text={t('removed')} />;
  const props: CanvasFace = {
    ...face,
    ...(acts.canvas && !before && { editing: acts.canvas }),
    ...(problems.length > 0 && { problems: countsOf(problems) }),
    ...{ chosen, onChoose: setChosen, onOpen: open },
  };
  return (
    <>
      <Bar {...{ versions, mode: mode as Mode, view, version, compare, choose }} isChanged={change.state !== 'unchanged'} />
      {version === CHANGE && <EditBar journey={journey.id} {...{ change, editing, problems }} onOpen={open} />}
      <ChangeConflict change={change} />
      <Clipped of={acts} />
      <div className="journey-board" data-open={at !== undefined} data-mode={mode}>
        {view === 'outline' ? (
          <Outline {...props} />
        ) : (
          <Suspense fallback={<Coming />}>
            <Canvas {...props} />
          </Suspense>
        )}
        {at !== undefined && (
          <Chosen at={at} face={props} editing={before ? undefined : editing} onClose={() => choose({ at: undefined })} />
        )}
      </div>
      {before && <Differences before={before} after={journey} onOpen={open} />}
      {mode === 'diagnosis' && <Diagnosis of={journey} onOpen={open} />}
      {mode === 'simulate' && <SimulationTab simulating={simulating} journey={journey} onOpen={open} />}
      {mode === 'test' && <TrialTab trial={trial} journey={journey} onOpen={open} />}
    </>
  );
}

/** Takes the room of the canvas until it is there. */
function Coming(): ReactNode {
  return (
    <div className="journey-coming">
      <Loading />
    </div>
  );
}

/** That something was cut or copied, and waits for its place. */
function Clipped({ of: { clip, drop } }: { readonly of: CanvasActs }): ReactNode {
  const { t } = useTranslation('journeys');
  if (!clip) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t(`edit.${clip.how}`)}
      action={
        <Button size="small" onClick={drop}>
          {t('form.cancel')}
        </Button>
      }
    />
  );
}

/** What the server has found of the journey itself, and what else is missing. */
function useProblems(editing: Editing | undefined, { problems }: Change): readonly Problem[] {
  const edited = editing?.journey;
  return useMemo(() => {
    const own = problems.filter((one) => !one.in);
    return edited ? problemsOf(edited, own) : [];
  }, [edited, problems]);
}

const NOTHING: Journey = freshJourney('', { en: '', zh: '' });

function countsOf(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { step } of problems) if (step !== undefined) counts.set(step, (counts.get(step) ?? 0) + 1);
  return counts;
}

interface FaceOptions {
  readonly journey: Journey;
  readonly before: Journey | undefined;
  readonly figures: JourneyDetail | undefined;
  readonly version: number | undefined;
  readonly mode: Mode;
  /** Of a test, while that is looked at. */
  readonly report: RehearsedJourney | undefined;
  /** Of a simulation, likewise. */
  readonly standing: SimulationStanding | undefined;
}

/** What the canvas shows of the journey at hand. */
function useFace({
  journey,
  before,
  figures,
  version,
  mode,
  report,
  standing,
}: FaceOptions): Omit<CanvasFace, 'chosen' | 'onChoose' | 'onOpen'> {
  const words = useJourneyWords();
  const { data: diagnosis } = useQuery({ ...journeyDiagnosisQuery(journey.id), enabled: mode === 'diagnosis' });
  const counted = figures?.versions.find((one) => one.version === version);
  const shown = useMemo(() => (before ? withRemoved(before, journey) : journey), [before, journey]);
  const marks = useMemo(() => before && new Map(differenceOf(before, journey).steps.map(({ id, mark }) => [id, mark])), [before, journey]);
  return {
    journey: shown,
    ...(counted && { figures: new Map(counted.steps.map((one) => [one.step, one])), totals: counted }),
    ...(marks && { marks }),
    ...(mode === 'diagnosis' && diagnosis && { notes: notesOf(diagnosis, words) }),
    ...(mode === 'test' && report && { notes: litSteps(report, words) }),
    ...(mode === 'simulate' && standing && { notes: countedSteps(standing, journey.id, words) }),
  };
}
