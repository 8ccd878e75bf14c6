/**
 * Messages that somebody is about to ask for again. Between the look at a letter and the request in the log delivery must not end the message: what
 * it has to say of the letter waits until the request is there.
 */
import type { DeadLetters } from './dead-letters.ts';

export interface Claims {
  has(message: string): boolean;
  /** Until `release`. */
  add(message: string): void;
  release(message: string): void;
  /** Resolves when nobody claims it. */
  free(message: string): Promise<void>;
}

export function createClaims(): Claims {
  const claimed = new Map<string, PromiseWithResolvers<void>>();
  return {
    has: (message) => claimed.has(message),
    add: (message) => void claimed.set(message, Promise.withResolvers<void>()),
    release(message) {
      claimed.get(message)?.resolve();
      claimed.delete(message);
    },
    async free(message) {
      for (let claim = claimed.get(message); claim; claim = claimed.get(message)) await claim.promise;
    },
  };
}

/** The letters as delivery writes them. */
export function behindClaims(letters: DeadLetters, claims: Claims): Pick<DeadLetters, 'put' | 'remove'> {
  return {
    async put(letter, signal) {
      await claims.free(letter.message);
      await letters.put(letter, signal);
    },
    async remove(message, signal) {
      await claims.free(message);
      await letters.remove(message, signal);
    },
  };
}
