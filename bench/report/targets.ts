/** Every row that there is to measure, and what it is held to. */
import type { Row } from '../rows/bench.ts';

export const TARGETS: readonly Pick<Row, 'id' | 'what' | 'unit' | 'target'>[] = [
  { id: 'P1', what: 'Throughput of the whole loop / bare ingest', unit: 'ratio', target: '>= 0.5' },
  {
    id: 'P2',
    what: 'Event received -> action handed to its channel, at half of that rate',
    unit: 'ms (p99)',
    target: 'p50 <= 10, p99 <= 50',
  },
  { id: 'P3', what: 'CPU per event with 200 rules / with 20 rules', unit: 'ratio', target: '<= 1.5' },
  { id: 'P4', what: 'Throughput with 1,000,000 customers / with 10,000', unit: 'ratio', target: '>= 0.7; anonymous memory <= 1.5 GB' },
  {
    id: 'P5',
    what: 'Due by time alone -> acted, 1,000,000 pending over an hour; all at once; idle',
    unit: 's (p99)',
    target: 'p99 <= 1 s; <= 180 s with P2 holding; < 1 % of a core',
  },
  { id: 'P6', what: 'New segment over 1,000,000 customers and 10,000,000 events', unit: 's', target: '<= 2 preview, <= 60 live' },
  { id: 'P7', what: 'Pure core over stored history, decoding included', unit: 'events/s per core', target: '>= 50,000' },
  { id: 'P8', what: 'kill -9 under load with 1,000,000 customers -> serving again', unit: 's', target: '<= 5, nothing acknowledged lost' },
  { id: 'P9', what: 'Event -> visible in queries of the warehouse', unit: 's (p99)', target: '<= 2' },
  { id: 'P10', what: 'Batches of 10 at 20,000 events/s with the whole loop on', unit: 'ms (p95 of the request)', target: '<= 81' },
  { id: 'P11', what: 'LTV refit for 1,000,000 customers', unit: 's', target: '<= 60' },
  { id: 'P12', what: 'E-mails through SMTP on loopback', unit: 'messages/s', target: '>= 2,000' },
  { id: 'P13', what: 'Console over 10,000,000 events', unit: 'ms (p95)', target: '<= 300 profile, 1,000 count, 1,000 dashboard' },
  { id: 'P14', what: 'POST /v1/decide at 2,000 requests/s, embedded', unit: 'ms (p99)', target: '< 10' },
  { id: 'P15', what: 'CPU per event of the pure core with 200 live journeys / with 20', unit: 'ratio', target: '<= 1.5' },
  { id: 'P16', what: 'As P2, while ten consoles are open', unit: 'ms (p99)', target: 'p50 <= 10, p99 <= 50' },
  { id: 'P17', what: 'A page of a table of 1,000,000 rows, wherever it lies', unit: 'ms (p95)', target: '<= 300' },
  { id: 'C1', what: 'Throughput on Kafka, PostgreSQL and ClickHouse / embedded, all on this machine', unit: 'ratio', target: 'reported' },
  { id: 'M1', what: '1,000,000 customers to a cluster and back, by volano migrate', unit: 's', target: 'the same afterwards' },
  {
    id: 'C2',
    what: 'Throughput of two engine processes on two partitions / one on both; and what each event costs each part',
    unit: 'ratio',
    target: 'reported',
  },
  {
    id: 'L1',
    what: '95 % intervals of lift that hold the true effect, over 40 worlds',
    unit: 'share',
    target: '0.92 to 0.98; none for a journey without effect',
  },
];
