/** A process that replays the quarantine in `process.argv[2]` and kills itself at the named instant of its third batch. */
import { CORRECTION, openWorld } from './world.suite.ts';

const [folder, instant] = process.argv.slice(2);
let batch = 0;

function dieAt(here: string): void {
  if (here === instant && batch === 3) process.kill(process.pid, 'SIGKILL');
}

const { replayer } = await openWorld(folder!, {
  keepUp: async () => {
    batch++;
    dieAt('before begin');
  },
  around: async (append) => {
    dieAt('begun');
    await append();
    dieAt('appended');
  },
});
await replayer.recover();
await replayer.replay({ selection: {}, correction: CORRECTION, dryRun: false, limit: 1_000_000 });
