/** Rows of the error catalogue: releases. */
import type { ErrorCode } from './error-code.ts';
import type { CatalogueRow } from './errors.ts';

type Code = Extract<ErrorCode, `VOLANO_RELEASE_${string}`>;

export const RELEASE_ERRORS: Readonly<Record<Code, CatalogueRow>> = {
  VOLANO_RELEASE_UNKNOWN: {
    kind: 'input',
    message: 'There is no release {number}; the latest is {latest}. "volano releases" lists them.',
  },
  VOLANO_RELEASE_OVERTAKEN: {
    kind: 'retry',
    message:
      'Somebody else has made release {number} meanwhile, and yours was not made. Look at what is new (`volano plan`), then apply the project again.',
  },
  VOLANO_RELEASE_UNSOUND: {
    kind: 'definition',
    message:
      'The release was not made, because {count} thing(s) in it cannot do what they are there for. Correct them, or accept them knowingly (volano apply --accept {lints}):\n{problems}',
  },
};
