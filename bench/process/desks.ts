/** Long tables that are not the engine's: captured messages, the audit log, the quarantine. Written beneath their doors, which make one commit for each row. */
import { join } from 'node:path';
import { capturedWrites } from '../../src/act/channels/capture/capture.ts';
import { CAPTURE_DESK, type CapturedMessage } from '../../src/act/index.ts';
import { type Desk, type DeskWrite, deskKey, jsonBytes } from '../../src/port/state/index.ts';
import { folderDesks } from '../../src/runtime/desks.ts';
import type { AuditEntry } from '../../src/runtime/members/audit.ts';
import { MEMBERS_DESK } from '../../src/runtime/members/index.ts';
import { openQuarantine, type QuarantinedCall } from '../../src/sense/index.ts';
import { answer } from './remote.ts';

const TOGETHER = 5_000;

export interface DesksInput {
  readonly directory: string;
  readonly rows: number;
  /** Rows lie evenly between these, ms. */
  readonly from: number;
  readonly to: number;
}

answer<DesksAlone>({
  async fill({ directory, rows, from, to }) {
    const at = (row: number): number => Math.floor(from + ((to - from) * row) / rows);
    const desks = folderDesks(directory);
    await written(await desks.open(CAPTURE_DESK), rows, (row) => capturedWrites(captured(row + 1, at(row))));
    await written(await desks.open(MEMBERS_DESK), rows, (row) => [
      { key: deskKey('audit', at(row), row), value: jsonBytes(look(row, at(row))) },
    ]);
    // Of a record there are some 250 bytes: more than are kept by default.
    const quarantine = await openQuarantine({ path: join(directory, 'quarantine'), bytesMax: 2 ** 31 });
    for (let row = 0; row < rows; row += TOGETHER)
      await quarantine.add(Array.from({ length: Math.min(TOGETHER, rows - row) }, (_, i) => refused(row + i, at(row + i))));
    await quarantine.close();
  },
});

async function written(desk: Desk, rows: number, writes: (row: number) => readonly DeskWrite[]): Promise<void> {
  for (let row = 0; row < rows; row += TOGETHER)
    await desk.write(...Array.from({ length: Math.min(TOGETHER, rows - row) }, (_, i) => writes(row + i)).flat());
  await desk.close();
}

function captured(number: number, at: number): CapturedMessage {
  return {
    number,
    capturedAt: at,
    decidedAt: at,
    command: {
      ...{
        type: 'send',
        message: `captured-${number}`,
        customer: `c${number % 1_000}`,
        channel: 'capture',
        template: 'cart',
        templateVersion: 1,
      },
      ...{ journey: 'cart', journeyVersion: 1, step: 'remind', instance: `i${number}`, purpose: 'offers', messageClass: 'marketing' },
      ...{ variables: { trait: { first_name: 'Ada' } }, at, receivedAt: at },
    },
    content: { format: 'text', subject: `Your basket ${number}`, body: 'Something is left in your basket.' },
  };
}

function look(row: number, at: number): AuditEntry {
  return {
    ...{ at, by: { kind: 'member', id: `m${row % 20}` }, kind: 'look', permission: 'customers.read', method: 'GET' },
    ...{ route: '/v1/customers', target: { customer: `c${row}` }, status: 200, address: '127.0.0.1' },
  };
}

function refused(row: number, at: number): QuarantinedCall {
  const call = { type: 'track', event: `Order Completed ${row % 7}`, messageId: `refused-${row}`, properties: { total: row } };
  return {
    ...{ at, source: 'pos', route: 'batch', index: 0, messageId: call.messageId, code: 'VOLANO_CALL_INVALID', field: 'userId' },
    ...{ reason: 'nobody is named', raw: JSON.stringify(call), form: 'json', truncated: false },
  };
}

export interface DesksAlone {
  /** In the data directory of an installation that does not run. */
  fill(input: DesksInput): Promise<void>;
}
