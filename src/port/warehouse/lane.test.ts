import { describe, expect, test } from 'vitest';
import { idlest, Lane } from './lane.ts';

/** A statement that ends when told to. */
function pending(): { readonly run: () => Promise<string>; readonly end: (error?: Error) => void; started: boolean } {
  let settle: (error?: Error) => void = () => {};
  const done = new Promise<string>((resolve, reject) => {
    settle = (error) => (error ? reject(error) : resolve('done'));
  });
  const statement = {
    started: false,
    end: (error?: Error) => settle(error),
    run: () => {
      statement.started = true;
      return done;
    },
  };
  return statement;
}

describe('a lane', () => {
  test('runs one statement at a time, in order', async () => {
    const lane = new Lane('connection');
    const [first, second] = [pending(), pending()];
    const results = [lane.run(first.run), lane.run(second.run)];
    await Promise.resolve();
    expect([first.started, second.started, lane.load]).toEqual([true, false, 2]);
    first.end();
    await results[0];
    second.end();
    expect(await Promise.all(results)).toEqual(['done', 'done']);
    await lane.idle();
    expect([second.started, lane.load]).toEqual([true, 0]);
  });

  test('goes on after a statement that fails, whose caller alone learns of it', async () => {
    const lane = new Lane('connection');
    const first = pending();
    const failing = lane.run(first.run);
    const next = lane.run(async (connection) => connection);
    first.end(new Error('no'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('connection');
  });

  test('goes on after a statement that throws at once', async () => {
    const lane = new Lane('connection');
    const failing = lane.run(() => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await lane.idle();
    expect(lane.load).toBe(0);
  });

  test('is idle only when the last statement has ended', async () => {
    const lane = new Lane('connection');
    const statement = pending();
    const ended: string[] = [];
    const running = lane.run(statement.run).then(() => ended.push('statement'));
    const idle = lane.idle().then(() => ended.push('idle'));
    statement.end();
    await Promise.all([running, idle]);
    expect(new Set(ended)).toEqual(new Set(['statement', 'idle']));
  });
});

describe('the idlest lane', () => {
  test('is the one with the fewest statements; the first among equals', () => {
    const lanes = [new Lane('a'), new Lane('b'), new Lane('c')];
    expect(idlest(lanes).connection).toBe('a');
    void lanes[0]!.run(() => new Promise(() => {}));
    expect(idlest(lanes).connection).toBe('b');
    void lanes[1]!.run(() => new Promise(() => {}));
    expect(idlest(lanes).connection).toBe('c');
    void lanes[2]!.run(() => new Promise(() => {}));
    void lanes[2]!.run(() => new Promise(() => {}));
    expect(idlest(lanes).connection).toBe('a');
  });
});
