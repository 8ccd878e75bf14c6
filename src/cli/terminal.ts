/** The real terminal. */
import type { Terminal } from './world.ts';

export interface Streams {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

/**
 * Writes to both streams; redrawing needs a terminal on standard error. Colors follow NO_COLOR and FORCE_COLOR. `onGone` is called when nobody reads one of
 * them any more (`volano ... | head`): what is written from then on is for nobody, and nothing is wrong.
 */
export function terminalOf({ out, err }: Streams, environment: Readonly<Record<string, string | undefined>>, onGone: () => void): Terminal {
  for (const stream of [out, err])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      onGone();
    });
  const forced = environment.FORCE_COLOR !== undefined && environment.FORCE_COLOR !== '0';
  return {
    print: (line) => void out.write(`${line}\n`),
    note: (line) => void err.write(`${line}\n`),
    redraw: (line) => void err.write(`\r\u001b[2K${line}`),
    interactive: err.isTTY === true,
    color: !environment.NO_COLOR && (forced || out.isTTY === true),
    columns: out.columns ?? 80,
  };
}
