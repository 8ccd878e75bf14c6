/** How a journey test fails. */
import { clockText } from '../span.ts';
import type { Look, Who } from './acting.ts';
import { type Place, placeText } from './place.ts';
import type { NamedThing } from './recorder.ts';
import type { Trace } from './trace.ts';

/** An expectation that does not hold. */
export class ExpectationFailed extends Error {
  readonly found: string | undefined;
  readonly who: Who | undefined;
  readonly look: Look | undefined;
  readonly names: readonly NamedThing[];

  constructor(
    expected: string,
    about: { readonly found?: string; readonly who?: Who; readonly look?: Look; readonly names?: readonly NamedThing[] } = {},
  ) {
    super(expected);
    this.name = 'ExpectationFailed';
    this.found = about.found;
    this.who = about.who;
    this.look = about.look;
    this.names = about.names ?? [];
  }
}

/** Something that the test asks for and that cannot be done. */
export class StepImpossible extends Error {
  override readonly name = 'StepImpossible';
}

/** What a test fails with: where, what was expected, what was found, and what happened to the customer until then. */
export interface TestFailure {
  readonly place: Place;
  readonly message: string;
  readonly found?: string;
  readonly now: number;
  readonly zone: string;
  readonly trace?: Trace;
}

/** Thrown where a test runs inside another runner, such as Vitest. */
export class JourneyTestFailed extends Error {
  readonly failure: TestFailure;

  constructor(failure: TestFailure) {
    super(textOf(failure));
    this.name = 'JourneyTestFailed';
    this.failure = failure;
  }
}

/** As lines of text, in English. */
export function textOf({ place, message, found, now, zone, trace }: TestFailure): string {
  const lines = [
    message,
    ...(found === undefined ? [] : [`found: ${found}`]),
    `at ${placeText(place)}, when it was ${clockText(now, zone)} (${zone})`,
  ];
  if (trace) {
    lines.push(`What happened to ${trace.who}:`, ...trace.lines.map(({ at, text }) => `  ${clockText(at, zone)}  ${text}`));
    lines.push(...trace.whyNot.map((text) => `  ${text}`));
  }
  return lines.join('\n');
}

export function quoted(text: string): string {
  return `"${text}"`;
}
