/** Of two long texts only what differs, with some words around it. */

export interface Trimmed {
  readonly head: string;
  readonly before: string;
  readonly after: string;
  readonly tail: string;
}

/** Texts up to this length are shown whole. */
const SHORT = 120;
/** Characters that are kept around what differs. */
const AROUND = 32;
/** Of languages that part words. */
const LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\d]/u;

/** Undefined where showing both is just as good. */
export function trimmed(before: string, after: string): Trimmed | undefined {
  if (Math.max(before.length, after.length) <= SHORT) return undefined;
  const [was, is] = [[...before], [...after]];
  const least = Math.min(was.length, is.length);
  let head = 0;
  while (head < least && was[head] === is[head]) head++;
  let tail = 0;
  while (tail < least - head && was.at(-1 - tail) === is.at(-1 - tail)) tail++;
  // No word is cut in two.
  while (head > 0 && LETTER.test(was[head - 1]!)) head--;
  while (tail > 0 && LETTER.test(was[was.length - tail]!)) tail--;
  if (head + tail < least / 2) return undefined;
  const start = was.slice(0, head).join('');
  const end = tail === 0 ? '' : was.slice(-tail).join('');
  return {
    head: start.length > AROUND ? `…${start.slice(-AROUND)}` : start,
    before: was.slice(head, was.length - tail).join(''),
    after: is.slice(head, is.length - tail).join(''),
    tail: end.length > AROUND ? `${end.slice(0, AROUND)}…` : end,
  };
}
