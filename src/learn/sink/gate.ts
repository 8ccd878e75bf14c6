/** A gate to wait at: opened by news, by time, or at once when news came while nobody was waiting. */
export class Gate {
  #open: (() => void) | undefined;
  #news = false;

  open(): void {
    this.#news = true;
    this.#open?.();
  }

  /** Resolves at the next `open`, or after so many milliseconds (Infinity: never by time). */
  async wait(waitMs: number): Promise<void> {
    if (!this.#news) {
      await new Promise<void>((resolve) => {
        const timer = Number.isFinite(waitMs) ? setTimeout(resolve, waitMs) : undefined;
        this.#open = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#open = undefined;
    }
    this.#news = false;
  }

  /** Resolves after so many milliseconds, whatever the news, unless `ends` says so at an `open`. */
  async pause(pauseMs: number, ends: () => boolean): Promise<void> {
    const until = performance.now() + pauseMs;
    for (let left = pauseMs; left > 0 && !ends(); left = until - performance.now()) await this.wait(left);
  }
}
