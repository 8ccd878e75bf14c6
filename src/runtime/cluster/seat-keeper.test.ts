import { describe, expect, test } from 'vitest';
import { type Seat, SeatKeeper } from './seat-keeper.ts';

/** Says what was done, and lets `take` wait or fail. */
class Diary implements Seat {
  readonly done: string[] = [];
  failures = 0;
  gate: Promise<void> = Promise.resolve();

  async take(): Promise<void> {
    this.done.push('take');
    await this.gate;
    if (this.failures-- > 0) throw new Error('not yet');
    this.done.push('taken');
  }

  async leave(): Promise<void> {
    this.done.push('leave');
  }
}

describe('a seat', () => {
  test('is taken, and left', async () => {
    const diary = new Diary();
    const keeper = new SeatKeeper(diary, () => {});
    await keeper.sit();
    await keeper.stand();
    expect(diary.done).toEqual(['take', 'taken', 'leave']);
  });

  test('that is wanted no more while it is being taken is left when it has been', async () => {
    const diary = new Diary();
    const { promise, resolve } = Promise.withResolvers<void>();
    diary.gate = promise;
    const keeper = new SeatKeeper(diary, () => {});
    const [sitting, standing] = [keeper.sit(), keeper.stand()];
    resolve();
    await Promise.all([sitting, standing]);
    expect(diary.done.at(-1)).toBe('leave');
  });

  test('that cannot be taken is cleared and tried again, and each failure is told', async () => {
    const diary = new Diary();
    diary.failures = 2;
    const told: unknown[] = [];
    const keeper = new SeatKeeper(diary, (error) => told.push(error), 0);
    await keeper.sit();
    expect(diary.done).toEqual(['take', 'leave', 'take', 'leave', 'take', 'taken']);
    expect(told).toHaveLength(2);
  });

  test('whose work has ended is taken anew, unless it is wanted no more', async () => {
    const diary = new Diary();
    const keeper = new SeatKeeper(diary, () => {});
    await keeper.sit();
    await keeper.sitAgain();
    expect(diary.done).toEqual(['take', 'taken', 'leave', 'take', 'taken']);
    await keeper.stand();
    await keeper.sitAgain();
    expect(diary.done.filter((one) => one === 'take')).toHaveLength(2);
  });
});
