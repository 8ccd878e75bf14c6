/** When a command that goes on until it is stopped is to end. */

let stop: () => void;
const asked = new Promise<void>((resolve) => {
  stop = resolve;
});

/** Resolves at the first SIGINT or SIGTERM, or when `requestStop` is called, also before. */
export function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    void asked.then(resolve);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** As a signal would. */
export function requestStop(): void {
  stop();
}
