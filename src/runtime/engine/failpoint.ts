/**
 * Named points at which a crash test kills the process: `VOLANO_FAILPOINT=name:count` dies at the count-th passage; `name:count:delayMs` so
 * long after it (fractions count), while whatever was begun there goes on; `name:count:>file` at the first write to the file after it. With
 * `name:count:stop` it does not die there but stands still, until SIGCONT.
 */
import { statSync } from 'node:fs';

export type Failpoint = (name: string) => void;

const SETTING = /^([^:]+)(?::(\d+))?(?::(?:>(.+)|(.+)))?$/;

export function failpointOf(environment: Readonly<Record<string, string | undefined>>, die: () => void = killed): Failpoint {
  const setting = SETTING.exec(environment.VOLANO_FAILPOINT ?? '');
  if (!setting) return () => {};
  const [, wanted, count = '1', file, delayMs = '0'] = setting;
  let left = Number(count);
  return (name) => {
    if (name !== wanted || --left !== 0) return;
    if (delayMs === 'stop') stopped();
    else if (file !== undefined) dieOnce(writtenSince(file), die);
    else if (Number(delayMs) > 0) dieOnce(passed(performance.now() + Number(delayMs)), die);
    else die();
  };
}

/** Asks at every turn of the event loop: a timer is too coarse, a commit takes a few milliseconds. */
function dieOnce(isTime: () => boolean, die: () => void): void {
  if (isTime()) die();
  else setImmediate(() => dieOnce(isTime, die));
}

function passed(instant: number): () => boolean {
  return () => performance.now() >= instant;
}

function writtenSince(file: string): () => boolean {
  const changed = (): bigint => statSync(file, { bigint: true }).mtimeNs;
  const before = changed();
  return () => changed() !== before;
}

function stopped(): void {
  process.kill(process.pid, 'SIGSTOP');
  // It is a signal of the process, and any thread's to take: what lies behind the point must not go on until one has.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TAKEN_MS);
}

const TAKEN_MS = 200;

function killed(): void {
  process.kill(process.pid, 'SIGKILL');
}
