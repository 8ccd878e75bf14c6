/** Which way time alone moves a computed trait. */
import type { ComputedTrait } from '../../../define/index.ts';
import type { Drift } from './node.ts';

/** In a rolling window contributions only leave. In a calendar window everything may change at once when the period does. */
export function driftOf({ aggregate, window = 'ever' }: Pick<ComputedTrait, 'aggregate' | 'window'>): Drift | undefined {
  if (window === 'ever' || !('last' in window) || window.except !== undefined) return undefined;
  switch (aggregate) {
    case 'count':
    case 'distinct_count':
    case 'max':
      return 'falls';
    case 'min':
      return 'rises';
    case 'last':
      return 'ends';
    default:
      return undefined;
  }
}
