/**
 * Commits to the state store at argv[2] without end. Commit n writes n under the same keys of every table, drops what commit n - 1 alone
 * wrote and adds keys of its own, so that a torn commit shows. Prints n once it is durable. Two commits are under way at a time.
 */
import { openLmdbState, type Table, type Write } from '../../src/port/state/index.ts';
import { say } from './say.ts';

const store = await openLmdbState({ path: process.argv[2]! });
const tables: readonly Table[] = ['customer', 'identifier', 'timer', 'outbox', 'fact', 'meta'];
let under: Promise<void> = Promise.resolve();
for (let n = Number(process.argv[3]); ; n++) {
  const writes: Write[] = [];
  for (const table of tables) {
    for (let key = 0; key < 30; key++)
      writes.push({ table, key: Buffer.from(`k${key}`), value: Buffer.from(`${n} ${'x'.repeat((n * key) % 300)}`) });
    writes.push({ table, key: Buffer.from(`own ${n}`), value: Buffer.from(String(n)) });
    writes.push({ table, key: Buffer.from(`own ${n - 1}`), value: undefined });
  }
  const { durable } = store.commit(writes);
  const said = durable.then(() => say(String(n)));
  await under;
  under = said;
}
