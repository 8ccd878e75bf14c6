/** A process that adds to the quarantine in `process.argv[2]` until it is killed, and says the number of each group that is on disk. */
import { writeSync } from 'node:fs';
import { openQuarantine, type QuarantinedCall } from './index.ts';

const quarantine = await openQuarantine({ path: process.argv[2]!, segmentBytes: 20_000 });
const base = {
  at: 1,
  source: 'shop',
  route: 'batch',
  code: 'VOLANO_CALL_INVALID',
  field: 'event',
  reason: 'why',
  form: 'json',
  truncated: false,
} as const;

async function addForEver(lane: number): Promise<void> {
  for (let group = 0; ; group++) {
    const calls = Array.from(
      { length: 1 + (group % 5) },
      (_, index): QuarantinedCall => ({ ...base, index, raw: `${lane}/${group}/${index} ${'x'.repeat(group % 700)}` }),
    );
    await quarantine.add(calls);
    writeSync(1, `${lane}/${group}/${calls.length}\n`);
  }
}

await Promise.all([0, 1, 2].map(addForEver));
