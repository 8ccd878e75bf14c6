import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SendCommand } from '../../core/index.ts';
import { outgoing } from '../channels/channel.suite.ts';
import { type Attempt, createLane, DONE, type Lane, type LaneOptions, widthGate } from './lane.ts';
import type { OpenMessage } from './open-message.ts';

function open(id: string): OpenMessage {
  return { id, decidedAt: 0, attempts: 0 };
}

/** Attempts that end when the test says so. */
class Hands {
  readonly started: string[] = [];
  readonly reads: number[] = [];
  readonly #ends = new Map<string, (attempt: Attempt) => void>();

  lane(options: Partial<LaneOptions<SendCommand>> = {}): Lane {
    return createLane<SendCommand>({
      gate: widthGate(2),
      read: async (messages) => {
        this.reads.push(messages.length);
        return messages.map(({ id }) => outgoing(id).command);
      },
      attempt: ({ id }) => {
        this.started.push(id);
        return new Promise((resolve) => this.#ends.set(id, resolve));
      },
      ...options,
    });
  }

  async end(id: string, attempt: Attempt = DONE): Promise<void> {
    this.#ends.get(id)?.(attempt);
    await vi.advanceTimersByTimeAsync(0);
  }
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a lane', () => {
  test('starts in the order of arrival and never more than allowed at once', async () => {
    const hands = new Hands();
    const lane = hands.lane();
    for (const id of ['a', 'b', 'c', 'd']) lane.add(open(id));
    await settle();
    expect(hands.started).toEqual(['a', 'b']);
    expect(lane.counts()).toEqual({ waiting: 2, active: 2, retrying: 0 });
    await hands.end('b');
    expect(hands.started).toEqual(['a', 'b', 'c']);
    await hands.end('a');
    await hands.end('c');
    await hands.end('d');
    expect(hands.started).toEqual(['a', 'b', 'c', 'd']);
    expect(lane.counts()).toEqual({ waiting: 0, active: 0, retrying: 0 });
  });

  test('reads what comes together in one go', async () => {
    const hands = new Hands();
    const lane = hands.lane({ gate: widthGate(10) });
    for (const id of ['a', 'b', 'c']) lane.add(open(id));
    await settle();
    expect(hands.reads).toEqual([3]);
  });

  test('tries again after the delay and lets others pass meanwhile', async () => {
    const hands = new Hands();
    const lane = hands.lane({ gate: widthGate(1) });
    lane.add(open('a'));
    lane.add(open('b'));
    await settle();
    await hands.end('a', { again: true, delayMs: 500 });
    expect(hands.started).toEqual(['a', 'b']);
    expect(lane.counts()).toEqual({ waiting: 0, active: 1, retrying: 1 });
    await hands.end('b');
    await vi.advanceTimersByTimeAsync(499);
    expect(hands.started).toEqual(['a', 'b']);
    await vi.advanceTimersByTimeAsync(1);
    expect(hands.started).toEqual(['a', 'b', 'a']);
  });

  test('forgets a message whose command is gone', async () => {
    const hands = new Hands();
    const lane = hands.lane({ read: async (messages) => messages.map(({ id }) => (id === 'a' ? undefined : outgoing(id).command)) });
    lane.add(open('a'));
    lane.add(open('b'));
    await settle();
    expect(hands.started).toEqual(['b']);
    expect(lane.counts()).toEqual({ waiting: 0, active: 1, retrying: 0 });
  });

  test('asks again when the rows cannot be read', async () => {
    const hands = new Hands();
    let broken = true;
    const lane = hands.lane({
      read: async (messages) => {
        if (broken) throw new Error('no state');
        return messages.map(({ id }) => outgoing(id).command);
      },
    });
    lane.add(open('a'));
    await settle();
    expect(lane.counts()).toEqual({ waiting: 0, active: 0, retrying: 1 });
    broken = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(hands.started).toEqual(['a']);
  });

  test('carries many more than it can hold at once', async () => {
    const started: string[] = [];
    const lane = createLane({
      gate: widthGate(8),
      read: async (messages) => messages.map(({ id }) => outgoing(id).command),
      attempt: async ({ id }) => {
        started.push(id);
        return DONE;
      },
    });
    const ids = Array.from({ length: 5_000 }, (_, index) => `m${index}`);
    for (const id of ids) lane.add(open(id));
    await settle();
    expect(started).toEqual(ids);
  });

  test('stops: nothing new starts, what is under way is awaited, retries are dropped', async () => {
    const hands = new Hands();
    const lane = hands.lane({ gate: widthGate(1) });
    lane.add(open('a'));
    lane.add(open('b'));
    await settle();
    let stopped = false;
    const stop = lane.stop().then(() => {
      stopped = true;
    });
    await settle();
    expect(stopped).toBe(false);
    await hands.end('a', { again: true, delayMs: 10 });
    await stop;
    await vi.advanceTimersByTimeAsync(1_000);
    lane.add(open('c'));
    await settle();
    expect(hands.started).toEqual(['a']);
  });
});
