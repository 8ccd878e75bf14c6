/** Simulations as lines for people: one, or two side by side, whose figures stand in one cell. */
import type { Distribution, SimulationReport } from '../rehearse/index.ts';
import { grouped } from './progress.ts';
import type { Simulated } from './simulate.ts';
import { tableOf } from './table.ts';
import { rulesOfLocale } from './texts/explain.ts';
import type { World } from './world.ts';

export function linesOfSimulations(simulated: readonly Simulated[], world: World): readonly string[] {
  const { say } = world;
  const reports = simulated.map(({ report }) => report);
  const [first] = reports;
  if (!first) return [];
  const { since, until, events, pastFrom } = first;
  return [
    ...simulated.map(({ name, report }) => say('simulate.what', { release: name, changes: report.changes })),
    say('simulate.when', { since: minute(since), until: minute(until), events: grouped(events) }),
    ...(pastFrom === undefined ? [] : [say('simulate.past', { from: minute(pastFrom) })]),
    ...(simulated.length > 1 ? [say('simulate.beside', { names: simulated.map(({ name }) => name).join(' / ') })] : []),
    '',
    ...journeyLines(reports, world),
    '',
    ...messageLines(reports, world),
    '',
    ...verdictLines(reports, world),
    '',
    ...channelLines(reports, world),
    '',
    ...conflictLines(reports, world),
    ...breakLines(reports, world),
    ...reports.map(({ outcomes }) => say('simulate.assumed', { ...outcomes })),
  ];
}

/** The same figure of each report. */
function figures(reports: readonly SimulationReport[], of: (report: SimulationReport) => number | undefined): string {
  return reports.map((report) => grouped(of(report) ?? 0)).join(' / ');
}

function journeyLines(reports: readonly SimulationReport[], { say }: World): readonly string[] {
  const heads = [
    say('simulate.journey'),
    say('simulate.customers'),
    say('simulate.sent'),
    say('simulate.deferred'),
    say('simulate.suppressed'),
  ];
  const rows = union(reports, ({ journeys }) => journeys.map(({ journey }) => journey)).flatMap((journey) => {
    const of = (report: SimulationReport) => report.journeys.find((one) => one.journey === journey);
    const steps = union(reports, (report) => of(report)?.steps.map(({ step }) => step) ?? []);
    const ended = say('simulate.ended', {
      completed: figures(reports, (report) => of(report)?.completed),
      converted: figures(reports, (report) => of(report)?.converted),
      exited: figures(reports, (report) => sum(of(report)?.exited ?? {})),
    });
    return [
      [`${journey}: ${ended}`, figures(reports, (report) => of(report)?.entered), '', '', ''],
      ...steps.map((step) => {
        const at = (report: SimulationReport) => of(report)?.steps.find((one) => one.step === step);
        return [
          `  ${step}`,
          figures(reports, (report) => at(report)?.customers),
          figures(reports, (report) => at(report)?.sent),
          figures(reports, (report) => at(report)?.deferred),
          figures(reports, (report) => at(report)?.suppressed),
        ];
      }),
    ];
  });
  return tableOf(heads, rows);
}

function messageLines(reports: readonly SimulationReport[], { say }: World): readonly string[] {
  const of = (name: 'decided' | 'sent' | 'failed' | 'withdrawn') => figures(reports, ({ messages }) => messages[name]);
  const most = figures(reports, ({ messages }) => Math.max(0, ...messages.byDay.map((day) => day.messages)));
  const total = say('simulate.messages', {
    decided: of('decided'),
    sent: of('sent'),
    failed: of('failed'),
    withdrawn: of('withdrawn'),
    most,
  });
  const amounts = [
    ...new Set(reports.flatMap(({ perCustomer, perCustomerDay }) => [...perCustomer, ...perCustomerDay].map(({ messages }) => messages))),
  ];
  const found = (list: readonly Distribution[], amount: number) => list.find(({ messages }) => messages === amount)?.count;
  const rows = amounts
    .sort((a, b) => a - b)
    .map((amount) => [
      amount === 10 ? '10+' : `${amount}`,
      figures(reports, ({ perCustomer }) => found(perCustomer, amount)),
      figures(reports, ({ perCustomerDay }) => found(perCustomerDay, amount)),
    ]);
  return [
    total,
    ...(rows.length === 0 ? [] : tableOf([say('simulate.how_many'), say('simulate.per_customer'), say('simulate.per_day')], rows)),
  ];
}

