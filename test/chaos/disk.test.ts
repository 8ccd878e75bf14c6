/** A disk that is full takes no further page; with its room back it does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { canHaveNetwork, runInside } from './namespaces.ts';

const DISK = fileURLToPath(new URL('disk.ts', import.meta.url));

it.runIf(canHaveNetwork())('is full to its last page until it is freed as often as it was filled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-disk-'));
  // Ends with 0 when all that it expects is so. Mounts are seen by it alone.
  const script = `import { deepEqual } from 'node:assert'; import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
    import { SmallDisk } from ${JSON.stringify(DISK)}; const disk = SmallDisk.mount(${JSON.stringify(join(folder, 'disk'))}, 4);
    const tried = (name, bytes) => { try { appendFileSync(disk.path + '/' + name, Buffer.alloc(bytes)); return 'room'; } catch (error) { return error.code; } };
    writeFileSync(disk.path + '/old', 'four'); await disk.fill(); await disk.fill();
    const full = [tried('old', 100), tried('old', 4096), tried('new', 1)]; disk.free(); full.push(tried('newer', 1)); disk.free();
    deepEqual(full, ['room', 'ENOSPC', 'ENOSPC', 'ENOSPC']); deepEqual([tried('old', 1048576), tried('new', 1)], ['room', 'room']);
    deepEqual(readFileSync(disk.path + '/old', 'latin1').slice(0, 4), 'four'); disk.unmount();`;
  expect(runInside([process.execPath, '--input-type=module', '--eval', script], { network: false })).toBe(0);
  rmSync(folder, { recursive: true });
});
