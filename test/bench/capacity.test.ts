import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { billOf, PARTS, partitionsFor, type UnitCosts } from '../../bench/report/capacity.ts';
import { capacityPage } from '../../bench/report/capacity-page.ts';

const cpu = Object.fromEntries(PARTS.map((part) => [part, 100])) as UnitCosts['cpu'];
const costs: UnitCosts = { cpu, logBytes: 1_000, stateBytes: 2_000, warehouseBytes: 500 };

test('a known size: cores at 60 %, bytes of all copies', () => {
  const bill = billOf({ customers: 1_000_000, eventsPerSecond: 12_000 }, costs);
  // 100 us * 12,000 = 1.2 cores busy, 2 to have; three brokers write everything.
  expect([bill.gateway.cores, bill.Kafka.cores, bill.gateway.terabytes]).toEqual([2, 6, 0]);
  expect(bill.PostgreSQL.terabytes).toBeCloseTo(0.004, 9);
  expect(bill.Kafka.terabytes).toBeCloseTo(12_000 * 3_600 * 8 * 7 * 1_000 * 3 * 1e-12, 9);
  expect(partitionsFor({ customers: 1, eventsPerSecond: 12_000 }, costs)).toBe(2);
});

test('more of anything never needs less', () => {
  const size = fc.record({ customers: fc.integer({ min: 1, max: 1e8 }), eventsPerSecond: fc.integer({ min: 1, max: 1e5 }) });
  fc.assert(
    fc.property(size, size, (one, other) => {
      const larger = {
        customers: Math.max(one.customers, other.customers),
        eventsPerSecond: Math.max(one.eventsPerSecond, other.eventsPerSecond),
      };
      const [small, large] = [billOf(one, costs), billOf(larger, costs)];
      for (const part of PARTS) {
        expect(large[part].cores).toBeGreaterThanOrEqual(small[part].cores);
        expect(large[part].terabytes).toBeGreaterThanOrEqual(small[part].terabytes);
      }
    }),
  );
});

test('docs/capacity.md is what the measured costs come to (npm run capacity)', () => {
  const measured = JSON.parse(readFileSync(new URL('../../bench/report/unit-costs.json', import.meta.url), 'utf8')) as Parameters<
    typeof capacityPage
  >[0];
  expect(readFileSync(new URL('../../docs/capacity.md', import.meta.url), 'utf8')).toBe(capacityPage(measured));
});
