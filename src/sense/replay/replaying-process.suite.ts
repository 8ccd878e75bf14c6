/** A process that replays the quarantine in `process.argv[2]`, or the one that the fourth argument says is shared, and kills itself at the named instant of its third batch. */
import { CORRECTION, openWorld, type WorldChanges } from './world.suite.ts';

const [folder, instant, place] = process.argv.slice(2);
const shared: WorldChanges['shared'] = place === undefined ? undefined : JSON.parse(place);
let batch = 0;

function dieAt(here: string): void {
  if (here === instant && batch === 3) process.kill(process.pid, 'SIGKILL');
}

const { replayer } = await openWorld(folder!, {
  shared,
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
