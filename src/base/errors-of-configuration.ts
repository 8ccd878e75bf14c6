/** Rows of the error catalogue: how an installation is set up. */
import type { ErrorCode } from './error-code.ts';
import type { CatalogueRow } from './errors.ts';

type Code = Extract<ErrorCode, `VOLANO_${'CHANNEL' | 'CHANNELS' | 'CONFIG' | 'LINK_KEY' | 'OPTION' | 'SOURCES'}_${string}`>;

export const CONFIGURATION_ERRORS: Readonly<Record<Code, CatalogueRow>> = {
  VOLANO_LINK_KEY_INVALID: {
    kind: 'configuration',
    message: '{place} holds no key for links. Write one or more keys of 32 random bytes in base64, separated by commas; the first signs.',
  },
  VOLANO_SOURCES_INVALID: {
    kind: 'configuration',
    message: '{path}: {problem}. Give each source an id and a write key of at least 8 characters.',
  },
  VOLANO_CONFIG_INVALID: {
    kind: 'configuration',
    message: '{place}: {field} {problem}. Correct it, then start again; docs/configuration.md describes every field.',
  },
  VOLANO_CONFIG_SECRET_MISSING: {
    kind: 'configuration',
    message: '{place}: {field} refers to {reference}, but {problem}. Provide it, then start again.',
  },
  VOLANO_CHANNELS_INVALID: {
    kind: 'configuration',
    message:
      '{path}: {field} {problem}. Correct it, or remove the channel from the file: what is not configured is captured and contacts nobody.',
  },
  VOLANO_CHANNELS_EXPOSED: {
    kind: 'configuration',
    message: '{path} can be {access} by other users of this machine. Run "chmod {mode} {path}".',
  },
  VOLANO_CHANNEL_SECRET_MISSING: {
    kind: 'configuration',
    message: '{path}: {field} refers to {reference}, but {problem}. Provide it, then start again.',
  },
  VOLANO_CHANNEL_UNDEFINED: {
    kind: 'configuration',
    message:
      '{path}: the running release has no channel "{channel}". Define it in the project, or correct the name; until then nothing goes through it.',
  },
  VOLANO_OPTION_INVALID: {
    kind: 'input',
    message: '{option}: expected {expected}, got "{value}".',
  },
};
