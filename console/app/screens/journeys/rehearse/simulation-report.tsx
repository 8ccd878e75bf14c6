/** The report of a simulation: figures, the journey's steps, messages by day, verdicts, conflicts and what would break; each beside the release in force. */
import { Table, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulatedRelease, SimulationStanding } from '../../../api/index.ts';
import { Chart, type ChartOption, Nothing, Part, useFormats, useWhyWords } from '../../../kit/index.ts';
import { findStep, type Journey } from '../model/document.ts';
import { useJourneyWords } from '../words.ts';

export interface SimulationReportProps {
  readonly of: SimulationStanding;
  readonly journey: Journey;
  readonly onOpen: (step: string) => void;
}

/** A figure of the unpublished changes, and of the release in force. */
interface Beside {
  readonly key: string;
  readonly label: ReactNode;
  readonly values: readonly [draft: number | undefined, inForce: number | undefined];
}

type Break = SimulatedRelease['breaks'][number];
type Of = (report: SimulatedRelease) => number | undefined;

export function SimulationReport({ of, journey, onOpen }: SimulationReportProps): ReactNode {
  const { t } = useTranslation('journeys');
  const { simulation } = of;
  if (!simulation) return null;
  return (
    <>
      <Part title={t('simulate.steps')}>
        <Steps of={of} journey={journey} onOpen={onOpen} />
      </Part>
      <Part title={t('simulate.figures')}>
        <Figures of={of} journey={journey.id} />
      </Part>
      <Part title={t('simulate.byDay')}>
        <Days of={of} />
      </Part>
      <Part title={t('simulate.verdicts')}>
        <Verdicts of={of} />
      </Part>
      <Part title={t('simulate.conflicts')}>
        <Conflicts of={of} />
      </Part>
      <Part title={t('simulate.breaks')}>
        <Breaks of={of} journey={journey} />
      </Part>
    </>
  );
}

function besides({ simulation, compared }: SimulationStanding, of: Of): Beside['values'] {
  return [simulation && of(simulation), compared && of(compared)];
}

function Besides(props: {
  readonly title: string;
  readonly of: SimulationStanding;
  readonly rows: readonly Beside[];
  readonly more?: readonly TableColumnType<Beside>[];
}): ReactNode {
  const { title, of, rows, more = [] } = props;
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  const figure = (value: number | undefined): string => (value === undefined ? '–' : formats.number(value, 2));
  const columns: TableColumnType<Beside>[] = [
    { title, dataIndex: 'label' },
    { title: t('simulate.draft'), align: 'right', render: (_, { values }) => figure(values[0]) },
    ...(of.compared
      ? [{ title: t('simulate.inForce'), align: 'right' as const, render: (_: unknown, { values }: Beside) => figure(values[1]) }]
      : []),
    ...more,
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="rehearsal-rows" data-wide={more.length > 0} aria-label={title} tabIndex={0}>
      <Table<Beside>
        size="small"
        rowKey="key"
        dataSource={[...rows]}
        columns={columns}
        pagination={false}
        locale={{ emptyText: <Nothing text={t('simulate.none')} /> }}
      />
    </section>
  );
}

function Steps({ of, journey, onOpen }: SimulationReportProps): ReactNode {
  const { t } = useTranslation('journeys');
  const words = useJourneyWords();
  const stepsOf = (report: SimulatedRelease | undefined) => report?.journeys.find((one) => one.journey === journey.id)?.steps ?? [];
  const ids = [...new Set([...stepsOf(of.simulation), ...stepsOf(of.compared)].map(({ step }) => step))];
  const customers =
    (step: string): Of =>
    (report) =>
      stepsOf(report).find((one) => one.step === step)?.customers ?? 0;
  const rows = ids.map((step): Beside => {
    return { key: step, label: <StepName key={step} id={step} journey={journey} onOpen={onOpen} />, values: besides(of, customers(step)) };
  });
  const verdict = (which: 'sent' | 'deferred' | 'suppressed'): TableColumnType<Beside> => ({
    title: t(`simulate.${which}`),
    align: 'right',
    render: (_, { key }) => words.words.formats.number(stepsOf(of.simulation).find(({ step }) => step === key)?.[which] ?? 0),
  });
  return <Besides title={t('columns.step')} of={of} rows={rows} more={[verdict('sent'), verdict('deferred'), verdict('suppressed')]} />;
}

/** Leads to the step, where the journey has it. */
function StepName({ id, journey, onOpen }: { readonly id: string } & Omit<SimulationReportProps, 'of'>): ReactNode {
  const words = useJourneyWords();
  const found = findStep(journey, id);
  if (!found) return id;
  return (
    <button type="button" className="as-link" onClick={() => onOpen(id)}>
      {words.step(found.step)}
    </button>
  );
}

