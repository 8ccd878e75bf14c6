/** What journeys were worth: treated against held-out customers, with intervals that hold for all journeys together, and what may be said of them. */
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type JourneyEffect, type LiftMeasure } from '../../api/index.ts';
import { Answered, Nothing, useFormats, useNaming } from '../../kit/index.ts';
import { Board } from './board.tsx';
import { Interval } from './interval.tsx';

const DAY_MS = 86_400_000;

export function LiftBoard(): ReactNode {
  const asked = useQuery({
    queryKey: ['measures', 'lift'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/measures/lift', { signal })) as Promise<LiftMeasure>,
    staleTime: 60_000,
  });
  return <Answered of={asked}>{(measured) => <Effects measured={measured} />}</Answered>;
}

function Effects({ measured: { journeys, level, asOf, currency } }: { readonly measured: LiftMeasure }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const naming = useNaming();
  const whole = (value: unknown): string => formats.number(Number(value), 0);
  const percent = (value: unknown): string => formats.percent(Number(value), 2);
  const points = (value: unknown): string => formats.points(Number(value));
  const money = (value: unknown): string => formats.money(Number(value), currency);
  const table = {
    isSortable: true,
    columns: [
      { title: t('lift.journey') },
      { title: t('lift.treated'), shown: whole },
      { title: t('lift.treatedRate'), shown: percent },
      { title: t('lift.heldOut'), shown: whole },
      { title: t('lift.heldOutRate'), shown: percent },
      { title: t('lift.difference'), shown: points },
      { title: t('lift.low'), shown: points },
      { title: t('lift.high'), shown: points },
      { title: t('lift.revenueDifference'), shown: money },
      { title: t('lift.revenueLow'), shown: money },
      { title: t('lift.revenueHigh'), shown: money },
      { title: t('lift.verdict') },
    ],
    rows: journeys.map(({ lift: { journey, treatment, holdout, conversionLift: by, revenueLiftAdjusted: revenue }, verdict }) => [
      ...[naming.of('journey', journey), treatment.customers, rateOf(treatment), holdout.customers, rateOf(holdout)],
      ...[by.difference, by.low, by.high, revenue.difference, revenue.low, revenue.high, t(`lift.verdicts.${verdict}`)],
    ]),
  };
  return (
    <Board title={t('lift.title')} name="lift" asOf={asOf} table={table}>
      {journeys.length === 0 ? (
        <Nothing text={t('lift.empty')} hint={t('lift.emptyHint')} />
      ) : (
        <>
          <p className="soft">{t('lift.how', { count: journeys.length, level: formats.percent(level, 2) })}</p>
          <ul className="measure-effects">
            {journeys.map((effect) => (
              <li key={effect.lift.journey}>
                <Effect effect={effect} currency={currency} bounds={boundsOf(journeys)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Board>
  );
}

function Effect(props: { readonly effect: JourneyEffect; readonly currency: string; readonly bounds: number }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const naming = useNaming();
  const { effect, currency, bounds } = props;
  const { lift, verdict, revenueVerdict, moreCustomers } = effect;
  const { conversion, treatment, holdout, conversionLift: by, revenueLiftAdjusted: revenue, pending, windowMs } = lift;
  const told = revenueVerdict === 'better' || revenueVerdict === 'worse' ? revenueVerdict : undefined;
  const said = (value: number | null): string => (value === null ? '–' : formats.points(value));
  const interval = { difference: said(by.difference), low: said(by.low), high: said(by.high) };
  const arm = (name: 'treated' | 'heldOut', { customers, converted }: typeof treatment): string =>
    t(`lift.${name}Arm`, {
      customers: formats.number(customers, 0),
      converted: formats.number(converted, 0),
      rate: customers === 0 ? '–' : formats.percent(converted / customers, 2),
    });
  return (
    <>
      <h3>{naming.of('journey', lift.journey)}</h3>
      <p className="soft measure-effect-what">
        {t(`lift.conversion.${conversion.by}`, {
          count: windowMs / DAY_MS,
          event: conversion.by === 'event' ? naming.of('event', conversion.event) : '',
        })}
      </p>
      <div className="measure-effect-figures">
        <span>{arm('treated', treatment)}</span>
        <span>{arm('heldOut', holdout)}</span>
        {pending > 0 && <span className="soft">{t('lift.pending', { count: pending, number: formats.number(pending, 0) })}</span>}
      </div>
      {verdict === 'unequal' ? (
        <Alert type="warning" showIcon title={t('lift.verdicts.unequal')} description={t('lift.unequal')} />
      ) : (
        <>
          <Interval estimate={by} bounds={bounds} verdict={verdict} label={t('lift.interval', interval)} text={formats.points} />
          <strong>{t(`lift.say.${verdict}`, { ...interval, days: windowMs / DAY_MS })}</strong>{' '}
          {moreCustomers !== null && (
            <span>{t('lift.more', { count: moreCustomers, number: formats.number(Number(moreCustomers.toPrecision(2)), 0) })}</span>
          )}
          {revenue.low !== null && revenue.high !== null && (
            <div className={told ? undefined : 'soft'}>
              {told && <strong>{t(`lift.revenueSay.${told}`)} </strong>}
              {t('lift.revenue', {
                difference: formats.money(revenue.difference, currency),
                low: formats.money(revenue.low, currency),
                high: formats.money(revenue.high, currency),
              })}
            </div>
          )}
        </>
      )}
    </>
  );
}

/** How far the axis goes on both sides of 0, the same for all. */
export function boundsOf(journeys: readonly JourneyEffect[]): number {
  const ends = journeys.flatMap(({ verdict, lift: { conversionLift: by } }) => (verdict === 'unequal' ? [] : [by.low, by.high]));
  return Math.max(0.01, ...ends.map((end) => Math.abs(end ?? 0)));
}

function rateOf({ customers, converted }: JourneyEffect['lift']['treatment']): number | null {
  return customers === 0 ? null : converted / customers;
}
