/**
 * /metrics in the format of Prometheus. Everything is measured where it happens and rendered here from one snapshot, so a scrape
 * shows one moment and costs the loop nothing. Times are seconds, as is the custom.
 */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Measures } from '../deps.ts';
import { registerDistribution } from './histogram.ts';

export interface MetricsPage {
  readonly contentType: string;
  render(measures: Measures): Promise<string>;
}

/** With the metrics of the process, which it starts to observe. */
export function createMetricsPage(): MetricsPage {
  const process = new Registry();
  collectDefaultMetrics({ register: process, prefix: 'volano_' });
  return {
    contentType: process.contentType,
    render: async (measures) => `${await registryOf(measures).metrics()}\n${await process.metrics()}`,
  };
}

function registryOf(measures: Measures): Registry {
  const registry = new Registry();
  addDoor(registry, measures);
  addEngine(registry, measures);
  addSink(registry, measures);
  addDelivery(registry, measures);
  addFacts(registry, measures);
  gauge(registry, ['volano_disk_free_bytes', 'Free disk space of the data directory'], measures.disk.freeBytes);
  gauge(registry, ['volano_customers', 'Customers in the state store'], measures.customers);
  gauge(registry, ['volano_release', 'Number of the running release'], measures.release);
  addPreparation(registry, measures);
  addQuality(registry, measures);
  addJourneys(registry, measures);
  return registry;
}

function addDoor(registry: Registry, { door }: Measures): void {
  counter(registry, ['volano_requests_total', 'Requests at the door'], door.requests);
  counter(registry, ['volano_events_accepted_total', 'Calls that were stored'], door.accepted);
  counter(registry, ['volano_events_quarantined_total', 'Calls that were refused and kept in quarantine'], door.quarantined);
  counter(registry, ['volano_events_duplicate_total', 'Calls whose message id had been seen before'], door.duplicates);
  gauge(registry, ['volano_answers_held', 'Answers that wait until the engine has come near'], door.held);
}

function addEngine(registry: Registry, { at, log, engine }: Measures): void {
  gauge(registry, ['volano_log_end_position', 'Last position in the log'], log.end);
  gauge(registry, ['volano_engine_position', 'Last position that the engine has committed'], engine.position);
  gauge(registry, ['volano_engine_lag_entries', 'Entries in the log that the engine has not processed'], engine.behind);
  gauge(
    registry,
    ['volano_engine_oldest_unprocessed_seconds', 'Age of the oldest unprocessed entry'],
    ageSeconds(at, engine.oldestUnprocessedAt),
  );
  gauge(
    registry,
    ['volano_wakeup_overdue_seconds', 'For how long the earliest wake-up has been due'],
    ageSeconds(at, engine.wakeOverdueAt),
  );
  counter(registry, ['volano_entries_processed_total', 'Entries that the engine has processed'], engine.processed);
  registerDistribution(registry, ['volano_engine_batch_entries', 'Entries of one commit'], { distribution: engine.batchSize, unit: 1 });
  registerDistribution(registry, ['volano_engine_batch_seconds', 'Duration of one batch from load to durable commit'], {
    distribution: engine.batchMs,
    unit: 1_000,
  });
  registerDistribution(registry, ['volano_engine_step_seconds', 'Duration of one step'], { distribution: engine.stepMs, unit: 1_000 });
}

function addSink(registry: Registry, { at, sink }: Measures): void {
  counter(registry, ['volano_facts_sunk_total', 'Rows written to the warehouse'], sink.written);
  gauge(registry, ['volano_sink_lag_rows', 'Rows that wait for the warehouse'], sink.behind);
  gauge(registry, ['volano_sink_oldest_pending_seconds', 'Age of the oldest row that waits'], ageSeconds(at, sink.oldestPendingAt));
}

function addPreparation(registry: Registry, { preparation }: Measures): void {
  const { definitions = 0, progress = 1, attempts = 0 } = preparation ?? {};
  gauge(registry, ['volano_definitions_preparing', 'Definitions that wait for their past'], definitions);
  gauge(registry, ['volano_backfill_progress', 'Share of that past that has been read; 1 when nothing waits'], progress);
  gauge(registry, ['volano_backfill_failed_attempts', 'Failed tries to read it, in a row'], attempts);
}

function addQuality(registry: Registry, { quality }: Measures): void {
  if (!quality) return;
  gauge(registry, ['volano_alerts', 'Alerts about the data that are raised'], quality.alerts);
  const scores = new Gauge({
    name: 'volano_source_quality',
    help: 'Score of the data of a source, 0 to 100',
    labelNames: ['source'],
    registers: [registry],
  });
  for (const [source, score] of Object.entries(quality.scores)) scores.set({ source }, score);
}

