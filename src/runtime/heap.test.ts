import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { HEAP_FLAGS } from './heap.ts';

// V8 says nothing when it is given a flag that it does not know.
test.each(HEAP_FLAGS)('V8 knows %s', (flag) => {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const name = flag.split('=')[0]!.replace('--no-', '--');
  expect(stdout).toMatch(new RegExp(`^\\s+${name} `, 'm'));
});

test('V8 takes them', () => {
  const { status, stderr } = spawnSync(process.execPath, [...HEAP_FLAGS, '-e', ''], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
