/** Steps with ways: their conditions in order, their shares, what they wait for. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../kit/index.ts';
import { type StepOf, sharesOf } from '../model/document.ts';
import { evenShares } from '../model/fresh.ts';
import { changed, type StepFormProps } from './changed.ts';
import { EndField } from './end-field.tsx';
import { ConditionField, DurationField, Field, TextField } from './fields.tsx';

/** One row moved to another place. */
export function reordered<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const rest = rows.filter((_, index) => index !== from);
  return to < 0 || to >= rows.length ? [...rows] : [...rest.slice(0, to), rows[from]!, ...rest.slice(to)];
}

interface OrderedProps<Row> {
  readonly rows: readonly Row[];
  readonly label: (index: number) => string;
  readonly onChange: (rows: Row[]) => void;
  readonly children: (row: Row, change: (next: Row) => void, label: string) => ReactNode;
  /** As few as must stay. */
  readonly least: number;
}

/** Rows whose order counts: moved by dragging them, or by their buttons. */
function Ordered<Row>({ rows, label, onChange, children, least }: OrderedProps<Row>): ReactNode {
  const { t } = useTranslation('journeys');
  const [dragged, setDragged] = useState<number>();
  return rows.map((row, index) => (
    <fieldset
      // biome-ignore lint/suspicious/noArrayIndexKey: a way is what stands at its place
      key={index}
      className="journey-ordered"
      aria-label={label(index)}
      onDragOver={(event) => dragged !== undefined && event.preventDefault()}
      onDrop={() => {
        if (dragged !== undefined) onChange(reordered(rows, dragged, index));
        setDragged(undefined);
      }}
    >
      <div className="journey-ordered-head">
        <span aria-hidden className="journey-grip" draggable onDragStart={() => setDragged(index)} onDragEnd={() => setDragged(undefined)}>
          <HolderOutlined />
        </span>
        <span>{label(index)}</span>
        {([-1, 1] as const).map((by) => (
          <Button
            key={by}
            size="small"
            type="text"
            icon={by < 0 ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
            disabled={index + by < 0 || index + by >= rows.length}
            aria-label={t(by < 0 ? 'form.earlier' : 'form.later', { label: label(index) })}
            onClick={() => onChange(reordered(rows, index, index + by))}
          />
        ))}
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          disabled={rows.length <= least}
          aria-label={t('form.removeOf', { label: label(index) })}
          onClick={() => onChange(rows.filter((_, at) => at !== index))}
        />
      </div>
      {children(row, (next) => onChange(rows.map((one, at) => (at === index ? next : one))), label(index))}
    </fieldset>
  ));
}

export function BranchForm({ of, onChange }: StepFormProps<StepOf<'branch'>>): ReactNode {
  const { t } = useTranslation('journeys');
  const set = (branches: StepOf<'branch'>['branches']): void => onChange(changed(of, { branches }));
  return (
    <>
      <Ordered rows={of.branches} least={1} label={(index) => t('fields.branch', { number: index + 1 })} onChange={set}>
        {(row, change, label) => (
          <ConditionField
            label={t('form.conditionOf', { label })}
            about="both"
            value={row.when}
            onChange={(when) => when && change({ ...row, when: when as never })}
          />
        )}
      </Ordered>
      <div className="soft">{t('form.elseLast')}</div>
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => set([...of.branches, { when: { combinator: 'and', rules: [] }, steps: [] }])}
      >
        {t('form.addWay')}
      </Button>
    </>
  );
}

export function SplitForm({ of, onChange }: StepFormProps<StepOf<'split'>>): ReactNode {
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  const { arms } = of;
  const set = (next: StepOf<'split'>['arms']): void => onChange(changed(of, { arms: next }));
  const sum = sharesOf(of);
  const isWhole = Math.abs(sum - 1) < 1e-6;
  return (
    <>
      <Ordered rows={arms} least={1} label={(index) => t('fields.arm', { id: arms[index]!.id })} onChange={set}>
        {(row, change, label) => (
          <>
            <TextField label={t('form.nameOf', { label })} value={row.id} onChange={(id) => change({ ...row, id })} />
            <Field label={t('form.share')}>
              <InputNumber
                aria-label={t('form.shareOf', { label })}
                min={0.01}
                max={100}
                suffix="%"
                value={Math.round(row.share * 1e6) / 1e4}
                onChange={(value) => value && change({ ...row, share: Math.round(value * 1e4) / 1e6 })}
              />
            </Field>
          </>
        )}
      </Ordered>
      <div role="status" className={isWhole ? 'soft' : 'journey-note-bad'}>
        {t(isWhole ? 'form.sum' : 'form.notWhole', { sum: formats.percent(sum, 2) })}
      </div>
      <Button size="small" onClick={() => set(evenShares(arms.length).map((share, index) => ({ ...arms[index]!, share })))}>
        {t('form.even')}
      </Button>{' '}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() =>
          set([...arms, { id: freeLetter(arms.map(({ id }) => id)), share: Math.max(0.01, Math.round((1 - sum) * 1e4) / 1e4), steps: [] }])
        }
      >
        {t('form.addWay')}
      </Button>
    </>
  );
}

function freeLetter(taken: readonly string[]): string {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.find((letter) => !taken.includes(letter)) ?? `X${taken.length + 1}`;
}

export function WaitForForm({ of, onChange }: StepFormProps<StepOf<'wait_for'>>): ReactNode {
  const { t } = useTranslation('journeys');
  const { event, where, branches = [] } = of;
  const set = (next: NonNullable<StepOf<'wait_for'>['branches']>): void =>
    onChange(changed(of, { branches: next.length === 0 ? undefined : next }));
  return (
    <>
      {event !== undefined && (
        <EndField
          label={t('fields.event')}
          isEvent
          value={{ event, ...(where && { where }) }}
          onChange={(next) => next && 'event' in next && onChange(changed(of, { event: next.event, where: next.where }))}
        />
      )}
      <Ordered
        rows={branches}
        least={event === undefined ? 1 : 0}
        label={(index) => t('fields.branch', { number: index + 1 })}
        onChange={set}
      >
        {(row, change, label) => (
          <EndField label={t('form.conditionOf', { label })} value={row.on} onChange={(on) => on && change({ ...row, on })} />
        )}
      </Ordered>
      {event === undefined && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => set([...branches, { on: { event: '' }, steps: [] }])}>
          {t('form.addWay')}
        </Button>
      )}
      {event !== undefined && (
        <Button size="small" onClick={() => onChange(severalWays(of))}>
          {t('form.severalWays')}
        </Button>
      )}
      <DurationField label={t('fields.timeout')} value={of.timeout} onChange={(timeout) => timeout && onChange(changed(of, { timeout }))} />
      <EndField
        label={t('fields.rearm')}
        isEvent
        isOptional
        value={of.rearm}
        onChange={(rearm) => onChange(changed(of, { rearm: rearm && 'event' in rearm ? rearm : undefined }))}
      />
    </>
  );
}

/** The one event becomes the first of several ways. */
export function severalWays(step: StepOf<'wait_for'>): ReturnType<typeof changed> {
  const { event = '', where, steps = [] } = step;
  const first = { on: { event, ...(where && { where }) }, steps };
  return changed(step, { event: undefined, where: undefined, steps: undefined, branches: [first, { on: { event: '' }, steps: [] }] });
}
