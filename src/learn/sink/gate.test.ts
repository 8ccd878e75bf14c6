import { describe, expect, test } from 'vitest';
import { Gate } from './gate.ts';

describe('a gate', () => {
  test('opened while somebody waits lets them through', async () => {
    const gate = new Gate();
    const through = gate.wait(Number.POSITIVE_INFINITY);
    gate.open();
    await through;
  });

  test('opened before lets the next one through at once, and only that one', async () => {
    const gate = new Gate();
    gate.open();
    await gate.wait(Number.POSITIVE_INFINITY);
    const passed: string[] = [];
    const second = gate.wait(Number.POSITIVE_INFINITY).then(() => passed.push('second'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(passed).toEqual([]);
    gate.open();
    await second;
  });

  test('opens by time', async () => {
    await new Gate().wait(5);
  });

  test('a pause lasts through news and ends early only when told to', async () => {
    const gate = new Gate();
    let ends = false;
    const ended: string[] = [];
    const pause = gate.pause(60_000, () => ends).then(() => ended.push('pause'));
    gate.open();
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toEqual([]);
    ends = true;
    gate.open();
    await pause;
    expect(ended).toEqual(['pause']);
  });

  test('a pause that is over ends by time', async () => {
    await new Gate().pause(5, () => false);
  });
});
