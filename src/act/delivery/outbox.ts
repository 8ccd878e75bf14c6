/** The outbox table: key = message id in UTF-8, value = JSON of the command. */
import type { Command } from '../../core/index.ts';
import type { StateStore } from '../../port/state/index.ts';

export type OutboxRow =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' };

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const PAGE = 1_000;
/** After every key of UTF-8 text. */
const END = new Uint8Array([0xff]);

/** The row that the engine writes for a command. */
export function encodeOutboxRow(command: Command): readonly [key: Uint8Array, value: Uint8Array] {
  return [encoder.encode(command.message), encoder.encode(JSON.stringify(command))];
}

/** In the order of the ids. */
export async function readOutbox(state: Pick<StateStore, 'getMany'>, ids: readonly string[]): Promise<readonly OutboxRow[]> {
  const keys = ids.map((id) => encoder.encode(id));
  const values = await state.getMany('outbox', keys);
  return values.map((value, index) => decode(ids[index]!, value));
}

/** The ids of all rows, in pages. Rows that come or go meanwhile may or may not be among them. */
export async function* outboxIds(state: Pick<StateStore, 'range'>): AsyncGenerator<readonly string[]> {
  let start: Uint8Array = new Uint8Array([0]);
  for (;;) {
    const page = await state.range('outbox', { start, end: END, limit: PAGE });
    const last = page.at(-1);
    if (!last) return;
    yield page.map(([key]) => decoder.decode(key));
    if (page.length < PAGE) return;
    start = new Uint8Array([...last[0], 0]);
  }
}

function decode(id: string, value: Uint8Array | undefined): OutboxRow {
  if (!value) return { kind: 'absent' };
  try {
    const command: unknown = JSON.parse(decoder.decode(value));
    return isCommandOf(id, command) ? { kind: 'command', command } : { kind: 'unreadable' };
  } catch {
    return { kind: 'unreadable' };
  }
}

/** Enough to answer for it: whose, which and where to. The engine wrote the rest. */
function isCommandOf(id: string, value: unknown): value is Command {
  if (typeof value !== 'object' || value === null) return false;
  const { type, message, customer, channel, event } = value as Readonly<Record<string, unknown>>;
  if (message !== id || typeof customer !== 'string') return false;
  return type === 'send' ? typeof channel === 'string' : type === 'emit' && typeof event === 'string';
}
