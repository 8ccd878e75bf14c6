/** Whether a look can come to anything, from counters alone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { DiagnosedStep } from '../../learn/index.ts';
import { Traffic } from './traffic.ts';

const START = Date.UTC(2026, 0, 1);
const step = (more: Partial<DiagnosedStep> = {}): DiagnosedStep => ({
  journey: 'j',
  step: 'a',
  hasGoal: true,
  hands: true,
  stayMs: 0,
  times: { flow: DAY, error: HOUR, fatigue: DAY },
  guardrails: [],
  hasFallback: false,
  ...more,
});
/** What the engine says: so many have come to the journey, and so many messages were decided. */
const status = (moved: number, decided = 0, { of = 'j', nextWakeAt }: { readonly of?: string; readonly nextWakeAt?: number } = {}) => ({
  counters: new Map([
    [`journey.moved:${of}`, moved],
    ['message.decided', decided],
  ]),
  nextWakeAt,
});

test('in an installation that is new a hundred customers are needed, or as few as a guardrail says', () => {
  const few = step({ guardrails: [{ measure: 'error', atMost: 0.1, minimum: 10 }] });
  for (const [steps, least] of [
    [[step()], 100],
    [[step(), few], 10],
  ] as const) {
    for (const [moved, decided, expected] of [
      [least - 1, least - 1, false],
      [least, 0, true],
      [0, least, true],
    ] as const) {
      const traffic = new Traffic();
      expect(traffic.mayJudge(START, steps, status(0))).toBe(false);
      traffic.mayJudge(START + DAY, steps, status(moved, decided));
      expect(traffic.mayJudge(START + 2 * DAY, steps, status(moved, decided))).toBe(expected);
    }
  }
});

test('of other journeys it is none of theirs; without steps there is nothing to judge', () => {
  const traffic = new Traffic();
  traffic.mayJudge(START, [step()], status(0));
  expect(traffic.mayJudge(START + DAY, [step()], status(500, 0, { of: 'other' }))).toBe(false);
  expect(traffic.mayJudge(START + DAY, [], status(500))).toBe(false);
});

test('who has come too lately to have had their time is judged by a later look', () => {
  const traffic = new Traffic();
  const at = (days: number, moved: number) => traffic.mayJudge(START + days * DAY, [step()], status(moved));
  expect([at(0, 0), at(1, 0), at(2, 0), at(3, 500), at(4, 500), at(5, 500), at(6, 500), at(7, 500)]).toEqual([
    ...[false, false, false, false],
    ...[true, true],
    ...[false, false],
  ]);
});

test('where there was something before the first look, all of it may be lately come until that is too long ago', () => {
  const traffic = new Traffic();
  const at = (days: number, moved: number) => traffic.mayJudge(START + days * DAY, [step()], status(moved));
  expect([at(0, 5_000), at(1, 5_001), at(2, 5_002), at(3, 5_003), at(4, 5_110)]).toEqual([true, true, true, false, false]);
});

test('what wakes up late is dated when it was due: until it has woken up nobody knows how many came', () => {
  const late = new Traffic();
  late.mayJudge(START, [step()], status(0));
  late.mayJudge(START + DAY, [step()], status(0, 0, { nextWakeAt: START + HOUR }));
  late.mayJudge(START + 2 * DAY - HOUR, [step()], status(500));
  expect(late.mayJudge(START + 2 * DAY, [step()], status(500))).toBe(true);
});

test('whenever as many as are needed have come in a stretch that is judged, it says so', () => {
  const looks = fc.array(fc.record({ later: fc.integer({ min: 1, max: 30 * HOUR }), more: fc.nat(60) }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(looks, (all) => {
      const traffic = new Traffic();
      const came: { readonly at: number; readonly more: number }[] = [];
      let [now, total] = [START, 0];
      traffic.mayJudge(now, [step()], status(0));
      for (const { later, more } of all) {
        now += later;
        total += more;
        came.push({ at: now - Math.floor(later / 2), more });
        const judged = came.filter(({ at }) => at >= now - 2 * DAY - HOUR && at <= now - DAY).reduce((sum, one) => sum + one.more, 0);
        const said = traffic.mayJudge(now, [step()], status(total));
        if (judged >= 100) expect(said).toBe(true);
      }
    }),
  );
});
