/**
 * What must not be told: a value that neither JSON, nor the console, nor an error prints. It is handed out where it is used, and only there.
 * Secrets are named by reference, `env:NAME` or `file:PATH`, in every file of the installation; this is the one place that resolves them.
 */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Said } from '../../base/index.ts';
import { said } from '../said.ts';

const SHOWN = '[secret]';

export class Secret {
  // Private to the language, so that nothing that lists fields sees it, the console neither.
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself: for the client that needs it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where references are looked up: files from the directory, variables in the environment. */
export interface SecretPlaces {
  readonly directory: string;
  readonly environment: Environment;
}

export type Resolved =
  /** `exposed`: the file, when others on this machine can read it. */
  | { readonly ok: true; readonly secret: string; readonly exposed?: string }
  /** Why there is none, without a word of it. */
  | { readonly ok: false; readonly problem: Said };

export function isReference(text: string): boolean {
  return /^(env|file):./.test(text);
}

/** What a reference stands for. A line break at the end of a file is the editor's. */
export function resolveSecret(reference: string, { directory, environment }: SecretPlaces): Resolved {
  const name = reference.slice(reference.indexOf(':') + 1);
  if (reference.startsWith('env:')) {
    const secret = environment[name];
    return secret ? { ok: true, secret } : { ok: false, problem: said`this environment variable is not set` };
  }
  const file = resolve(directory, name);
  try {
    const secret = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (secret === '') return { ok: false, problem: said`this file is empty` };
    return isExposed(file) ? { ok: true, secret, exposed: file } : { ok: true, secret };
  } catch (error) {
    return { ok: false, problem: said`this file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})` };
  }
}

/** A file of somebody else's that we read as members of its group is shared with us on purpose, as orchestrators do it. */
function isExposed(file: string): boolean {
  const { mode, uid } = statSync(file);
  const byGroup = uid === process.getuid?.() ? 0o040 : 0;
  return (mode & (0o004 | byGroup)) !== 0;
}
