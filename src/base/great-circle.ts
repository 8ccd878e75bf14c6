/**
 * Whether two places on the earth are within a distance, by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984):
 * h = sin²(Δφ/2) + cos φ1 cos φ2 sin²(Δλ/2) is at most sin²(d / 2R). R is the earth's mean radius (IUGG, 6,371,008.8 m); a sphere, so up to 0.6 % off.
 *
 * The warehouse must say the same to the last bit, and no two libraries have the same sine. So the sine is a polynomial of its own, and everything is additions and
 * multiplications of doubles in this order, which IEEE 754 rounds in one way only. `SINE` and `circleOf` are what SQL is written from.
 */

const EARTH_RADIUS = 6_371_008.8;

/** Half of a degree, in radians. */
export const HALF_DEGREE: number = Math.PI / 360;

/** sin x = x (1 + x² (S1 + x² (S2 + ...))), Taylor: for 0 <= x <= π/2 the error is below 2e-16. */
export const SINE: readonly number[] = Array.from({ length: 11 }, (_, i) => {
  let factorial = 1;
  for (let k = 2; k <= 2 * i + 3; k++) factorial *= k;
  return (i % 2 === 0 ? -1 : 1) / factorial;
});

/** A circle on the earth, with what is computed once. */
export interface Circle {
  /** Degrees, -90 to 90 and -180 to 180. */
  readonly latitude: number;
  readonly longitude: number;
  readonly cosLatitude: number;
  /** h at the circle's edge. */
  readonly edge: number;
}

/** Center in degrees, radius in meters. */
export function circleOf([latitude, longitude]: readonly [latitude: number, longitude: number], meters: number): Circle {
  const angle = meters / (2 * EARTH_RADIUS);
  const half = sine(Math.min(angle, Math.PI / 2));
  // From half the way around on everything is inside, though h may be rounded to a little over 1.
  const edge = angle < Math.PI / 2 ? half * half : 2;
  return { latitude, longitude, cosLatitude: cosineOfDegrees(latitude), edge };
}

/** Whether the place, in degrees, lies in the circle or on its edge. Beyond 90 and 180 degrees there are no places. */
export function isWithin(circle: Circle, latitude: number, longitude: number): boolean {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return false;
  const apart = Math.abs(longitude - circle.longitude);
  const ns = sine(Math.abs(latitude - circle.latitude) * HALF_DEGREE);
  const ew = sine((apart > 180 ? 360 - apart : apart) * HALF_DEGREE);
  return ns * ns + cosineOfDegrees(latitude) * circle.cosLatitude * (ew * ew) <= circle.edge;
}

/** cos φ = 1 - 2 sin²(φ/2). */
function cosineOfDegrees(degrees: number): number {
  const half = sine(Math.abs(degrees) * HALF_DEGREE);
  return 1 - 2 * (half * half);
}

function sine(x: number): number {
  const square = x * x;
  let sum = 0;
  for (let i = SINE.length - 1; i >= 0; i--) sum = (sum + SINE[i]!) * square;
  return x * (1 + sum);
}
