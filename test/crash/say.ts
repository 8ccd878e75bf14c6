/** What a child tells its parent, at once: a line is out when the call returns, whatever kills the process then. */
import { writeSync } from 'node:fs';

const AGAIN_MS = 1;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Waits while the parent has no time to read: to 171 short lines the pipe is full, and the system says so instead of waiting. */
export function say(line: string): void {
  for (let rest: Uint8Array = Buffer.from(`${line}\n`); rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, AGAIN_MS);
    }
  }
}
