/** Whether what was broken has recovered, from those who have come since. Pure. */
import type { Share } from '../lift/index.ts';

/** How sure: it takes a step that is still broken this many customers on average until it is taken for recovered by chance. */
const RUN_LENGTH = 1_000;
/** A usual share of 0 or 1 would make a single customer proof of anything. */
const EDGE = 0.0005;

export interface RecoveryQuestion {
  /** By hour, in order: of those who came since the alert. */
  readonly since: readonly Share[];
  /** Those it was raised with. */
  readonly broken: Share;
  /** The share that is usual, or that the bound asks for. */
  readonly usual: number;
}

/** Between 0 (nothing speaks for it) and 1 (recovered). */
export interface Recovery {
  readonly recovered: boolean;
  readonly progress: number;
}

/**
 * Page's cumulative sum (E. S. Page 1954, "Continuous inspection schemes", Biometrika 41): the sum of log likelihood ratios of "as usual" against "still broken", never below
 * zero, and recovered when it passes ln(1000). G. Lorden (1971), "Procedures for reacting to a change in distribution", Annals of Mathematical Statistics 42: while nothing has
 * changed that takes 1000 customers on average at least.
 */
export function recoveryOf({ since, broken, usual }: RecoveryQuestion): Recovery {
  const p = Math.min(1 - EDGE, Math.max(EDGE, usual));
  // Nor has anything been seen of more than there were (Laplace's rule).
  const q = (broken.count + 1) / (broken.of + 2);
  const [yes, no] = [Math.log(p / q), Math.log((1 - p) / (1 - q))];
  const enough = Math.log(RUN_LENGTH);
  let sum = 0;
  for (const { count, of } of since) sum = Math.max(0, sum + count * yes + (of - count) * no);
  return { recovered: sum >= enough, progress: Math.min(1, sum / enough) };
}
