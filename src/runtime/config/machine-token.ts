/** The token of commands on the server's own machine: whoever may read the data folder may use the installation. */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Good as long as the process lives. */
export interface MachineToken {
  readonly secret: string;
  /** Takes the file away. */
  remove(): void;
}

const FILE = 'cli.token';
const FILE_MODE = 0o600;

/** Made anew at each start, so that one that was sent to somebody who listened in our place is worth nothing. `offline`: no other command comes. */
export function makeMachineToken(directory: string, { offline = false }: { readonly offline?: boolean } = {}): MachineToken {
  const secret = randomBytes(32).toString('base64url');
  if (offline) return { secret, remove: () => undefined };
  const path = join(directory, FILE);
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, secret, { mode: FILE_MODE });
  renameSync(fresh, path);
  return {
    secret,
    remove: () => {
      // Another process may have begun in the same folder.
      if (readMachineToken(directory) === secret) rmSync(path, { force: true });
    },
  };
}

/** That of the server which runs on the folder; undefined when there is none that we may read. */
export function readMachineToken(directory: string): string | undefined {
  try {
    return readFileSync(join(directory, FILE), 'utf8');
  } catch {
    return undefined;
  }
}
