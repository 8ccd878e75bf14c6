/** The tests that a file declares, in the order in which they stand. */
import { VolanoError } from '../../base/index.ts';
import { said } from '../said.ts';
import { callerPlace, type Place } from './place.ts';
import type { TestOptions } from './scenario.ts';

export interface JourneyTest {
  readonly name: string;
  readonly place: Place;
  readonly script: () => unknown;
  readonly options: TestOptions;
}

const KEY = Symbol.for('volano.rehearse.tests');
const holder = globalThis as { [KEY]?: JourneyTest[] | undefined };

/**
 * Declares a journey test of the project in whose folder the file lies. The script writes down what happens and what is expected, without await. Throws
 * VOLANO_JOURNEY_TEST_INVALID outside of `volano test`; inside another runner write `rehearse(project, script)`.
 */
export function journeyTest(name: string, script: () => unknown, options: TestOptions = {}): void {
  const tests = holder[KEY];
  if (!tests) {
    const problem = said`journeyTest stands in a file that ends in .journey.ts, which volano test runs; inside another runner write rehearse(project, script)`;
    throw new VolanoError('VOLANO_JOURNEY_TEST_INVALID', { problem });
  }
  tests.push({ name, place: callerPlace(), script, options });
}

/** The tests that `load` declares. One at a time. */
export async function declaredBy(load: () => Promise<unknown>): Promise<readonly JourneyTest[]> {
  const tests: JourneyTest[] = [];
  holder[KEY] = tests;
  try {
    await load();
    return tests;
  } finally {
    holder[KEY] = undefined;
  }
}
