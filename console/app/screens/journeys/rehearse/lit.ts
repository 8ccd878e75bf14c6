/** The path of a test on the canvas: when each step was come to, and what guard said there. */
import type { RehearsedJourney } from '../../../api/index.ts';
import type { Note } from '../canvas/face.ts';
import type { JourneyWords } from '../words.ts';

/** Steps that were not come to have none. */
export function litSteps(report: RehearsedJourney, { t, words }: JourneyWords): ReadonlyMap<string, Note> {
  const lit = new Map<string, Note>();
  const times = new Map<string, number>();
  for (const { step, at } of report.steps) {
    times.set(step, (times.get(step) ?? 0) + 1);
    const count = times.get(step)!;
    const when = words.formats.dateTime(at);
    lit.set(step, { text: count > 1 ? t('test.again', { when, count }) : when, tone: 'good' });
  }
  for (const { kind, action, step, journey, at, detail } of report.happenings) {
    if (kind !== 'verdict' || action === 'send' || step === undefined || journey !== report.journey) continue;
    const rule = words.rule(String(detail.rule ?? ''));
    lit.set(step, { text: `${words.formats.dateTime(at)} · ${rule}`, tone: action === 'defer' ? 'warn' : 'bad' });
  }
  const { inside } = report;
  if (inside) lit.set(inside.step, { text: t('test.stillHere', { when: words.formats.dateTime(inside.at) }), tone: 'warn' });
  return lit;
}
