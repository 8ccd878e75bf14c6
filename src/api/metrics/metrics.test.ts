import { expect, test } from 'vitest';
import { openShop } from '../dependencies.suite.ts';
import { COUNTS } from '../journeys.suite.ts';
import { createMetricsPage } from './metrics.ts';

const shop = await openShop();
const page = createMetricsPage();
const text = await page.render(shop.measures);
await shop.close();

function lines(name: string): string[] {
  return text.split('\n').filter((line) => line.startsWith(name) && !line.startsWith('#'));
}

test.each([
  ['volano_events_accepted_total 286411'],
  ['volano_events_quarantined_total 37'],
  ['volano_events_duplicate_total 1204'],
  ['volano_answers_held 5'],
  ['volano_engine_position 291864'],
  ['volano_engine_lag_entries 6'],
  ['volano_engine_oldest_unprocessed_seconds 0.004'],
  ['volano_wakeup_overdue_seconds 0.03'],
  ['volano_facts_sunk_total 911204'],
  ['volano_sink_lag_rows 320'],
  ['volano_delivery_open_messages 2'],
  ['volano_delivery_deferred_messages 0'],
  ['volano_dead_letters 0'],
  ['volano_channel_circuit_open{channel="capture"} 0'],
  ['volano_messages_total{outcome="sent"} 12918'],
  ['volano_verdicts_total{verdict="suppress"} 5408'],
  ['volano_refusals_total{rule="quiet_hours.deferred"} 2310'],
  ['volano_facts_total{kind="tag",action="set"} 31204'],
  ['volano_disk_free_bytes 51539607552'],
  ['volano_release 3'],
  ['volano_definitions_preparing 0'],
  ['volano_backfill_progress 1'],
  ['volano_journey_figures_wrong 0'],
  ['volano_journey_instances{journey="reminder",version="2",outcome="entered"} 9'],
  ['volano_journey_instances{journey="reminder",version="2",outcome="waiting"} 3'],
  ['volano_journey_instances{journey="reminder",version="2",outcome="exited"} 1'],
  ['volano_journey_instances{journey="reminder",version="2",outcome="moved_in"} 1'],
  ['volano_journey_step_waiting{journey="reminder",version="2",step="pause"} 3'],
])('shows %s', (line) => {
  expect(text.split('\n')).toContain(line);
});

test('the promise is a bucket of 4 seconds, and buckets add up', () => {
  const buckets = lines('volano_received_to_dispatched_seconds_bucket').map((line) => Number(line.split(' ')[1]));
  expect(lines('volano_received_to_dispatched_seconds_bucket{le="4"}')).toEqual([
    'volano_received_to_dispatched_seconds_bucket{le="4"} 12903',
  ]);
  expect([...buckets].sort((a, b) => a - b)).toEqual(buckets);
  expect(lines('volano_received_to_dispatched_seconds_count')).toEqual([`volano_received_to_dispatched_seconds_count ${buckets.at(-1)}`]);
  expect(lines('volano_received_to_dispatched_seconds_bucket{le="+Inf"}')).toHaveLength(1);
});

test('every metric is explained and typed once, also those of the process', () => {
  const helped = text.match(/^# HELP (\S+)/gm) ?? [];
  expect(new Set(helped).size).toBe(helped.length);
  expect(text).toContain('# TYPE volano_received_to_dispatched_seconds histogram');
  expect(text).toContain('volano_process_cpu_seconds_total');
  expect(text).toContain('volano_nodejs_eventloop_lag_seconds');
});

test('tells what waits for its past', async () => {
  const preparation = { definitions: 4, progress: 0.25, attempts: 2, problem: 'no answer' };
  const waiting = await page.render({ ...shop.measures, preparation });
  expect(waiting).toContain('volano_definitions_preparing 4\n');
  expect(waiting).toContain('volano_backfill_progress 0.25\n');
  expect(waiting).toContain('volano_backfill_failed_attempts 2\n');
});

test('a second scrape shows what is then, not a sum of both', async () => {
  const again = await page.render({ ...shop.measures, door: { ...shop.measures.door, accepted: 286_412 } });
  expect(again).toContain('volano_events_accepted_total 286412\n');
  expect(again).toContain('volano_received_to_dispatched_seconds_count 12903\n');
});

test('as many series of journeys as a scrape can bear: no step at which nobody waits, and not every version there ever was', async () => {
  expect(lines('volano_journey_step_waiting')).toHaveLength(1);
  const versions = Array.from({ length: 300 }, (_, i) => ({ ...COUNTS, version: i }));
  const many = await page.render({ ...shop.measures, journeys: { versions, wrong: [] } });
  expect(many.split('\n').filter((line) => line.startsWith('volano_journey_instances{')).length).toBe(200 * 8);
});
