import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardrail, guardrailFault } from '../../define/index.ts';
import { evaluate } from './guardrails.ts';

describe('a bound', () => {
  const errors = guardrail({ measure: 'error', atMost: 0.05 });
  test.each([
    [0, 99, 'undecided'],
    [99, 99, 'undecided'],
    [0, 200, 'safe'],
    [10, 200, 'undecided'],
    [60, 200, 'breached'],
  ] as const)('%i of %i errors where 5%% are allowed: %s (D1)', (count, of, verdict) => {
    expect(evaluate(errors, { error: { count, of } })).toMatchObject({ verdict, evidence: { count, of, bound: 0.05, kind: 'atMost' } });
  });

  test.each([
    [200, 200, 'safe'],
    [41, 200, 'undecided'],
    [4, 200, 'breached'],
  ] as const)('%i of %i converted where a fifth has to: %s', (count, of, verdict) => {
    expect(evaluate({ measure: 'conversion', atLeast: 0.2 }, { conversion: { count, of } }).verdict).toBe(verdict);
  });

  test('nothing counted is nothing known', () => {
    expect(evaluate(errors, {})).toMatchObject({ verdict: 'undecided', evidence: { of: 0, value: null, low: 0, high: 1 } });
  });

  test('its minimum is its own', () => {
    expect(evaluate({ ...errors, minimum: 20 }, { error: { count: 20, of: 20 } }).verdict).toBe('breached');
  });
});

describe('against another', () => {
  const conversion = guardrail({ measure: 'conversion', noWorseBy: 0.05 });
  const reference = { conversion: { count: 3_000, of: 10_000 } };
  test.each([
    [150, 1_000, 'breached'],
    [300, 1_000, 'undecided'],
    [3_000, 10_000, 'safe'],
    [9_000, 10_000, 'safe'],
  ] as const)('%i of %i converted, and 30%% before: %s', (count, of, verdict) => {
    expect(evaluate(conversion, { conversion: { count, of } }, { reference }).verdict).toBe(verdict);
  });

  test('more errors are worse, and with nothing to compare it is undecided', () => {
    const errors = guardrail({ measure: 'error', noWorseBy: 0.02 });
    const now = { error: { count: 200, of: 1_000 } };
    expect(evaluate(errors, now, { reference: { error: { count: 10, of: 1_000 } } })).toMatchObject({ verdict: 'breached' });
    expect(evaluate(errors, now).verdict).toBe('undecided');
    expect(evaluate(errors, now).evidence.reference).toMatchObject({ of: 0 });
  });
});

test('more errors never make it better, nor does less certainty decide (D1)', () => {
  const order = { safe: 0, undecided: 1, breached: 2 };
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 3_000 }),
      fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      (of, atMost, part) => {
        const count = Math.floor(of * part);
        const verdict = (more: number, level = 0.95) =>
          evaluate({ measure: 'error', atMost }, { error: { count: count + more, of } }, { level }).verdict;
        expect(order[verdict(Math.floor(of * 0.1))]).toBeGreaterThanOrEqual(order[verdict(0)]);
        if (verdict(0, 0.999) !== 'undecided') expect(verdict(0)).toBe(verdict(0, 0.999));
      },
    ),
  );
});

test('what is no guardrail is refused with what to say instead', () => {
  expect(guardrailFault({ measure: 'error' })?.en).toContain('one bound');
  expect(guardrailFault({ measure: 'error', atMost: 0.1, noWorseBy: 0.1 })?.en).toContain('one bound');
  expect(guardrailFault({ measure: 'error', atLeast: 0.1 })?.en).toContain('atMost');
  expect(guardrailFault({ measure: 'conversion', atMost: 0.1 })?.en).toContain('atLeast');
  expect(guardrailFault({ measure: 'error', atMost: 0.1, window: '1d', minimum: 50 })).toBeUndefined();
});
