/** What came of it all: one dashboard at a time, by its address. */
import { Link, useParams } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Nothing, Page } from '../../kit/index.ts';
import { FunnelBoard } from './funnel.tsx';
import { LatencyBoard } from './latency.tsx';
import { LiftBoard } from './lift.tsx';
import { MessagesBoard } from './messages.tsx';
import { RetentionBoard } from './retention.tsx';
import { RevenueBoard } from './revenue.tsx';
import { RfmBoard } from './rfm.tsx';
import './measure.css';

const BOARDS = {
  revenue: RevenueBoard,
  rfm: RfmBoard,
  retention: RetentionBoard,
  funnel: FunnelBoard,
  latency: LatencyBoard,
  messages: MessagesBoard,
  lift: LiftBoard,
} as const satisfies Record<string, ComponentType>;
type BoardName = keyof typeof BOARDS;

const boards: Readonly<Partial<Record<string, ComponentType>>> = BOARDS;

export function Screen(): ReactNode {
  const { t } = useTranslation('measure');
  const { board = 'revenue' } = useParams({ strict: false }) as { readonly board?: string };
  const Board = boards[board];
  return (
    <Page title={t('title')} text={Board && t(`${board}.text`)}>
      <nav className="measure-boards" aria-label={t('boards')}>
        {(Object.keys(BOARDS) as BoardName[]).map((name) => (
          <Link key={name} to="/measure/$board" params={{ board: name }} {...(name === board && { 'aria-current': 'page' as const })}>
            {t(`${name}.title`)}
          </Link>
        ))}
      </nav>
      {Board ? <Board /> : <Nothing text={t('unknown')} hint={t('unknownHint')} />}
    </Page>
  );
}
