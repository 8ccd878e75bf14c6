import { expect, it } from 'vitest';
import { eventPathOf, readsContext } from './event-path.ts';

it.each([
  ['$source', { of: 'source' }],
  ['$context.device.type', { of: 'context', path: 'device.type' }],
  ['$time.weekday', { of: 'time', part: 'weekday' }],
  ['$local_time.clock', { of: 'local_time', part: 'clock' }],
])('%s reads the event itself', (path, read) => {
  expect(eventPathOf(path)).toEqual(read);
});

it.each(['source', '$sources', '$source.name', '$time', '$time.second', '$context', '$os', 'a.$time.hour'])(
  '%s is the path of a property',
  (path) => {
    expect(eventPathOf(path)).toBeUndefined();
  },
);

it('knows which paths look into the context: the zone of a local clock stands there', () => {
  expect(['$context.a', '$local_time.hour', '$time.hour', '$source', 'context.a'].filter(readsContext)).toEqual([
    '$context.a',
    '$local_time.hour',
  ]);
});
