/** A process that is a member of a group: started with brokers, group and topic, it tells its parent what it gains and loses, and when. */
import { setTimeout as pause } from 'node:timers/promises';
import { joinGroup } from '../../src/port/log/index.ts';

const [brokers = '', group = '', topic = ''] = process.argv.slice(2);

function tell(kind: 'gained' | 'lost' | 'joined' | 'left', partitions: readonly number[] = []): void {
  process.send?.({ kind, partitions, at: performance.timeOrigin + performance.now() });
}

const { leave } = await joinGroup(
  { brokers: brokers.split(','), group, topic, sessionTimeoutMs: 6_000 },
  {
    gained: async (partitions) => tell('gained', partitions),
    lost: async (partitions) => {
      // Its last commit takes a while.
      await pause(200);
      tell('lost', partitions);
    },
  },
);
tell('joined');
process.once('message', async () => {
  await leave();
  tell('left');
  process.disconnect();
});
