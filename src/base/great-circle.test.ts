import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circleOf, isWithin } from './great-circle.ts';

const R = 6_371_008.8;
const RADIANS = Math.PI / 180;
type Place = readonly [latitude: number, longitude: number];

/** The formula as it is usually written, in meters. */
function distance([a, b]: Place, [c, d]: Place): number {
  const h = Math.sin(((c - a) * RADIANS) / 2) ** 2 + Math.cos(a * RADIANS) * Math.cos(c * RADIANS) * Math.sin(((d - b) * RADIANS) / 2) ** 2;
  return 2 * R * Math.asin(Math.min(1, Math.sqrt(h)));
}

const place: fc.Arbitrary<Place> = fc.tuple(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }));

describe('isWithin', () => {
  it.each<readonly [string, Place, Place, number]>([
    ['Shanghai to Hangzhou', [31.2304, 121.4737], [30.2741, 120.1551], 164.9],
    ['London to New York', [51.5074, -0.1278], [40.7128, -74.006], 5_570.2],
    ['across the date line', [0, 179.9], [0, -179.9], 22.24],
    ['pole to pole', [90, 0], [-90, 77], 20_015.1],
  ])('%s', (_, from, to, kilometers) => {
    expect(isWithin(circleOf(from, kilometers * 1_000 * 1.001), ...to)).toBe(true);
    expect(isWithin(circleOf(from, kilometers * 1_000 * 0.999), ...to)).toBe(false);
  });

  it('agrees with the formula but for a millimeter, save next to the other end of the earth', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const meters = distance(from, to);
        fc.pre(meters > 0.02 && meters < 20_000_000);
        expect(isWithin(circleOf(from, meters + 0.01 + meters * 1e-9), ...to)).toBe(true);
        expect(isWithin(circleOf(from, meters - 0.01 - meters * 1e-9), ...to)).toBe(false);
      }),
    );
  });

  it('holds of the center, and of everywhere at half the way around', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        expect(isWithin(circleOf(from, 0), ...from)).toBe(true);
        expect(isWithin(circleOf(from, 20_015_200), ...to)).toBe(true);
      }),
    );
  });

  it('there are no places beyond the poles', () => {
    expect(isWithin(circleOf([0, 0], 2e7), 90.1, 0)).toBe(false);
    expect(isWithin(circleOf([0, 0], 2e7), 0, -180.1)).toBe(false);
    expect(isWithin(circleOf([0, 0], 2e7), Number.NaN, 0)).toBe(false);
  });
});
