/** A real quarantine and a real log in a folder, and a replayer between them, for tests and for processes that are killed. */
import { join } from 'node:path';
import { decodeEntry, type EventEntry } from '../../core/index.ts';
import { defineEvent, defineWorkspace } from '../../define/index.ts';
import { type Log, openLmdbLog } from '../../port/log/index.ts';
import { Desk, openPostgresState } from '../../port/state/index.ts';
import { compileDictionary, type Dictionary } from '../dictionary/index.ts';
import type { AcceptedCall } from '../door/index.ts';
import { openQuarantine, openSharedQuarantine, type Quarantine, type QuarantinedCall } from '../quarantine/index.ts';
import { createReplayer, type Replayer, type ReplayOptions } from './replay.ts';

export const NOW: number = Date.UTC(2026, 2, 2, 12);
/** When the calls of `badOrder` came: within dedupe's memory of NOW. */
export const CAME: number = NOW - 3_600_000;

export interface ReplayWorld {
  readonly quarantine: Quarantine;
  readonly log: Log;
  readonly replayer: Replayer;
  /** What stands in the log. */
  events(): Promise<readonly EventEntry[]>;
  close(): Promise<void>;
}

export interface WorldChanges extends Partial<Pick<ReplayOptions, 'taken' | 'now' | 'dictionary' | 'eventTime' | 'keepUp'>> {
  /** Around the append of a batch. */
  readonly around?: (append: () => Promise<void>) => Promise<void>;
  /** The quarantine is shared, and lies in this schema; a turn is taken over quickly. */
  readonly shared?: { readonly url: string; readonly schema: string } | undefined;
}

const NAME = { en: '-', zh: '-' };

/** `total` must be a number, and of `pos` everything is refused that is not so. */
export function orderDictionary(): Dictionary {
  const workspace = defineWorkspace({ id: 'shop', name: NAME, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' });
  const order = defineEvent({
    id: 'Order Completed',
    name: NAME,
    properties: { order_id: { type: 'string', required: true }, total: { type: 'number', required: true } },
    enforcement: 'quarantine',
  });
  return compileDictionary([workspace, order])!;
}

/** As a till sends it that writes its amounts as text under another name. */
export function badOrder(n: number, more: Partial<QuarantinedCall> = {}): QuarantinedCall {
  const messageId = `m-${n}`;
  const properties = { order_id: `o-${n}`, amount: `${n}.50` };
  const raw = JSON.stringify({ type: 'track', event: 'order completed', userId: `u-${n % 7}`, messageId, timestamp: CAME - n, properties });
  const told = { code: 'VOLANO_EVENT_INVALID', field: 'total', reason: '"total" is missing' };
  return { at: CAME, source: 'pos', route: 'batch', index: 0, messageId, ...told, raw, form: 'json', truncated: false, ...more };
}

export const CORRECTION = {
  rules: [
    {
      when: { source: 'pos', event: 'order completed' },
      steps: [
        { set: 'event', value: 'Order Completed' },
        { rename: 'properties.amount', to: 'properties.total' },
        { convert: 'properties.total', as: 'number' },
      ],
    },
  ],
} as const;

export async function openWorld(
  folder: string,
  { around = (append) => append(), shared, ...changes }: WorldChanges = {},
): Promise<ReplayWorld> {
  const quarantine = shared
    ? openSharedQuarantine({ desk: new Desk(await openPostgresState({ ...shared, partition: -1, shared: true }), 'q'), leaseMs: 400 })
    : await openQuarantine({ path: join(folder, 'quarantine'), segmentBytes: 50_000 });
  const log = await openLmdbLog({ path: join(folder, 'log') });
  let end = await log.end(0);
  const dictionary = orderDictionary();
  const replayer = createReplayer({
    quarantine,
    append: (calls: readonly AcceptedCall[]) =>
      around(async () => {
        end = (await log.append(0, calls)).at(-1)!.position;
      }),
    logEnds: () => [end],
    readLog: (partition, { after, limit }) => log.read(partition, after, limit),
    taken: async () => new Set(),
    keepUp: async () => {},
    now: () => NOW,
    dictionary: () => dictionary,
    eventTime: () => undefined,
    ...changes,
  });
  return {
    quarantine,
    log,
    replayer,
    events: async () => (await log.read(0, 0, 1_000_000)).map(({ value }) => decodeEntry(value) as EventEntry),
    close: async () => {
      await quarantine.close();
      await log.close();
    },
  };
}
