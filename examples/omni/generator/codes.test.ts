import { expect, test } from 'vitest';
import { project } from '../index.ts';
import { codeIn } from './codes.ts';
import { codesFor } from './index.ts';

test('every coupon of the example has a pool, each code once and in it only', () => {
  const coupons = project.definitions.flatMap((one) => (one.kind === 'benefit' && one.type === 'coupon' ? [one.id] : []));
  const pools = codesFor(100);
  expect(Object.keys(pools).sort()).toEqual(coupons.sort());
  const all = Object.values(pools).flat();
  expect(all.length).toBeGreaterThan(100);
  expect(new Set(all).size).toBe(all.length);
});

test('people order with the code that stands in the message', () => {
  const [code] = codesFor(1).care_coupon!;
  expect(codeIn(`<p>¥30 off with the code ${code}.</p>`, 'CARE30')).toBe(code);
  expect(codeIn('Hello', 'CARE30')).toBe('CARE30');
});
