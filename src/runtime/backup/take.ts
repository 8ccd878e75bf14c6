/** Takes the frames of a backup into a folder, beside what it has already. */
import { VolanoError } from '../../base/index.ts';
import { said } from '../said.ts';
import type { StoredFile } from '../snapshots/index.ts';
import type { BackupFolder } from './folder.ts';
import { BACKUP_FORMAT, type Manifest, type OfPart, type Point, SEVERAL_FORMAT } from './format.ts';
import { type BackupHead, type Frame, interrupted } from './frames.ts';

export interface TakeOptions {
  /** States that stay, the newest ones. */
  readonly points: number;
  /** Wall clock, ms. */
  readonly now: () => number;
  readonly onProgress?: (progress: BackupProgress) => void;
}

export interface BackupProgress {
  readonly head: BackupHead;
  /** Uncompressed, so far. */
  readonly bytes: number;
  readonly part: 'state' | 'log' | 'warehouse' | 'file';
}

interface Taking {
  readonly head: BackupHead;
  readonly log: Manifest['log'][number][];
  readonly state: (StoredFile & OfPart)[];
  readonly warehouse: Manifest['warehouse'][number][];
  readonly files: StoredFile[];
}

type FileFrame = Extract<Frame, { type: 'file' }>;
type CloseFrame = Extract<Frame, { type: 'close' }>;

/** Resolves when the backup is whole. Rejects with VOLANO_BACKUP_INTERRUPTED when the frames end before, and as the folder does. */
export async function takeFrames(folder: BackupFolder, frames: AsyncGenerator<Frame>, options: TakeOptions): Promise<Manifest> {
  let taking: Taking | undefined;
  const run = `${options.now()}`;
  try {
    for (let next = await frames.next(); !next.done; next = await frames.next()) {
      const frame = next.value;
      if (frame.type === 'head') taking = { head: frame.head, log: [], state: [], warehouse: [], files: [] };
      else if (frame.type === 'problem') throw interrupted(frame);
      else if (taking && frame.type === 'file') await takeFile(folder, { taking, frame, frames, run }, options);
      else if (taking && frame.type === 'end') {
        const manifest = manifestOf(folder.before, { ...taking, ...frame }, options);
        await folder.commit(manifest);
        return manifest;
      } else throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: said`"${frame.type}" came out of order` });
    }
  } finally {
    await frames.return(undefined);
  }
  throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: said`it ended before it was whole` });
}

interface FileParts {
  readonly taking: Taking;
  readonly frame: FileFrame;
  readonly frames: AsyncGenerator<Frame>;
  readonly run: string;
}

async function takeFile(folder: BackupFolder, { taking, frame, frames, run }: FileParts, { onProgress }: TakeOptions): Promise<void> {
  const { head } = taking;
  let close: CloseFrame | undefined;
  const contents = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = await frames.next();
      if (next.done) throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: said`it ended in the middle of a file` });
      const inner = next.value;
      if (inner.type === 'problem') throw interrupted(inner);
      if (inner.type === 'close') {
        close = inner;
        return;
      }
      if (inner.type !== 'data') throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: said`"${inner.type}" came out of order` });
      onProgress?.({ head, bytes: inner.bytes.byteLength, part: frame.kind });
      yield inner.bytes;
    }
  };
  const number = taking.log.length + taking.state.length + taking.warehouse.length + taking.files.length;
  // Names of a run's own: what a run before has written stays as it is until this one is whole.
  const written = await folder.write(nameOf(frame, { run, number }), contents());
  const stored = frame.part === undefined ? written : { ...written, part: frame.part };
  if (frame.kind === 'log') taking.log.push({ ...stored, ...close!.log! });
  else if (frame.kind === 'warehouse') taking.warehouse.push({ ...stored, ...close!.rows! });
  else if (frame.kind === 'state') taking.state.push(stored);
  else taking.files.push(stored);
}

function nameOf({ kind, name }: FileFrame, { run, number }: { readonly run: string; readonly number: number }): string {
  if (kind !== 'file') return `${kind}/${run}/${String(number).padStart(6, '0')}`;
  const parts = name.split('/');
  if (parts.some((part) => !/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(part)))
    throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: said`"${name}" is no name of a file` });
  return `files/${run}/${name}`;
}

function manifestOf(before: Manifest | undefined, taken: Taking & Pick<Manifest, 'end' | 'ends'>, { points, now }: TakeOptions): Manifest {
  const { version, partition, partitions, estimate: _, ...state } = taken.head;
  const { end, ends } = taken;
  const point: Point = { ...state, version, takenAt: now(), files: taken.state, ...(ends && { ends }) };
  return {
    product: 'volano',
    format: ends ? SEVERAL_FORMAT : BACKUP_FORMAT,
    partition,
    partitions,
    end,
    ...(ends && { ends }),
    log: [...(before?.log ?? []), ...taken.log],
    points: [...(before?.points ?? []).filter(({ position }) => position !== point.position), point].slice(-points),
    warehouse: [...(before?.warehouse ?? []), ...taken.warehouse],
    files: taken.files,
  };
}