function Figures({ of, journey }: { readonly of: SimulationStanding; readonly journey: string }): ReactNode {
  const { t } = useTranslation('journeys');
  const own =
    (what: 'entered' | 'completed' | 'converted'): Of =>
    (report) =>
      report.journeys.find((one) => one.journey === journey)?.[what] ?? 0;
  const customers: Of = ({ perCustomer }) => perCustomer.reduce((total, { count }) => total + count, 0);
  const perCustomer: Of = (report) => (customers(report) === 0 ? 0 : report.messages.decided / (customers(report) ?? 1));
  const figures: readonly (readonly [name: string, of: Of])[] = [
    ['entered', own('entered')],
    ['completed', own('completed')],
    ['converted', own('converted')],
    ['decided', ({ messages }) => messages.decided],
    ['reached', customers],
    ['perCustomer', perCustomer],
    ['cost', ({ cost }) => cost],
  ];
  const currency = of.simulation?.currency ?? '';
  const rows = figures
    .map(
      ([name, figure]): Beside => ({ key: name, label: t(`simulate.figure.${name}` as never, { currency }), values: besides(of, figure) }),
    )
    .filter(({ values }) => values.some((value) => value !== undefined));
  return <Besides title={t('simulate.figures')} of={of} rows={rows} />;
}

function Days({ of: { simulation, compared } }: { readonly of: SimulationStanding }): ReactNode {
  const { t } = useTranslation('journeys');
  const daysOf = (report: SimulatedRelease | undefined) =>
    new Map((report?.messages.byDay ?? []).map(({ day, messages }) => [day, messages]));
  const [draft, inForce] = [daysOf(simulation), daysOf(compared)];
  const days = [...new Set([...draft.keys(), ...inForce.keys()])].sort();
  if (days.length === 0) return <Nothing text={t('simulate.none')} />;
  const line = (name: string, values: ReadonlyMap<string, number>) => ({
    type: 'bar',
    name,
    data: days.map((day) => values.get(day) ?? 0),
  });
  const option: ChartOption = {
    legend: {},
    xAxis: { type: 'category', data: days },
    yAxis: { type: 'value', minInterval: 1 },
    series: [line(t('simulate.draft'), draft), ...(compared ? [line(t('simulate.inForce'), inForce)] : [])],
  };
  return <Chart option={option} label={t('simulate.byDay')} />;
}

function Verdicts({ of }: { readonly of: SimulationStanding }): ReactNode {
  const { t } = useTranslation('journeys');
  const { rule } = useWhyWords();
  const rules = [...new Set([of.simulation, of.compared].flatMap((report) => Object.keys(report?.verdicts ?? {})))].sort();
  const rows = rules.map((one): Beside => ({ key: one, label: rule(one), values: besides(of, ({ verdicts }) => verdicts[one] ?? 0) }));
  return <Besides title={t('simulate.rule')} of={of} rows={rows} />;
}

/** Days of customers on which several journeys wrote to them. */
function Conflicts({ of }: { readonly of: SimulationStanding }): ReactNode {
  const { t } = useTranslation('journeys');
  const { names } = useWhyWords();
  const keyOf = (journeys: readonly string[]): string => journeys.join(' ');
  const all = [of.simulation, of.compared].flatMap((report) => report?.conflicts.pairs ?? []);
  const pairs = new Map(all.map(({ journeys }) => [keyOf(journeys), journeys]));
  const rows = [...pairs].map(([key, journeys]): Beside => {
    const days: Of = ({ conflicts }) => conflicts.pairs.find((pair) => keyOf(pair.journeys) === key)?.customerDays ?? 0;
    return { key, label: journeys.map((one) => names.of('journey', one)).join(' · '), values: besides(of, days) };
  });
  return <Besides title={t('simulate.pairs')} of={of} rows={rows} />;
}

/** What the diagnosis finds broken: alerts, and how often a step passed by its fallback for it. */
function Breaks({ of, journey: shown }: { readonly of: SimulationStanding; readonly journey: Journey }): ReactNode {
  const { t } = useTranslation('journeys');
  const words = useJourneyWords();
  const { names } = useWhyWords();
  const formats = useFormats();
  const keyOf = ({ journey, step, measure }: Break): string => JSON.stringify([journey, step, measure]);
  const all = [of.simulation, of.compared].flatMap((report) => report?.breaks ?? []);
  const rows = [...new Map(all.map((one) => [keyOf(one), one]))].map(([key, { journey, step, measure }]): Beside => {
    const alerts: Of = ({ breaks }) => breaks.find((one) => keyOf(one) === key)?.raised ?? 0;
    const found = step === undefined || journey !== shown.id ? undefined : findStep(shown, step);
    const at = found ? words.step(found.step) : step;
    const place = [names.of('journey', journey), ...(at === undefined ? [] : [at]), t(`measures.${measure}`)].join(' · ');
    return { key, label: place, values: besides(of, alerts) };
  });
  if (rows.length === 0) return <Nothing text={t('simulate.whole')} hint={t('simulate.wholeHint')} />;
  const rerouted: TableColumnType<Beside> = {
    title: t('simulate.rerouted'),
    align: 'right',
    render: (_, { key }) => formats.number(of.simulation?.breaks.find((one) => keyOf(one) === key)?.rerouted ?? 0),
  };
  return <Besides title={t('simulate.alerts')} of={of} rows={rows} more={[rerouted]} />;
}
