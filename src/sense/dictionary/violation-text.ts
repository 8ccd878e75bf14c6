/** Violations as a sentence for the sender. The answers of the door are in English, like all of the protocol. */
import type { Violation, ViolationProblem } from '../../core/index.ts';

const PROBLEMS: Readonly<Record<ViolationProblem, string>> = {
  missing: 'is missing',
  type: 'is of another type than defined',
  value: 'is none of the allowed values',
  pattern: 'does not match its pattern',
  range: 'is out of its range',
  unplanned: 'is not defined',
  unknown_event: 'the event is not defined',
};

/** E.g. `"total" is missing; "currency" is none of the allowed values`. */
export function violationText(violations: readonly Violation[]): string {
  return violations.map(({ field, problem }) => (field === '' ? PROBLEMS[problem] : `"${field}" ${PROBLEMS[problem]}`)).join('; ');
}
