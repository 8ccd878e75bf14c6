/** Playbooks to begin a journey from: all of them at a glance, one looked at before it is added. */
import { BookOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select, Tag } from 'antd';
import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Playbook } from '../../../api/index.ts';
import { Answered, Drawer, Loading, Nothing, useFormats, useKindName, useLanguage } from '../../../kit/index.ts';
import { useJourneyWords } from '../words.ts';
import { playbooksQuery } from './asked.ts';
import { OnePlaybook } from './one.tsx';
import './playbooks.css';

/** Px. */
const WIDTH = 860;
const STAGES = ['acquire', 'activate', 'retain', 'repurchase', 'advocate'] as const;

export function StartFromPlaybook(): ReactNode {
  const { t } = useTranslation('journeys');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<BookOutlined />} onClick={() => setOpen(true)}>
        {t('playbooks.open')}
      </Button>
      <Drawer
        title={t('playbooks.title')}
        open={isOpen}
        onClose={() => setOpen(false)}
        size={WIDTH}
        destroyOnHidden
        styles={{ wrapper: { maxWidth: '100vw' } }}
      >
        <Suspense fallback={<Loading />}>
          <Gallery />
        </Suspense>
      </Drawer>
    </>
  );
}

function Gallery(): ReactNode {
  const { t } = useTranslation('journeys');
  const asked = useQuery(playbooksQuery);
  const [chosen, choose] = useState<string>();
  return (
    <Answered of={asked}>
      {(playbooks) => {
        const one = playbooks.find(({ id }) => id === chosen);
        if (one) return <OnePlaybook of={one} onBack={() => choose(undefined)} />;
        if (playbooks.length === 0) return <Nothing text={t('playbooks.empty')} hint={t('playbooks.emptyHint')} />;
        return <Shelf of={playbooks} onChoose={choose} />;
      }}
    </Answered>
  );
}

function Shelf({ of, onChoose }: { readonly of: readonly Playbook[]; readonly onChoose: (id: string) => void }): ReactNode {
  const { t } = useTranslation('journeys');
  const language = useLanguage();
  const [find, setFind] = useState('');
  const [stage, setStage] = useState<Playbook['stages'][number]>();
  const shown = of.filter(
    ({ name, summary, stages }) =>
      (stage === undefined || stages.includes(stage)) &&
      `${name[language]} ${summary[language]}`.toLowerCase().includes(find.trim().toLowerCase()),
  );
  return (
    <>
      <p className="soft playbooks-text">{t('playbooks.text')}</p>
      <div className="filters">
        <Input
          aria-label={t('playbooks.filter')}
          placeholder={t('playbooks.filter')}
          value={find}
          allowClear
          onChange={({ target }) => setFind(target.value)}
        />
        <Select
          allowClear
          aria-label={t('playbooks.stages')}
          placeholder={t('playbooks.anyStage')}
          value={stage}
          options={STAGES.map((value) => ({ value, label: t(`stages.${value}`) }))}
          onChange={(value: typeof stage) => setStage(value)}
        />
      </div>
      {shown.length === 0 && <Nothing text={t('playbooks.none')} />}
      <ul className="playbooks">
        {shown.map((one) => (
          <li key={one.id}>
            <Card of={one} onChoose={() => onChoose(one.id)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Card({ of, onChoose }: { readonly of: Playbook; readonly onChoose: () => void }): ReactNode {
  const { t } = useTranslation('journeys');
  const language = useLanguage();
  return (
    <article className="playbooks-card" aria-label={of.name[language]}>
      <h3>{of.name[language]}</h3>
      <p>{of.summary[language]}</p>
      <div className="journeys-tags">
        {of.stages.map((stage) => (
          <Tag key={stage}>{t(`stages.${stage}`)}</Tag>
        ))}
        {of.results && <Tag color="success">{t('playbooks.measured')}</Tag>}
        {of.has && <Tag color="processing">{t('playbooks.has')}</Tag>}
      </div>
      <Figures of={of} />
      <Button size="small" autoInsertSpace={false} onClick={onChoose} aria-label={`${t('playbooks.look')}: ${of.name[language]}`}>
        {t('playbooks.look')}
      </Button>
    </article>
  );
}

/** What it aims at, what it has reached elsewhere, and how much it brings. */
function Figures({ of: { kpis, results, brings } }: { readonly of: Playbook }): ReactNode {
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  const words = useJourneyWords();
  const kindName = useKindName();
  const counts = new Map<string, number>();
  for (const { kind } of brings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const lifts = results?.flatMap(({ lift }) => (lift ? [formats.points(lift.estimate)] : [])) ?? [];
  return (
    <dl className="playbooks-figures">
      {kpis.length > 0 && (
        <>
          <dt>{t('playbooks.aims')}</dt>
          <dd>{[...new Set(kpis.map((kpi) => words.kpi(kpi)))].join(t('playbooks.comma'))}</dd>
        </>
      )}
      {lifts.length > 0 && (
        <>
          <dt>{t('playbooks.measured')}</dt>
          <dd>{lifts.join(t('playbooks.comma'))}</dd>
        </>
      )}
      <dt>{t('playbooks.brings')}</dt>
      <dd>{[...counts].map(([kind, count]) => `${kindName(kind)} ${count}`).join(t('playbooks.comma'))}</dd>
    </dl>
  );
}
