/**
 * P17: pages of long tables, asked for one after the other by HTTP as the console does: the first ones, some in the middle, the last ones. Members and what a
 * search finds are customers that the engine has made; what else is long is written beneath.
 */
import { rmSync } from 'node:fs';
import type { DesksAlone } from '../process/desks.ts';
import type { EngineAlone } from '../process/engine.ts';
import type { Product } from '../process/product.ts';
import { Remote } from '../process/remote.ts';
import { userId } from '../workload/bodies.ts';
import { buyer, historyOf } from '../workload/history.ts';
import { type Bench, scaled, text } from './bench.ts';
import { type Ask, askerAt, p95Of } from './console-views.ts';

const ROWS = 1_000_000;
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 3_600_000;
const TARGET_MS = 300;
/** Of each place. */
const PAGES = 20;
const LIMIT = 50;
/** How far before the end the last pages begin, in rows. */
const LAST = PAGES * LIMIT;

interface LongTable {
  readonly name: string;
  /** Address, without where the page begins. */
  readonly path: string;
  readonly cursor: 'before' | 'after';
  /** Where a page begins that has so many of the rows behind it, in the table's order. */
  readonly from: (behind: number) => string;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

export async function tables(bench: Bench): Promise<void> {
  const rows = scaled(bench, ROWS, 5_000);
  const directory = bench.directory();
  const to = Date.now() - 60_000;
  const span = { from: to - HOUR_MS, to };
  await prepare(bench, { directory, rows, ...span });
  const product = new Remote<Product>('./product.ts');
  try {
    const { url } = await product.ask('start', { directory });
    await product.ask('decided', { timeoutMs: PATIENCE_MS });
    await product.ask('caughtUp', { timeoutMs: PATIENCE_MS });
    const ask = askerAt(url);
    const customer = await customerOf(ask);
    for (const sql of historyOf({ rows, customer, ...span })) await product.ask('execute', { sql });
    bench.say(`${text(rows)} rows of each kind are there`);
    const measured: { readonly p95: number; readonly said: string }[] = [];
    for (const table of await tablesOf(ask, { rows, customer, span })) {
      measured.push(await paged(ask, table, rows));
      bench.say(measured.at(-1)!.said);
    }
    const value = Math.max(...measured.map(({ p95 }) => p95));
    const detail = [`${text(rows)} rows each, ${LIMIT} on a page, p95 of ${PAGES} pages`, ...measured.map(({ said }) => said)].join('; ');
    bench.record({ id: 'P17', value, met: value <= TARGET_MS, detail });
  } finally {
    await product.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function prepare(
  bench: Bench,
  { directory, rows, ...span }: Span & { readonly directory: string; readonly rows: number },
): Promise<void> {
  const engine = new Remote<EngineAlone>('./engine.ts');
  const desks = new Remote<DesksAlone>('./desks.ts');
  const startedAt = performance.now();
  try {
    await engine.ask('fill', { directory, size: { journeys: 0 }, joined: { customers: rows, ...span } });
    await desks.ask('fill', { directory, rows, ...span });
  } finally {
    await Promise.all([engine.kill(), desks.kill()]);
  }
  bench.say(`the log and the desks of ${text(rows)} rows were written in ${text((performance.now() - startedAt) / 1_000)} s`);
}

async function customerOf(ask: Ask): Promise<string> {
  const { customers } = (await ask(`/v1/customers?namespace=user_id&value=${userId(0)}`)) as {
    readonly customers: readonly [{ customer: string }];
  };
  return customers[0].customer;
}

async function tablesOf(
  ask: Ask,
  world: { readonly rows: number; readonly customer: string; readonly span: Span },
): Promise<readonly LongTable[]> {
  const { rows, customer, span } = world;
  const at = (behind: number): number => Math.floor(span.from + ((span.to - span.from) * behind) / rows);
  const { rfm } = (await ask('/v1/measures/rfm')) as {
    readonly rfm: { readonly cells: readonly { r: number; f: number; customers: number }[] };
  };
  const largest = rfm.cells.reduce((one, other) => (other.customers > one.customers ? other : one));
  const { records } = (await ask('/v1/quarantine?limit=1')) as { readonly records: readonly [{ readonly id: string }] };
  const segments = Number.parseInt(records[0].id.slice(1, 7), 36);
  const after = (row: readonly string[]): string => Buffer.from(JSON.stringify(row)).toString('base64url');
  return [
    { name: 'members of a segment', path: '/v1/segments/joined_today/members', cursor: 'before', from: (behind) => `${at(behind)}-z` },
    {
      name: 'a search',
      path: '/v1/customers/search?prefix=u',
      cursor: 'after',
      from: (behind) => after(['user_id', userId(rows - behind)]),
    },
    { name: 'a timeline', path: `/v1/timeline?customer=${customer}`, cursor: 'before', from: (behind) => `${at(behind)}-99-0` },
    { name: 'messages of one', path: `/v1/messages?customer=${customer}`, cursor: 'before', from: (behind) => `${at(behind)}-99-0` },
    {
      name: 'an RFM cell',
      path: `/v1/measures/rfm/customers?r=${largest.r}&f=${largest.f}`,
      cursor: 'after',
      // Every few customers are of the cell.
      from: (behind) => buyer(Math.floor(rows - (behind * rows) / largest.customers)),
    },
    { name: 'captured messages', path: '/v1/outbox', cursor: 'before', from: (behind) => String(behind + 1) },
    { name: 'the audit log', path: '/v1/audit', cursor: 'before', from: (behind) => `${at(behind)}-0` },
    {
      name: 'the quarantine',
      path: '/v1/quarantine',
      cursor: 'before',
      from: (behind) => quarantinePlace(Math.ceil((behind / rows) * segments)),
    },
  ];
}

/** The middle of a segment. */
function quarantinePlace(segment: number): string {
  return `q${segment.toString(36).padStart(6, '0')}${(2 ** 21).toString(36).padStart(7, '0')}`;
}

async function paged(
  ask: Ask,
  { name, path, cursor, from }: LongTable,
  rows: number,
): Promise<{ readonly p95: number; readonly said: string }> {
  const places = [undefined, from(Math.floor(rows / 2)), from(Math.min(rows, LAST))];
  const p95s: number[] = [];
  for (const place of places) {
    const times: number[] = [];
    let next = place;
    for (let page = 0; page < PAGES; page++) {
      const [address, given = ''] = path.split('?');
      const query = new URLSearchParams({
        ...Object.fromEntries(new URLSearchParams(given)),
        limit: String(LIMIT),
        ...(next !== undefined && { [cursor]: next }),
      });
      const startedAt = performance.now();
      const answer = (await ask(`${address}?${query}`)) as { readonly next?: string | number };
      times.push(performance.now() - startedAt);
      if (answer.next === undefined) break;
      next = String(answer.next);
    }
    p95s.push(p95Of(times));
  }
  const [first, middle, last] = p95s.map(text);
  return { p95: Math.max(...p95s), said: `${name}: the first ${first}, in the middle ${middle}, the last ${last} ms` };
}
