/**
 * Tells the installation's webhooks of alerts, in order, each until it is taken: `alerts.json` in the data folder names them as `channels.json` names
 * channels. How far each has been told lies among the papers, so a restart forgets none; the `webhook-id` of a repeated one is the same.
 */
import { type Channel, webhookCarrier } from '../../act/index.ts';
import type { SendCommand } from '../../core/index.ts';
import type { Papers } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { loadChannels } from '../channels.ts';

export interface Notifier {
  /** Tells what has not been told; with `silently` only notes that it need not be. Never rejects; what failed is tried at the next call. */
  tell(options?: { readonly silently: boolean }): Promise<void>;
  close(): Promise<void>;
}

export interface NotifierOptions {
  readonly directory: string;
  readonly papers: Papers;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly warehouse: Warehouse;
  /** Wall clock, ms. */
  readonly now: () => number;
  readonly onError: (problem: string) => void;
}

interface AlertRow {
  readonly seq: number;
  readonly at: number;
  readonly alert: string;
  readonly state: 'raised' | 'cleared';
  readonly what: 'quality' | 'journey' | 'rollout';
  readonly measure: string;
  readonly source: string;
  readonly event: string;
  readonly journey: string;
  readonly step: string;
  readonly value: number;
  readonly threshold: number;
  readonly z: number | null;
  /** JSON, of a step. */
  readonly evidence: string;
}

/** The last alert that a webhook has taken: its number, and when it was raised or cleared, ms. */
interface Told {
  readonly seq: number;
  readonly at: number;
}

const FILE = 'alerts-told.json';
const NOTHING_TOLD: Told = { seq: 0, at: 0 };
const AT_ONCE = 200;
const TELL_MS_MAX = 30_000;

/** Rejects as `loadChannels` does, with VOLANO_CHANNELS_INVALID or VOLANO_CHANNEL_SECRET_MISSING. */
export async function openNotifier({ directory, papers, environment, warehouse, now, onError }: NotifierOptions): Promise<Notifier> {
  const plan = await loadChannels(directory, environment, { carriers: [webhookCarrier], file: 'alerts.json' });
  const channels = plan.open({ now });
  for (const { message } of plan.warnings) onError(message);
  const note = (id: string, { seq, at }: AlertRow): Promise<void> =>
    papers.change(FILE, (before) => JSON.stringify({ ...toldIn(before), [id]: { seq, at } }));
  const tellOne = async (channel: Channel, silently: boolean): Promise<void> => {
    const told = toldIn(await papers.read(FILE))[channel.id] ?? NOTHING_TOLD;
    const rows = await alertsAfter(warehouse, told);
    for (const row of rows) {
      if (!silently) {
        const outcome = await channel.deliver(messageOf(row), AbortSignal.timeout(TELL_MS_MAX));
        if (outcome.outcome === 'failed') {
          onError(`${channel.id}: ${outcome.reason}`);
          // What will never be taken would hold up all that comes after it.
          if (outcome.retryable) return;
        }
      }
      await note(channel.id, row);
    }
    // A year of history may have left more than are read at once, and none of them is news later.
    if (silently && rows.length === AT_ONCE) await tellOne(channel, silently);
  };
  return {
    tell: async ({ silently } = { silently: false }) => {
      for (const channel of channels) await tellOne(channel, silently).catch((error: unknown) => onError(String(error)));
    },
    close: async () => {
      for (const channel of channels) await channel.close();
    },
  };
}

function toldIn(text: string | undefined): Record<string, Told> {
  try {
    const stored = JSON.parse(text ?? '{}') as Record<string, Told | number>;
    // An earlier version kept the number alone.
    return Object.fromEntries(Object.entries(stored).map(([id, told]) => [id, typeof told === 'number' ? { seq: told, at: 0 } : told]));
  } catch {
    // A crash of an earlier version left nothing to read: told twice is better than not at all.
    return {};
  }
}

/** By the instant, which never decreases, no more is read of the alerts there ever were than the latest ones. */
async function alertsAfter(warehouse: Warehouse, { seq, at }: Told): Promise<readonly AlertRow[]> {
  const rows = await warehouse.query<AlertRow>(
    `SELECT seq, toUnixTimestamp64Milli(at) AS at, alert, state, what, measure, source, event, journey, step, value, threshold, z, evidence FROM alerts
WHERE at >= fromUnixTimestamp64Milli({at:Int64}) AND seq > {seq:UInt64} ORDER BY seq LIMIT ${AT_ONCE}`,
    { seq, at },
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq), at: Number(row.at) }));
}

/** The payload as Standard Webhooks proposes it: type, timestamp, data. */
function messageOf({ seq: _, at, state, source, event, journey, step, evidence, ...others }: AlertRow): Parameters<Channel['deliver']>[0] {
  const about = others.what === 'quality' ? { source, event } : { journey, step, evidence: JSON.parse(evidence) as unknown };
  const data = { ...others, ...about };
  const body = JSON.stringify({ type: `alert.${state}`, timestamp: new Date(at).toISOString(), data });
  return { command: { ...NO_COMMAND, message: `${data.alert}.${state}`, at }, content: { format: 'text', body }, decidedAt: at };
}

/** A channel hands over decisions about customers; an alert is about none. */
const NO_COMMAND: SendCommand = {
  type: 'send',
  message: '',
  customer: '',
  channel: '',
  template: '',
  templateVersion: 0,
  journey: '',
  journeyVersion: 0,
  step: '',
  instance: '',
  purpose: '',
  messageClass: '',
  variables: {},
  at: 0,
  receivedAt: 0,
};
