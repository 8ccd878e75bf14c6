/** How a segment or tag has grown: its size at the end of each day, and who came and went. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { Answered, Chart, type ChartOption, Figure, NoPermission, Nothing, Part, useFormats, useMay } from '../../kit/index.ts';
import type { Kind } from './draft.ts';

interface Day {
  readonly day: string;
  readonly entered: number;
  readonly left: number;
  readonly size: number;
}

interface GrowthProps {
  readonly kind: Kind;
  readonly id: string;
}

export function Growth({ kind, id }: GrowthProps): ReactNode {
  const { t } = useTranslation('segments');
  const permission = kind === 'tag' ? 'tags.read' : 'segments.read';
  const may = useMay(permission);
  const asked = useQuery({
    queryKey: ['groups', kind, id, 'history'],
    queryFn: ({ signal }) =>
      answerOf(
        kind === 'tag'
          ? api.GET('/v1/tags/{tag}/history', { params: { path: { tag: id } }, signal })
          : api.GET('/v1/segments/{segment}/history', { params: { path: { segment: id } }, signal }),
      ),
    enabled: may,
  });
  return (
    <Part title={t('history.title')}>
      {may ? <Answered of={asked}>{({ days }) => <Days of={days} />}</Answered> : <NoPermission permission={permission} />}
    </Part>
  );
}

function Days({ of }: { readonly of: readonly Day[] }): ReactNode {
  const { t } = useTranslation('segments');
  const formats = useFormats();
  const option = useOption(of);
  const sum = (pick: (day: Day) => number): number => of.reduce((total, day) => total + pick(day), 0);
  const [entered, left] = [sum((day) => day.entered), sum((day) => day.left)];
  if (of.every(({ size, entered: came, left: went }) => size + came + went === 0)) return <Nothing text={t('history.nobody')} />;
  const label = t('history.label', {
    days: of.length,
    size: formats.number(of.at(-1)?.size ?? 0),
    entered: formats.number(entered),
    left: formats.number(left),
  });
  return (
    <>
      <div className="figures">
        <Figure label={t('history.entered')} value={formats.number(entered)} note={t('history.days', { days: of.length })} />
        <Figure label={t('history.left')} value={formats.number(left)} note={t('history.days', { days: of.length })} />
      </div>
      <Chart option={option} label={label} />
    </>
  );
}

function useOption(of: readonly Day[]): ChartOption {
  const { t } = useTranslation('segments');
  return useMemo(
    () => ({
      legend: { bottom: 0 },
      grid: { left: 48, right: 48, top: 16, bottom: 56 },
      xAxis: { type: 'category', data: of.map(({ day }) => day.slice(5)) },
      yAxis: [
        { type: 'value', minInterval: 1 },
        { type: 'value', minInterval: 1, splitLine: { show: false } },
      ],
      series: [
        { name: t('history.size'), type: 'line', showSymbol: false, data: of.map(({ size }) => size) },
        { name: t('history.left'), type: 'bar', yAxisIndex: 1, stack: 'flow', data: of.map(({ left }) => -left) },
        { name: t('history.entered'), type: 'bar', yAxisIndex: 1, stack: 'flow', data: of.map(({ entered }) => entered) },
      ],
    }),
    [of, t],
  );
}
