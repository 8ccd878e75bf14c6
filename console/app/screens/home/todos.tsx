/** What waits for somebody: only what whoever looks may see, only where there is something. */
import {
  ApartmentOutlined,
  AuditOutlined,
  CheckCircleOutlined,
  ExclamationCircleOutlined,
  FieldTimeOutlined,
  InboxOutlined,
  MailOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Badge, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { hasScreen, Problem, useFormats, useLive, useMakerName, useMay, useWhyWords } from '../../kit/index.ts';

interface Todo {
  readonly kind: 'drafts' | 'quality' | 'breaks' | 'quarantine' | 'letters' | 'health';
  readonly count: number;
  /** Of the things themselves, where that says more than a number. */
  readonly names?: readonly string[];
}

const PLACES: Readonly<Record<Todo['kind'], { readonly icon: ReactNode; readonly to: string; readonly screen: string }>> = {
  health: { icon: <ExclamationCircleOutlined />, to: '/', screen: '' },
  drafts: { icon: <AuditOutlined />, to: '/approvals', screen: 'approvals' },
  quality: { icon: <FieldTimeOutlined />, to: '/quality', screen: 'quality' },
  breaks: { icon: <ApartmentOutlined />, to: '/journeys', screen: 'journeys' },
  quarantine: { icon: <InboxOutlined />, to: '/quarantine', screen: 'quarantine' },
  letters: { icon: <MailOutlined />, to: '/dead-letters', screen: 'dead-letters' },
};

const NAMES_MAX = 4;
const EVERY_MS = 30_000;

export function Todos(): ReactNode {
  const { t } = useTranslation('home');
  const { todos, error, isComplete } = useTodos();
  // One by one they would push each other from column to column, and all below down.
  if (!isComplete) return <Skeleton className="home-todos-coming" active title={false} paragraph={{ rows: 3 }} />;
  if (todos.length === 0 && error) return <Problem error={error} />;
  return (
    <>
      {todos.length === 0 && (
        <p className="home-clear">
          <CheckCircleOutlined /> {t('todos.none')}
        </p>
      )}
      <ul className="home-todos">
        {todos.map((todo) => (
          <li key={todo.kind}>
            <Row {...todo} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ kind, count, names = [] }: Todo): ReactNode {
  const { t } = useTranslation('home');
  const formats = useFormats();
  const { icon, to, screen } = PLACES[kind];
  const more = names.length > NAMES_MAX ? ' …' : '';
  const inner = (
    <>
      <Badge count={count} overflowCount={999} color="var(--warm-strong)" title={formats.number(count)}>
        <span className="home-icon">{icon}</span>
      </Badge>
      <span>
        <span className="home-what">{t(`todos.${kind}`, { count, number: formats.number(count) })}</span>
        {names.length > 0 && <span className="soft">{names.slice(0, NAMES_MAX).join(', ') + more}</span>}
      </span>
    </>
  );
  return hasScreen(screen) ? <Link to={to}>{inner}</Link> : <div className="home-todo">{inner}</div>;
}

function useTodos(): { readonly todos: readonly Todo[]; readonly error: unknown; readonly isComplete: boolean } {
  const { t } = useTranslation('home');
  const nameOf = useMakerName();
  const options = { refetchInterval: EVERY_MS };
  const drafts = useQuery({
    ...options,
    queryKey: ['drafts'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/drafts', { signal })),
    enabled: useMay('releases.read'),
  });
  const quality = useQuery({
    ...options,
    queryKey: ['quality'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/quality', { signal })),
    enabled: useMay('quality.read'),
  });
  const { names: named, step: stepOf } = useWhyWords();
  const diagnosis = useQuery({
    ...options,
    queryKey: ['diagnosis'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/diagnosis', { signal })),
    enabled: useMay('journeys.read'),
  });
  const quarantine = useQuery({
    ...options,
    queryKey: ['quarantine', 'stats'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/quarantine/stats', { signal })),
    enabled: useMay('quarantine.read'),
  });
  const letters = useQuery({
    ...options,
    queryKey: ['dead-letters', 'count'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/dead-letters', { params: { query: { limit: 1 } }, signal })),
    enabled: useMay('messages.read'),
  });
  const ill = (useLive().update?.health.parts ?? []).filter(({ state }) => state !== 'ok');
  const breaches = quality.data?.measurements.filter(({ breached }) => breached) ?? [];
  const broken = (diagnosis.data?.journeys ?? []).flatMap(({ journey, steps }) =>
    steps
      .filter(({ measurements }) => measurements.some(({ breached }) => breached))
      .map(({ step }) => `${named.of('journey', journey)} › ${stepOf(journey, step)}`),
  );
  const asked = [drafts, quality, diagnosis, quarantine, letters];
  const all: readonly Todo[] = [
    { kind: 'health', count: ill.length, names: ill.map(({ part }) => t(`parts.${part}`, { defaultValue: part })) },
    {
      kind: 'drafts',
      count: drafts.data?.drafts.length ?? 0,
      names: (drafts.data?.drafts ?? []).map(({ maker, note }) => note ?? nameOf(maker)),
    },
    {
      kind: 'quality',
      count: breaches.length,
      names: [...new Set(breaches.map(({ source, event }) => [source, event && named.of('event', event)].filter(Boolean).join(' › ')))],
    },
    { kind: 'breaks', count: broken.length, names: broken },
    { kind: 'quarantine', count: quarantine.data?.records ?? 0 },
    { kind: 'letters', count: letters.data?.count ?? 0 },
  ];
  return {
    todos: all.filter(({ count }) => count > 0),
    error: asked.find(({ error }) => error)?.error,
    isComplete: asked.every(({ isLoading }) => !isLoading),
  };
}
