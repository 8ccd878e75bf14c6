/** Which days are looked at, kept in the address. */
import { Input, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../kit/index.ts';

export interface ChosenDays {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly by?: 'day' | 'week' | 'month' | undefined;
}

/** What of it is chosen. */
interface AskedDays {
  readonly from?: string;
  readonly to?: string;
  readonly by?: 'day' | 'week' | 'month';
}

const LASTS = [7, 30, 90, 365] as const;
const UNITS = ['day', 'week', 'month'] as const;
const DAY_MS = 86_400_000;

/** What is asked of the server: only what is chosen. */
export function useDays(): readonly [AskedDays, (change: ChosenDays) => void] {
  const [{ from, to, by }, change] = useAddress<{ readonly from?: string; readonly to?: string; readonly by?: string }>();
  const chosen = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(UNITS.includes(by as 'day') && { by: by as 'day' }),
  };
  return [chosen, change as (change: ChosenDays) => void];
}

/** `shown`: the days that the answer is of; `today`: as the workspace has it, once an answer has said. */
export function Days(props: {
  readonly shown: { readonly from: string; readonly to: string } | undefined;
  readonly units?: boolean;
}): ReactNode {
  const { t } = useTranslation('measure');
  const [chosen, change] = useDays();
  const { shown, units = false } = props;
  const from = chosen.from ?? shown?.from ?? '';
  const to = chosen.to ?? shown?.to ?? '';
  const last = chosen.to === undefined && from !== '' && to !== '' ? daysOf(from, to) : 0;
  return (
    <div className="filters measure-days">
      <Segmented<number>
        aria-label={t('days.last')}
        value={(LASTS as readonly number[]).includes(last) ? last : 0}
        options={LASTS.map((value) => ({ value, label: t('days.lastDays', { count: value }), disabled: to === '' }))}
        onChange={(count) => change({ from: count === 30 ? undefined : backFrom(today(shown, chosen), count), to: undefined })}
      />
      <Input
        type="date"
        aria-label={t('days.from')}
        value={from}
        disabled={from === ''}
        onChange={({ target }) => target.value && change(withFrom(target.value, { from, to }))}
      />
      <span aria-hidden>–</span>
      <Input
        type="date"
        aria-label={t('days.to')}
        value={to}
        disabled={to === ''}
        onChange={({ target }) => target.value && change(withTo(target.value, { from, to }))}
      />
      {units && (
        <Select
          aria-label={t('days.by')}
          value={chosen.by ?? 'auto'}
          options={['auto', ...UNITS].map((value) => ({ value, label: t(`days.units.${value}`) }))}
          onChange={(value) => change({ by: value === 'auto' ? undefined : (value as 'day') })}
        />
      )}
    </div>
  );
}

/** Where the end was chosen, the machine's own day stands in. */
function today(shown: { readonly to: string } | undefined, { to }: AskedDays): string {
  return to === undefined && shown ? shown.to : new Date().toISOString().slice(0, 10);
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** As many days, where the end that is chosen lies before the beginning: so somebody goes back years by choosing one end after the other. */
export function withTo(to: string, span: Span): Span {
  return { from: to < span.from ? backFrom(to, daysOf(span.from, span.to)) : span.from, to };
}

/** Likewise where the beginning that is chosen lies after the end. */
export function withFrom(from: string, span: Span): Span {
  return { from, to: from > span.to ? backFrom(from, 2 - daysOf(span.from, span.to)) : span.to };
}

export function daysOf(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

export function backFrom(to: string, count: number): string {
  return new Date(Date.parse(to) - (count - 1) * DAY_MS).toISOString().slice(0, 10);
}