function verdictLines(reports: readonly SimulationReport[], { say, locale }: World): readonly string[] {
  const words = rulesOfLocale(locale);
  const rules = union(reports, ({ verdicts }) => Object.keys(verdicts));
  const rows = rules.map((rule) => [words(rule), figures(reports, ({ verdicts }) => verdicts[rule])]);
  return tableOf([say('simulate.rule'), say('simulate.verdicts')], rows);
}

function channelLines(reports: readonly SimulationReport[], { say }: World): readonly string[] {
  const currency = reports[0]?.currency ?? '';
  const channels = union(reports, (report) => report.channels.map(({ channel }) => channel));
  const rows = channels.map((channel) => {
    const of = (report: SimulationReport) => report.channels.find((one) => one.channel === channel);
    const isPriced = reports.some((report) => of(report)?.price !== undefined);
    const cost = isPriced ? reports.map((report) => amount(of(report)?.cost ?? 0)).join(' / ') : '–';
    return [channel, figures(reports, (report) => of(report)?.messages), cost];
  });
  return tableOf([say('simulate.channel'), say('simulate.verdicts'), say('simulate.cost', { currency })], rows);
}

function conflictLines(reports: readonly SimulationReport[], { say }: World): readonly string[] {
  const days = figures(reports, ({ conflicts }) => conflicts.customerDays);
  const customers = figures(reports, ({ conflicts }) => conflicts.customers);
  const pairs = union(reports, ({ conflicts }) => conflicts.pairs.map(({ journeys }) => JSON.stringify(journeys)));
  return [
    say('simulate.conflicts', { days, customers }),
    ...pairs.map((pair) => {
      const [one = '', other = ''] = JSON.parse(pair) as readonly string[];
      const of = ({ conflicts }: SimulationReport) =>
        conflicts.pairs.find(({ journeys }) => JSON.stringify(journeys) === pair)?.customerDays;
      return `  ${say('simulate.pair', { one, other, days: figures(reports, of) })}`;
    }),
  ];
}

/** What the diagnosis finds broken; nothing where nothing is. */
function breakLines(reports: readonly SimulationReport[], { say }: World): readonly string[] {
  const keyOf = ({ journey, step, measure }: SimulationReport['breaks'][number]): string => JSON.stringify([journey, step ?? '', measure]);
  const keys = union(reports, ({ breaks }) => breaks.map(keyOf));
  if (keys.length === 0) return [];
  const rows = keys.map((key) => {
    const [journey, step, measure] = JSON.parse(key) as [string, string, SimulationReport['breaks'][number]['measure']];
    const of = (name: 'raised' | 'rerouted') => figures(reports, ({ breaks }) => breaks.find((one) => keyOf(one) === key)?.[name]);
    const place = step === '' ? journey : `${journey}/${step}`;
    return [place, say(`diagnosis.${measure}`), of('raised'), of('rerouted')];
  });
  return ['', ...tableOf([say('simulate.broken'), say('simulate.measure'), say('simulate.alerts'), say('simulate.rerouted')], rows), ''];
}

function union(reports: readonly SimulationReport[], of: (report: SimulationReport) => readonly string[]): readonly string[] {
  return [...new Set(reports.flatMap(of))];
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, one) => total + one, 0);
}

function minute(instant: number): string {
  return new Date(instant).toISOString().slice(0, 16);
}

function amount(value: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
}
