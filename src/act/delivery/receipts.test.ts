import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ReceiptEntry } from '../../core/index.ts';
import type { OpenMessage } from './open-message.ts';
import type { DeliveryEntry } from './receipts.ts';
import { createReceipts, type Receipts } from './receipts.ts';

function receipt(message: string): ReceiptEntry {
  return { type: 'receipt', kind: 'sent', customer: 'c1', message, channel: 'capture', decidedAt: 1, dispatchedAt: 2 };
}

function messageOf(entry: DeliveryEntry): string {
  return entry.type === 'receipt' ? entry.message : entry.messageId;
}

function push(receipts: Receipts, ...ids: string[]): void {
  for (const id of ids) receipts.push({ id, decidedAt: 1, attempts: 1 }, [receipt(id)]);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('receipts', () => {
  test('that come within a moment, or while others are written, are written together, in order', async () => {
    const groups: string[][] = [];
    const done: string[] = [];
    let release: () => void = () => undefined;
    const receipts = createReceipts({
      append: (group) => {
        groups.push(group.map(messageOf));
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      },
      onAppended: ({ id }: OpenMessage) => done.push(id),
    });
    push(receipts, 'a');
    await vi.advanceTimersByTimeAsync(30);
    push(receipts, 'b');
    expect(groups).toEqual([]);
    await vi.advanceTimersByTimeAsync(10);
    push(receipts, 'c', 'd');
    expect(groups).toEqual([['a', 'b']]);
    expect(done).toEqual([]);
    release();
    await vi.advanceTimersByTimeAsync(40);
    expect(groups).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(done).toEqual(['a', 'b']);
    release();
    await receipts.stop();
    expect(done).toEqual(['a', 'b', 'c', 'd']);
  });

  test('that wait for company are written at once when it stops', async () => {
    const groups: number[] = [];
    const receipts = createReceipts({ append: async (group) => groups.push(group.length), onAppended: () => undefined });
    push(receipts, 'a', 'b');
    await receipts.stop();
    expect(groups).toEqual([2]);
  });

  test('that somebody waits for, with nobody else on the way, are written at once', async () => {
    const groups: string[][] = [];
    let open = 3;
    const receipts = createReceipts({
      append: async (group) => groups.push(group.map(messageOf)),
      onAppended: () => undefined,
      isWaitedFor: (pending) => pending >= open,
    });
    push(receipts, 'a', 'b');
    await vi.advanceTimersByTimeAsync(1);
    expect(groups).toEqual([]);
    push(receipts, 'c');
    await vi.advanceTimersByTimeAsync(1);
    expect(groups).toEqual([['a', 'b', 'c']]);
    open = 2;
    push(receipts, 'd');
    await vi.advanceTimersByTimeAsync(1);
    open = 1;
    receipts.hurry();
    await vi.advanceTimersByTimeAsync(1);
    expect(groups).toEqual([['a', 'b', 'c'], ['d']]);
    await receipts.stop();
  });

  test('are written in groups of bounded size', async () => {
    const sizes: number[] = [];
    const receipts = createReceipts({ append: async (group) => sizes.push(group.length), onAppended: () => undefined });
    push(receipts, ...Array.from({ length: 1_201 }, (_, index) => `m${index}`));
    await receipts.stop();
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_201);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  });

  test('that the log refuses are written again until it takes them, and the problem is told meanwhile', async () => {
    let refusals = 3;
    const done: string[] = [];
    const receipts = createReceipts({
      append: async () => {
        if (refusals-- > 0) throw new Error('the disk is full');
      },
      onAppended: ({ id }) => done.push(id),
    });
    push(receipts, 'a');
    await vi.advanceTimersByTimeAsync(100);
    expect(receipts.problem()).toBe('the disk is full');
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(250 + 500 + 1_000);
    expect(done).toEqual(['a']);
    expect(receipts.problem()).toBeUndefined();
  });

  test('do not hold up stopping while the log refuses them', async () => {
    const receipts = createReceipts({ append: () => Promise.reject(new Error('closed')), onAppended: () => undefined });
    push(receipts, 'a');
    await vi.advanceTimersByTimeAsync(100);
    await receipts.stop();
    expect(receipts.problem()).toBe('closed');
  });
});
