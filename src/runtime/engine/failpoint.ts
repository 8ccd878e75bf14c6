/** Named points at which a crash test kills the process: `VOLANO_FAILPOINT=name:count` dies at the count-th passage. */

export type Failpoint = (name: string) => void;

export function failpointOf(environment: Readonly<Record<string, string | undefined>>): Failpoint {
  const [wanted, count = '1'] = (environment.VOLANO_FAILPOINT ?? '').split(':');
  if (!wanted) return () => {};
  let left = Number(count);
  return (name) => {
    if (name === wanted && --left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
