/** The retail example: a real shop's file, through the importer and its map. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpSender, importFile, type Send } from '../../../sense/index.ts';
import { publishedAnswers } from './published.ts';
import type { DoorAccess, FeedOutcome, Scenario } from './scenario.ts';
import { type Sample, type Survey, surveyRetail } from './survey.ts';

export interface RetailOptions {
  /** Folder of the project and its map. */
  readonly folder: string;
  /** The Online Retail file, .csv or .csv.gz. */
  readonly file: string;
  readonly sample?: Sample;
}

const DAY_MS = 86_400_000;

/** Reads the file once for its range and for what must come out. The reference day is the one after its last. */
export async function openRetail({ folder, file, sample }: RetailOptions): Promise<Scenario> {
  const work = await mkdtemp(join(tmpdir(), 'volano-retail-'));
  const sampled = join(work, 'sample.csv');
  const survey = await surveyRetail(file, sample && { sample, into: sampled }).catch(async (error: unknown) => {
    await rm(work, { recursive: true, force: true });
    throw error;
  });
  const range = { from: dayStart(survey.first), to: dayStart(survey.last) + DAY_MS };
  return {
    name: 'retail',
    folder,
    range,
    modelsEveryMs: 90 * DAY_MS,
    roles: {
      events: 'events',
      invoices: 'invoices',
      identified: 'customer_number',
      number: 'customer_number',
      rows: 'lines',
      orders: 'orders',
      revenue: 'revenue',
      recency: 'recency_days',
      scores: ['r5', 'f5', 'm5'],
      months: 'order_times',
    },
    reading: {
      properties: 'invoice_no String, customer_id String, quantity Float64, price Float64, revenue Float64',
      zone: 'UTC',
      invoice: 'p.invoice_no',
      identified: "p.customer_id != ''",
      number: 'p.customer_id',
      paid: "event = 'Product Purchased' AND p.customer_id != '' AND p.quantity > 0 AND p.price > 0",
      order: 'p.invoice_no',
      revenue: 'p.revenue',
    },
    feed: (door) => feed({ door, survey, work, folder, file: sample ? sampled : file }),
    expected: () => survey.tally.figures(range.to),
    published: async () => (sample ? undefined : publishedAnswers(file)),
    end: () => rm(work, { recursive: true, force: true }),
  };
}

interface Feed {
  readonly door: DoorAccess;
  readonly survey: Survey;
  readonly work: string;
  readonly folder: string;
  readonly file: string;
}

async function feed({ door, survey, work, folder, file }: Feed): Promise<FeedOutcome> {
  const map: unknown = JSON.parse(await readFile(join(folder, 'map.json'), 'utf8'));
  const post = httpSender(door);
  let time = survey.first;
  let calls = 0;
  const send: Send = async (batch) => {
    time = Math.max(time, timeOf(batch[0] ?? '{}'));
    await door.before(time);
    const answer = await post(batch);
    calls += batch.length;
    door.progress({ time, calls });
    return answer;
  };
  const result = await importFile({ file, map, send, checkpoint: false, rejects: join(work, 'rejects.jsonl') });
  return { accepted: result.accepted, refused: result.quarantined + result.rejected };
}

function timeOf(call: string): number {
  const time = Date.parse((JSON.parse(call) as { readonly timestamp?: string }).timestamp ?? '');
  return Number.isFinite(time) ? time : 0;
}

function dayStart(time: number): number {
  return Math.floor(time / DAY_MS) * DAY_MS;
}
