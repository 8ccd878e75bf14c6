/**
 * A lane runs one statement at a time; lanes run side by side. The embedded engine keeps a native thread of the process's pool busy for
 * every statement it has been handed, even while that statement only waits for its connection: four waiting queries would stop all
 * file access of the process. So statements wait here, where waiting is free.
 */
export class Lane<Connection> {
  readonly connection: Connection;
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Statements running or waiting. */
  get load(): number {
    return this.#waiting;
  }

  /** Runs after everything that was handed in before has ended, well or badly. */
  run<Result>(statement: (connection: Connection) => Promise<Result>): Promise<Result> {
    this.#waiting += 1;
    const result = this.#tail.then(() => statement(this.connection));
    this.#tail = result
      .catch(() => undefined)
      .finally(() => {
        this.#waiting -= 1;
      });
    return result;
  }

  /** Resolves when all that was handed in has ended. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}

/** The lane with the least to do. */
export function idlest<Connection>(lanes: readonly Lane<Connection>[]): Lane<Connection> {
  return lanes.reduce((best, lane) => (lane.load < best.load ? lane : best));
}
