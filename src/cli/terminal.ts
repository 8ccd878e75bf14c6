/** The real terminal. */
import type { Terminal } from './world.ts';

export interface Streams {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

/** Writes to both streams; redrawing needs a terminal on standard error. Colors follow NO_COLOR and FORCE_COLOR. */
export function terminalOf({ out, err }: Streams, environment: Readonly<Record<string, string | undefined>>): Terminal {
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
