/** Keeps what this thread has compiled where NODE_COMPILE_CACHE says (src/cli/main.ts). By itself Node does that at its end, which a kill takes away. */
import { flushCompileCache } from 'node:module';

/** By then it has loaded what it needs. */
const AFTER_MS = 10_000;

export function keepCompiled(): void {
  setTimeout(flushCompileCache, AFTER_MS).unref();
}