function addJourneys(registry: Registry, { journeys }: Measures): void {
  if (!journeys) return;
  gauge(registry, ['volano_journey_figures_wrong', 'Figures of journeys that do not add up'], journeys.wrong.length);
  const labelNames = ['journey', 'version'];
  const instances = new Gauge({
    name: 'volano_journey_instances',
    help: 'Customers by what has become of them in a version of a journey that may be entered, or that somebody is in',
    labelNames: [...labelNames, 'outcome'],
    registers: [registry],
  });
  const waiting = new Gauge({
    name: 'volano_journey_step_waiting',
    help: 'Customers who wait at a step now; steps at which nobody waits are left out',
    labelNames: [...labelNames, 'step'],
    registers: [registry],
  });
  for (const counts of journeys.versions.slice(0, VERSIONS_MAX)) {
    const of = { journey: counts.journey, version: String(counts.version) };
    for (const [outcome, count] of Object.entries(outcomesOf(counts))) instances.set({ ...of, outcome }, count);
    for (const [step, one] of Object.entries(counts.steps).slice(0, STEPS_MAX))
      if (one.waiting !== 0) waiting.set({ ...of, step }, one.waiting);
  }
}

/** More are left out, so that a scrape has an end. */
const VERSIONS_MAX = 200;
const STEPS_MAX = 100;

type VersionCounts = NonNullable<Measures['journeys']>['versions'][number];

function outcomesOf(counts: VersionCounts): Readonly<Record<string, number>> {
  const { entered, completed, converted, movedIn, movedOut, exited, failed, steps } = counts;
  const waiting = Object.values(steps).reduce((sum, one) => sum + one.waiting, 0);
  const ended = { exited: total(exited), failed: total(failed) };
  return { entered, waiting, completed, converted, ...ended, moved_in: movedIn, moved_out: movedOut };
}

function total(by: Readonly<Record<string, number>>): number {
  return Object.values(by).reduce((sum, count) => sum + count, 0);
}

function addDelivery(registry: Registry, { at, delivery }: Measures): void {
  gauge(registry, ['volano_delivery_open_messages', 'Messages decided and not finished'], delivery.open);
  gauge(registry, ['volano_delivery_oldest_open_seconds', 'Age of the oldest of them'], ageSeconds(at, delivery.oldestDecidedAt));
  gauge(registry, ['volano_delivery_deferred_messages', 'Messages of them that wait for a later time'], delivery.deferred);
  gauge(registry, ['volano_dead_letters', 'Messages that failed for good and are kept'], delivery.deadLetters);
  const breakers = new Gauge({
    name: 'volano_channel_circuit_open',
    help: 'Whether the circuit breaker of a channel holds its messages: 1 open, 0.5 half open, 0 closed',
    labelNames: ['channel'],
    registers: [registry],
  });
  for (const { channel, breaker } of delivery.channels) breakers.set({ channel }, CIRCUIT[breaker]);
  labelled(registry, ['volano_messages_total', 'Messages by what became of them', 'outcome'], delivery.totals);
  registerDistribution(
    registry,
    ['volano_received_to_dispatched_seconds', 'From the receipt of an event to the hand-over of the message that answers it'],
    { distribution: delivery.receivedToDispatchedMs, unit: 1_000 },
  );
}

function addFacts(registry: Registry, { facts, refusals }: Measures): void {
  const all = new Counter({
    name: 'volano_facts_total',
    help: 'What the engine concluded',
    labelNames: ['kind', 'action'],
    registers: [registry],
  });
  const verdicts: Record<string, number> = {};
  for (const [name, count] of Object.entries(facts)) {
    const [kind = '', action = ''] = name.split('/', 2);
    all.inc({ kind, action }, count);
    if (kind === 'verdict') verdicts[action] = count;
  }
  labelled(registry, ['volano_verdicts_total', 'Messages by verdict of the guard', 'verdict'], verdicts);
  labelled(registry, ['volano_refusals_total', 'Messages not sent, by rule', 'rule'], refusals);
}

const CIRCUIT = { closed: 0, half_open: 0.5, open: 1 } as const;

type NameAndHelp = readonly [name: string, help: string];

function counter(registry: Registry, [name, help]: NameAndHelp, value: number): void {
  new Counter({ name, help, registers: [registry] }).inc(value);
}

function gauge(registry: Registry, [name, help]: NameAndHelp, value: number): void {
  new Gauge({ name, help, registers: [registry] }).set(value);
}

function labelled(
  registry: Registry,
  [name, help, label]: readonly [string, string, string],
  counts: Readonly<Record<string, number>>,
): void {
  const metric = new Counter({ name, help, labelNames: [label], registers: [registry] });
  for (const [value, count] of Object.entries(counts)) metric.inc({ [label]: value }, count);
}

function ageSeconds(at: number, since: number | undefined): number {
  return since === undefined ? 0 : Math.max(at - since, 0) / 1_000;
}
