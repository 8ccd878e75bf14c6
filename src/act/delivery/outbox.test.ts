import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMemoryState, type StateStore } from '../../port/state/index.ts';
import { outgoing } from '../channels/channel.suite.ts';
import { encodeOutboxRow, outboxIds, readOutbox } from './outbox.ts';

let state: StateStore;
beforeEach(async () => {
  state = await openMemoryState();
});
afterEach(() => state.close());

async function put(...rows: (readonly [key: Uint8Array, value: Uint8Array])[]): Promise<void> {
  await state.commit(rows.map(([key, value]) => ({ table: 'outbox', key, value }))).durable;
}

async function ids(): Promise<string[]> {
  const found: string[] = [];
  for await (const page of outboxIds(state)) found.push(...page);
  return found;
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

test('a row is read back as the command that was written, with any characters', async () => {
  const { command } = outgoing('m001', { variables: { trait: { name: '小明 "quoted" \u2028 🙂' } } });
  await put(encodeOutboxRow(command));
  expect(await readOutbox(state, ['m001'])).toEqual([{ kind: 'command', command }]);
});

test('answers in the order of the ids, absent where there is no row', async () => {
  await put(encodeOutboxRow(outgoing('m1').command), encodeOutboxRow(outgoing('m2').command));
  const rows = await readOutbox(state, ['m2', 'm9', 'm1']);
  expect(rows.map((row) => (row.kind === 'command' ? row.command.message : row.kind))).toEqual(['m2', 'absent', 'm1']);
  expect(await readOutbox(state, [])).toEqual([]);
});

test.each([
  ['no JSON', 'hello'],
  ['no object', '"m1"'],
  ['null', 'null'],
  ['another message', JSON.stringify(outgoing('m2').command)],
  ['another kind of command', JSON.stringify({ ...outgoing('m1').command, type: 'call' })],
  ['a command without a customer', JSON.stringify({ ...outgoing('m1').command, customer: undefined })],
])('%s is unreadable and no exception', async (_name, value) => {
  await put([text('m1'), text(value)]);
  expect(await readOutbox(state, ['m1'])).toEqual([{ kind: 'unreadable' }]);
});

test('all ids come, each once, in order, over several pages', async () => {
  const expected = Array.from({ length: 2_345 }, (_, index) => `m${String(index).padStart(6, '0')}`);
  await put(...expected.map((id) => encodeOutboxRow(outgoing(id).command)));
  expect(await ids()).toEqual(expected);
});

test('an empty table has none, a full page alone is not asked for twice', async () => {
  expect(await ids()).toEqual([]);
  const page = Array.from({ length: 1_000 }, (_, index) => `m${String(index).padStart(6, '0')}`);
  await put(...page.map((id) => encodeOutboxRow(outgoing(id).command)));
  expect(await ids()).toEqual(page);
});
