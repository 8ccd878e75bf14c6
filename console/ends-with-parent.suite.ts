/**
 * Loaded before a program (`node --import`) that was started with a channel to whoever started it: it stops when that is gone, also when it was killed and
 * could not say so.
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // Whoever listens for the end of the channel would be kept from ending by it.
  process.channel?.unref();
}
