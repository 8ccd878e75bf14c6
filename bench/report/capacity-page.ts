/** docs/capacity.md: the model, with the costs it rests on and what they come to. */
import {
  BUSY_MAX,
  billOf,
  COPIES,
  LOG_DAYS,
  PARTS,
  PEAK_HOURS_OF_A_DAY,
  partitionsFor,
  type Size,
  type UnitCosts,
  WAREHOUSE_DAYS,
} from './capacity.ts';

/** As `npm run bench -- --only C2` leaves it in bench/results/unit-costs.json. */
export interface MeasuredCosts extends UnitCosts {
  readonly machine: string;
  /** ISO date. */
  readonly at: string;
}

const SIZES: readonly Size[] = [
  { customers: 1_000_000, eventsPerSecond: 500 },
  { customers: 10_000_000, eventsPerSecond: 5_000 },
  { customers: 30_000_000, eventsPerSecond: 30_000 },
  { customers: 100_000_000, eventsPerSecond: 100_000 },
];

export function capacityPage(costs: MeasuredCosts): string {
  return `# Capacity

Written by \`npm run capacity\`; not to be edited. What a cluster of a size needs, reckoned from what each event and each customer costs. The costs are those of the
workload "retail-200" (200 traits and tags, 50 segments, 20 live journeys, guards on), measured by \`npm run bench -- --only C2\` with every role a process of its own, on two cores that
all of them share with Kafka, PostgreSQL and the warehouse (${costs.machine}, ${costs.at}). They are high rather than low: batches are small where everything waits for the same cores. Your rules are
not these: measure with yours before you buy.

## What it costs

| part | CPU per event |
|---|---|
${PARTS.map((part) => `| ${part} | ${Math.round(costs.cpu[part])} µs |`).join('\n')}

One copy of the log takes ${bytes(costs.logBytes)} per event (both topics), of the state ${bytes(costs.stateBytes)} per customer with its indexes (identity, traits, windows, journeys of the workload), of
the warehouse ${bytes(costs.warehouseBytes)} per event with everything concluded from it, compressed.

## What that comes to

Cores of a part = CPU per event × events per second at the peak × copies that do the work ÷ ${BUSY_MAX}. Bytes = what is kept × copies. Copies: Kafka ${COPIES.Kafka}, PostgreSQL ${COPIES.PostgreSQL}, ClickHouse ${COPIES.warehouse}. A day counts as ${PEAK_HOURS_OF_A_DAY} hours of the peak; the log is kept
${LOG_DAYS} days (set \`log.retention\`: by default it is kept 25 days, in 3.6 times the room), the warehouse ${WAREHOUSE_DAYS}.

${tableOf(costs)}

An engine is one thread, so each partition brings at most one core to it: choose at least the partitions above, and more if you will grow, for their number never changes. Identity stages, sinks and deliveries are shared out by the same
partitions. Gateways and \`api\` processes are as many as you like.

## What the model leaves out

- PostgreSQL is one server here. From the third size on its cores are more than one has: partitions are distributed over several, as Citus does by the column \`partition\`
  ([postgresql.md](postgresql.md)); that has not been run.
- All identity stages share one key space. Its reads and writes are in PostgreSQL's cost, but it cannot be distributed.
- Customers of the bench have had few events; one with years of them in many windows takes several times as much state.
- Messages: a message costs delivery and its provider what an event does, and more where its template is long.
- Queries of people: dashboards, previews and audits come on top in the warehouse.
- Whether throughput rises with processes could be shown on two cores only as far as they go: \`C2\` reports what a second engine process adds there.
`;
}

function tableOf(costs: UnitCosts): string {
  const bills = SIZES.map((size) => billOf(size, costs));
  const head = SIZES.map(({ customers, eventsPerSecond }) => `${short(customers)} customers, ${short(eventsPerSecond)} events/s`);
  const row = (name: string, cells: readonly string[]): string => `| ${[name, ...cells].join(' | ')} |`;
  const parts = PARTS.map((part) =>
    row(
      part,
      bills.map((bill) => `${bill[part].cores} cores${bill[part].terabytes > 0 ? `, ${terabytes(bill[part].terabytes)}` : ''}`),
    ),
  );
  const cores = bills.map((bill) => PARTS.reduce((sum, part) => sum + bill[part].cores, 0));
  return [
    row('', head),
    row(
      '---',
      head.map(() => '---'),
    ),
    row(
      'partitions, at least',
      SIZES.map((size) => String(partitionsFor(size, costs))),
    ),
    ...parts,
    row(
      'together',
      cores.map((count) => `${count} cores`),
    ),
    row(
      'machines of 16 cores',
      cores.map((count) => String(Math.ceil(count / 16))),
    ),
  ].join('\n');
}

function short(value: number): string {
  return value >= 1e6 ? `${value / 1e6} M` : value >= 1_000 ? `${value / 1_000} k` : String(value);
}

function bytes(value: number): string {
  return value >= 1_000 ? `${(value / 1_000).toFixed(1)} kB` : `${Math.round(value)} B`;
}

function terabytes(value: number): string {
  return value >= 0.1 ? `${value.toFixed(1)} TB` : `${Math.ceil(value * 1_000)} GB`;
}
