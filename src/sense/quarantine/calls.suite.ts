/** Refused calls for tests of the quarantine, told apart by their message ids. */
import type { QuarantinedCall } from './quarantine.ts';

export function refusedCall(name: string, size = 0): QuarantinedCall {
  const raw = JSON.stringify({ name, filler: 'x'.repeat(size) });
  const told = { code: 'VOLANO_CALL_INVALID', field: 'event', reason: 'why', raw, form: 'json', truncated: false } as const;
  return { at: 5, source: 'shop', route: 'track', index: 0, messageId: name, ...told };
}

export const names = (records: readonly QuarantinedCall[]): (string | undefined)[] => records.map(({ messageId }) => messageId);
export const numbers = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `m${from + i}`);
