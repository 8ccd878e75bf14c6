/** Violations as a sentence. The answers of the door are in English, like all of the protocol. */
import type { Said } from '../../base/index.ts';
import type { Violation, ViolationProblem } from '../../core/index.ts';
import { said } from '../said.ts';

const PROBLEMS: Readonly<Record<ViolationProblem, Said>> = {
  missing: said`is missing`,
  type: said`is of another type than defined`,
  value: said`is none of the allowed values`,
  pattern: said`does not match its pattern`,
  range: said`is out of its range`,
  unplanned: said`is not defined`,
  unknown_event: said`the event is not defined`,
};

/** E.g. `"total" is missing; "currency" is none of the allowed values`. */
export function violationText(violations: readonly Violation[]): Said {
  const texts = violations.map(({ field, problem }) => (field === '' ? PROBLEMS[problem] : said`"${field}" ${PROBLEMS[problem]}`));
  return texts.reduce((all, one) => said`${all}; ${one}`);
}
