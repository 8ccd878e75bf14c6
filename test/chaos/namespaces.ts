/** Mounts and a network of our own: made for this program and what it starts, seen by nobody else, and gone with the last process. */
import { spawnSync } from 'node:child_process';

/** Says that the process is in there already. */
const INSIDE = 'VOLANO_CHAOS_INSIDE';
const NETWORK = 'mount and network';
/** A new network has no loopback before somebody wants one. */
const WITH_LOOPBACK: readonly string[] = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

/** Whether this program is inside, or cannot get there. */
export function isInside(): boolean {
  return process.env[INSIDE] !== undefined || process.platform !== 'linux';
}

/** Whether the network is our own, so that parts of it can be cut off. */
export function hasOwnNetwork(): boolean {
  return process.env[INSIDE] === NETWORK;
}

/** Whether a network of our own is allowed here, with mounts. */
export function canHaveNetwork(): boolean {
  return wayTo(['--mount', '--net'], WITH_LOOPBACK) !== undefined;
}

/** Runs a program with these words inside; its exit code. Where namespaces are not allowed, it goes on without. */
export function runInside(words: readonly string[], { network }: { readonly network: boolean }): number {
  const all = network ? wayTo(['--mount', '--net'], WITH_LOOPBACK) : undefined;
  if (all) return run([...all, ...words], NETWORK);
  return run([...(wayTo(['--mount'], []) ?? []), ...words], 'mount');
}

/** As root, or as the root of a namespace of users. */
function wayTo(flags: readonly string[], then: readonly string[]): readonly string[] | undefined {
  const ways = [[], ['--user', '--map-root-user']].map((more) => ['unshare', ...more, ...flags, '--propagation', 'private', ...then]);
  return ways.find(([command = '', ...rest]) => spawnSync(command, [...rest, 'true']).status === 0);
}

function run([command = '', ...rest]: readonly string[], inside: string): number {
  return spawnSync(command, rest, { stdio: 'inherit', env: { ...process.env, [INSIDE]: inside } }).status ?? 1;
}
