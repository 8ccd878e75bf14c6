/**
 * Named points at which a crash test kills the process: `VOLANO_FAILPOINT=name:count` dies at the count-th passage, `name:count:delayMs` so
 * long after it (fractions count), while whatever was begun there goes on.
 */

export type Failpoint = (name: string) => void;

export function failpointOf(environment: Readonly<Record<string, string | undefined>>, die: () => void = killed): Failpoint {
  const [wanted, count = '1', delayMs = '0'] = (environment.VOLANO_FAILPOINT ?? '').split(':');
  if (!wanted) return () => {};
  let left = Number(count);
  return (name) => {
    if (name !== wanted || --left !== 0) return;
    if (Number(delayMs) > 0) dieAt(performance.now() + Number(delayMs), die);
    else die();
  };
}

/** A timer is too coarse: a commit takes a few milliseconds. */
function dieAt(instant: number, die: () => void): void {
  if (performance.now() >= instant) die();
  else setImmediate(() => dieAt(instant, die));
}

function killed(): void {
  process.kill(process.pid, 'SIGKILL');
}
