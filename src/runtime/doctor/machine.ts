/** The machine: Node, the data directory and its disk, limits, the clock. */
import { access, constants, readFile, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Finding, found, problemOf } from './finding.ts';

const NODE_MIN = 24;
const GIB = 1024 ** 3;
const LOW_BYTES = 5 * GIB;
const FULL_BYTES = GIB / 2;
const OPEN_FILES_MIN = 4_096;

/** Types of file systems by the number that Linux gives them. A memory map over a network is no store. */
const REMOTE: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x517b, 'SMB'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'Ceph'],
]);
const FLEETING: ReadonlyMap<number, string> = new Map([
  [0x01021994, 'tmpfs'],
  [0x794c7630, 'overlay'],
]);

export async function examineMachine(directory: string): Promise<readonly Finding[]> {
  const node = process.versions.node;
  const nodeFinding = found(Number(node.split('.')[0]) >= NODE_MIN ? 'node_ok' : 'node_old', { version: node, needed: NODE_MIN });
  return [nodeFinding, ...(await examineDirectory(resolve(directory))), await examineLimit()];
}

async function examineDirectory(directory: string): Promise<readonly Finding[]> {
  const existing = await nearest(directory);
  try {
    await access(existing, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return [found('directory_unwritable', { path: existing, problem: problemOf(error) })];
  }
  const directoryFinding = found(existing === directory ? 'directory_ok' : 'directory_new', { path: directory });
  const { bavail, bsize, type } = await statfs(existing);
  const free = bavail * bsize;
  const values = { path: existing, free: (free / GIB).toFixed(1) };
  const disk = found(free < FULL_BYTES ? 'disk_full' : free < LOW_BYTES ? 'disk_low' : 'disk_ok', values);
  return [directoryFinding, disk, filesFinding(type, existing), await examineClock(directory)];
}

/** The directory itself, or the one above it that is there. */
async function nearest(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch {
    return path === dirname(path) ? path : nearest(dirname(path));
  }
}

function filesFinding(type: number, path: string): Finding {
  const remote = REMOTE.get(type >>> 0);
  if (remote !== undefined) return found('files_remote', { type: remote, path });
  const fleeting = FLEETING.get(type >>> 0);
  return fleeting === undefined ? found('files_local', { path }) : found('files_fleeting', { type: fleeting, path });
}

/** A clock that has gone back makes times that never happened: what was written last lies in the future then. */
async function examineClock(directory: string): Promise<Finding> {
  const written = await Promise.all(
    ['log', 'state'].map(async (part) => (await stat(join(directory, part, 'data.mdb')).catch(() => undefined))?.mtimeMs ?? 0),
  );
  const ahead = Math.max(...written) - Date.now();
  return ahead > 60_000 ? found('clock_behind', { seconds: Math.round(ahead / 1_000) }) : found('clock_ok');
}

async function examineLimit(): Promise<Finding> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const soft = /^Max open files\s+(\d+|unlimited)/m.exec(limits)?.[1];
  const count = soft === undefined || soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
  return found(count < OPEN_FILES_MIN ? 'limit_low' : 'limit_ok', { count: soft ?? '?', needed: OPEN_FILES_MIN });
}
