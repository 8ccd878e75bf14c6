import { expect, it } from 'vitest';
import { besideOf, eventPathOf } from './event-path.ts';

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

it('knows what paths look into: the zone of a local clock stands in the context', () => {
  const paths = ['$context.a', '$local_time.hour', '$traits.a', '$time.hour', '$source', 'context.a'];
  expect(paths.map(besideOf)).toEqual(['context', 'context', 'traits', undefined, undefined, undefined]);
});
