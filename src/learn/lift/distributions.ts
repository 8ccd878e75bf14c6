/** Quantiles and tails of the distributions that intervals are made of. Pure; arguments outside their domain throw RangeError. */

/**
 * Quantile of the standard normal distribution, p in (0, 1); relative error below 1e-15. Wichura (1988), "Algorithm AS 241: The percentage
 * points of the normal distribution", Applied Statistics 37, routine PPND16.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability lies between 0 and 1, ${p} does not`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE[0], r)) / polynomial(CENTRE[1], r);
  }
  const tail = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const [numerator, denominator] = tail <= 5 ? NEAR : FAR;
  const r = tail <= 5 ? tail - 1.6 : tail - 5;
  return (Math.sign(q) * polynomial(numerator, r)) / polynomial(denominator, r);
}

/**
 * Quantile of Student's t with `freedom` >= 1 degrees (fractions allowed), p in (0, 1). Newton steps on the distribution function from
 * the normal quantile's Cornish-Fisher expansion (Abramowitz and Stegun 26.7.5).
 */
export function studentQuantile(p: number, freedom: number): number {
  if (!(freedom >= 1)) throw new RangeError(`degrees of freedom are at least 1, ${freedom} is not`);
  if (freedom > 1e7) return normalQuantile(p);
  if (p < 0.5) return -studentQuantile(1 - p, freedom);
  const z = normalQuantile(p);
  let t = z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
  for (let step = 0; step < 60; step++) {
    const move = (studentCumulative(t, freedom) - p) / studentDensity(t, freedom);
    // Far out the density says little: no step may carry over zero or leap.
    t = Math.max(t - Math.max(Math.min(move, t + 1), -(t + 1)), 0);
    if (Math.abs(move) < 1e-12 * (1 + Math.abs(t))) break;
  }
  return t;
}

/** P(T <= t) of Student's t: through the regularised incomplete beta function (Abramowitz and Stegun 26.7.1). */
export function studentCumulative(t: number, freedom: number): number {
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** P(X > x) of chi-square with one degree of freedom: both tails of a normal. */
export function chiSquareTail(x: number): number {
  if (!(x >= 0)) throw new RangeError(`chi-square is not negative, ${x} is`);
  return complementaryError(Math.sqrt(x / 2));
}

function studentDensity(t: number, freedom: number): number {
  const constant = Math.exp(logGamma((freedom + 1) / 2) - logGamma(freedom / 2)) / Math.sqrt(freedom * Math.PI);
  return constant * (1 + (t * t) / freedom) ** (-(freedom + 1) / 2);
}

/** I_x(a, b) by its continued fraction (Press et al., "Numerical Recipes", 6.4), with modified Lentz steps. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 1_000; m++) {
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / notZero(1 + term * d);
      c = notZero(1 + term / c);
      fraction *= d * c;
    }
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return front * fraction;
}

/** ln of the gamma function, x > 0: Lanczos (1964) with g = 7 and nine terms. */
export function logGamma(x: number): number {
  const series = LANCZOS.slice(1).reduce((sum, term, i) => sum + term / (x + i), LANCZOS[0]!);
  const base = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

/** erfc(x), x >= 0, as P(1/2, x^2) of the incomplete beta's limit: by its continued fraction far out, by its series near zero. */
function complementaryError(x: number): number {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
      term *= -(x * x) / n;
      sum += term / (2 * n + 1);
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let n = 60; n >= 1; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

function notZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

const LANCZOS: readonly number[] = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
];

type Ratio = readonly [numerator: readonly number[], denominator: readonly number[]];
const CENTRE: Ratio = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813,
    2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
    5226.495278852854,
  ],
];
const NEAR: Ratio = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
    0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995344,
    1.0507500716444169e-9,
  ],
];
const FAR: Ratio = [
  [
    6.657904643501104, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784,
    0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548, 1.421511758316446e-7,
    2.0442631033899397e-15,
  ],
];
