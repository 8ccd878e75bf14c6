/** One playbook before it is added: what it is for, what it brings beside what is there, what is missing. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Playbook, PlaybookPlan } from '../../../api/index.ts';
import { Answered, useDoing, useFormats, useKindName, useLanguage, useMay } from '../../../kit/index.ts';
import { useJourneyWords } from '../words.ts';
import { playbookPlanQuery, takePlaybook } from './asked.ts';

export interface OnePlaybookProps {
  readonly of: Playbook;
  readonly onBack: () => void;
}

export function OnePlaybook({ of, onBack }: OnePlaybookProps): ReactNode {
  const { t } = useTranslation('journeys');
  const language = useLanguage();
  const words = useJourneyWords();
  const may = useMay('releases.write');
  const asked = useQuery({ ...playbookPlanQuery(of.id), enabled: may });
  return (
    <>
      <Button type="link" size="small" icon={<ArrowLeftOutlined />} onClick={onBack} className="playbooks-back">
        {t('playbooks.back')}
      </Button>
      <h2>{of.name[language]}</h2>
      <p>{of.summary[language]}</p>
      <dl className="playbooks-figures">
        <dt>{t('playbooks.stages')}</dt>
        <dd>{of.stages.map((stage) => t(`stages.${stage}`)).join(t('playbooks.comma'))}</dd>
        {of.kpis.length > 0 && (
          <>
            <dt>{t('playbooks.aims')}</dt>
            <dd>{[...new Set(of.kpis.map((kpi) => words.kpi(kpi)))].join(t('playbooks.comma'))}</dd>
          </>
        )}
        <dt>{t('playbooks.lift')}</dt>
        <dd>
          <Results of={of} />
        </dd>
        <dt>{t('playbooks.reads')}</dt>
        <dd>{of.needs.events.join(t('playbooks.comma')) || '–'}</dd>
        <dt>{t('playbooks.adapt')}</dt>
        <dd>{of.adapt[language]}</dd>
      </dl>
      {may ? (
        <Answered of={asked}>{(plan) => <Planned plan={plan} />}</Answered>
      ) : (
        <>
          <Alert type="info" showIcon title={t('playbooks.mayNot')} />
          <Brought of={of.brings} />
        </>
      )}
    </>
  );
}

function Results({ of: { results = [] } }: { readonly of: Playbook }): ReactNode {
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  const known = results.flatMap(({ journey, measured, treated, heldOut, lift }) => {
    if (!lift) return [];
    const [by, low, high] = [lift.estimate, lift.low, lift.high].map((share) => formats.points(share));
    const counts = { treated: formats.number(treated), heldOut: formats.number(heldOut) };
    return [<div key={journey}>{t('playbooks.result', { lift: by, low, high, date: measured, ...counts })}</div>];
  });
  return known.length > 0 ? known : <span className="soft">{t('playbooks.noResult')}</span>;
}

function Planned({ plan }: { readonly plan: PlaybookPlan }): ReactNode {
  const { t } = useTranslation('journeys');
  const { lacks, clashes, definitions } = plan;
  const join = (names: readonly string[]): string => names.join(t('playbooks.comma'));
  const hinders = [
    ...(clashes.length > 0 ? [t('playbooks.clash', { names: join(clashes) })] : []),
    ...(lacks.purposes ? [t('playbooks.lacksPurpose')] : []),
    ...lacks.channels.map((types) =>
      t('playbooks.lacksChannel', { types: types.map((type) => t(`playbooks.types.${type}`)).join(t('playbooks.or')) }),
    ),
  ];
  const notes = [
    ...(lacks.events.length > 0 ? [t('playbooks.lacksEvents', { names: join(lacks.events) })] : []),
    ...(lacks.traits.length > 0 ? [t('playbooks.lacksTraits', { names: join(lacks.traits) })] : []),
  ];
  return (
    <>
      {[...new Set(hinders)].map((text) => (
        <Alert key={text} type="error" showIcon title={text} className="playbooks-note" />
      ))}
      {notes.map((text) => (
        <Alert key={text} type="warning" showIcon title={text} className="playbooks-note" />
      ))}
      <Brought of={definitions} />
      <Take plan={plan} isHindered={hinders.length > 0} />
    </>
  );
}

function Brought({
  of,
}: {
  readonly of: readonly (Playbook['brings'][number] & { readonly state?: 'new' | 'same' | 'yours' })[];
}): ReactNode {
  const { t } = useTranslation('journeys');
  const language = useLanguage();
  const kindName = useKindName();
  return (
    <>
      <h3>{t('playbooks.brings')}</h3>
      <ul className="playbooks-brought">
        {of.map(({ kind, id, name, state }) => (
          <li key={`${kind} ${id}`}>
            <span>
              {name[language]} <span className="soft">{kindName(kind)}</span>
            </span>
            {state && <Tag color={state === 'new' ? 'success' : 'default'}>{t(`playbooks.states.${state}`)}</Tag>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Adds it and goes to its first journey; goes there at once where all of it is there. */
function Take({ plan, isHindered }: { readonly plan: PlaybookPlan; readonly isHindered: boolean }): ReactNode {
  const { t } = useTranslation('journeys');
  const language = useLanguage();
  const doing = useDoing();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const journeys = plan.definitions.filter(({ kind }) => kind === 'journey');
  const journey = journeys.find(({ state }) => state === 'new') ?? journeys[0];
  const isNew = plan.definitions.some(({ state }) => state === 'new');
  const open = (): void => {
    if (journey) void navigate({ to: '/journeys/$journey' as string, params: { journey: journey.id } as never });
  };
  const take = useMutation({
    mutationFn: () => takePlaybook(plan.playbook),
    onSuccess: async () => {
      doing.done(t('playbooks.added', { name: journey?.name[language] ?? plan.playbook }));
      for (const key of ['changes', 'names', 'playbooks']) void queries.invalidateQueries({ queryKey: [key] });
      open();
    },
    onError: doing.failed,
  });
  if (!isNew && journey)
    return (
      <Button type="primary" onClick={open}>
        {t('playbooks.toJourney')}
      </Button>
    );
  return (
    <Button type="primary" disabled={isHindered} loading={take.isPending} onClick={() => take.mutate()}>
      {t('playbooks.add')}
    </Button>
  );
}
