/** Replays and drops in as many requests as it takes, each of which is answered within seconds. */
import type { DropRequest, QuarantineManagement, ReplayedPart, ReplayRequest } from './management.ts';
import { grouped } from './progress.ts';
import type { World } from './world.ts';

export type AllReplayed = Omit<ReplayedPart, 'next'>;

export async function replayAll(request: ReplayRequest, quarantine: QuarantineManagement, { terminal, say }: World): Promise<AllReplayed> {
  let all: AllReplayed = { selected: 0, passed: 0, repeated: 0, failed: 0, unreadable: 0, reasons: [], samples: [] };
  for (let after: string | undefined; ; ) {
    const { next, ...part } = await quarantine.replay({ ...request, ...(after !== undefined && { after }) });
    all = joined(all, part);
    if (next === undefined) return all;
    after = next;
    const line = say('quarantine.replay.line', { selected: grouped(all.selected), passed: grouped(all.passed) });
    if (terminal.interactive) terminal.redraw(line);
    else terminal.note(line);
  }
}

export async function dropAll(request: DropRequest, quarantine: QuarantineManagement): Promise<number> {
  let all = 0;
  for (let after: string | undefined; ; ) {
    const { dropped, next } = await quarantine.drop({ ...request, ...(after !== undefined && { after }) });
    all += dropped;
    if (next === undefined) return all;
    after = next;
  }
}

function joined(a: AllReplayed, b: AllReplayed): AllReplayed {
  const reasons = new Map(a.reasons.map((one) => [`${one.code} ${one.field}`, one]));
  for (const one of b.reasons) {
    const key = `${one.code} ${one.field}`;
    reasons.set(key, { ...one, count: one.count + (reasons.get(key)?.count ?? 0) });
  }
  return {
    selected: a.selected + b.selected,
    passed: a.passed + b.passed,
    repeated: a.repeated + b.repeated,
    failed: a.failed + b.failed,
    unreadable: a.unreadable + b.unreadable,
    reasons: [...reasons.values()].sort((x, y) => y.count - x.count),
    samples: a.samples.length > 0 ? a.samples : b.samples,
  };
}
