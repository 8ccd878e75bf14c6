/**
 * A test is written down before it is run: each call of its script becomes an act, in the order in which they stand, so that several customers share one clock
 * and nothing has to be awaited. The acts are run afterwards.
 *
 * The recorder in use is kept on `globalThis`: a test file may load this module from another place than the command that runs it.
 */
import { VolanoError } from '../../base/index.ts';
import { said } from '../said.ts';
import type { Acting } from './acting.ts';
import { callerPlace, type Place } from './place.ts';

/** Something that a definition of the project must have: a kind and an id. `step` names `journey/step`. */
export type NamedThing = readonly [
  kind: 'journey' | 'step' | 'template' | 'tag' | 'segment' | 'trait' | 'channel' | 'purpose' | 'event' | 'recommendation' | 'benefit',
  id: string,
];

export interface Act {
  readonly place: Place;
  readonly names: readonly NamedThing[];
  readonly run: (acting: Acting) => Promise<void>;
}

/** Whose nobody is: what a test may ask of everybody at once. */
export interface Recorder {
  readonly acts: Act[];
  /** Identifiers of the customers that the test speaks of, by what it calls them. */
  readonly customers: Map<string, readonly [namespace: string, value: string]>;
}

const KEY = Symbol.for('volano.rehearse.recorder');
const holder = globalThis as { [KEY]?: Recorder | undefined };

/** Runs the script once, to write down what it says. It must not be asynchronous: nothing has happened yet that could be awaited. */
export function record(script: () => unknown): Recorder {
  const before = holder[KEY];
  const recorder: Recorder = { acts: [], customers: new Map() };
  holder[KEY] = recorder;
  try {
    const returned = script();
    if (returned instanceof Promise) {
      returned.catch(() => undefined);
      throw new VolanoError('VOLANO_JOURNEY_TEST_INVALID', {
        problem: said`its script is asynchronous; write its steps one after the other, without await`,
      });
    }
    return recorder;
  } finally {
    holder[KEY] = before;
  }
}

/** The recorder of the test that is being written down. Throws VOLANO_JOURNEY_TEST_INVALID outside of one. */
export function recording(): Recorder {
  const recorder = holder[KEY];
  if (recorder) return recorder;
  throw new VolanoError('VOLANO_JOURNEY_TEST_INVALID', {
    problem: said`this stands outside of a test; put it into journeyTest(name, () => { ... })`,
  });
}

export function act(names: readonly NamedThing[], run: Act['run']): void {
  recording().acts.push({ place: callerPlace(), names, run });
}
