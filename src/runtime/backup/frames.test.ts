import { describe, expect, test } from 'vitest';
import { VolanoError, verbatim, wordsOf } from '../../base/index.ts';
import { decodeFrames, encodeFrames, type Frame, interrupted, problemFrame } from './frames.ts';

async function allOf<One>(many: AsyncIterable<One>): Promise<One[]> {
  const all: One[] = [];
  for await (const one of many) all.push(one);
  return all;
}

/** As it comes over a connection that cuts it anywhere. */
async function overTheWire(frames: readonly Frame[], size = 7): Promise<Frame[]> {
  const bytes = Buffer.concat(
    await allOf(
      encodeFrames(
        (async function* () {
          yield* frames;
        })(),
      ),
    ),
  );
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
  return allOf(
    decodeFrames(
      (async function* () {
        yield* pieces;
      })(),
    ),
  );
}

describe('what ends a backup before its time', () => {
  test('is told to whoever takes it in both languages', async () => {
    const cause = new VolanoError('VOLANO_WAREHOUSE_FAILED', { problem: verbatim('no memory') });
    const [frame] = await overTheWire([problemFrame(cause)]);
    const error = interrupted(frame as ReturnType<typeof problemFrame>);
    expect(error.code).toBe('VOLANO_BACKUP_INTERRUPTED');
    expect(error.message).toContain('VOLANO_WAREHOUSE_FAILED: The warehouse could not carry out a statement: no memory.');
    expect(wordsOf(error).zh).toContain('备份没有完成：VOLANO_WAREHOUSE_FAILED：数据仓库无法执行一条语句：no memory。');
  });

  test('is told as it comes from a server that says it in English only, and from what is no error of ours', () => {
    const older = interrupted({ type: 'problem', code: 'VOLANO_DISK_FULL', message: 'It is full.' });
    expect(wordsOf(older).zh).toContain('VOLANO_DISK_FULL：It is full.');
    expect(problemFrame(new Error('gone'))).toEqual({ type: 'problem', code: 'VOLANO_UNEXPECTED', message: 'gone', chinese: 'gone' });
  });

  test('is a connection that ends within a frame, or what is no backup', async () => {
    const decode = (bytes: Uint8Array): Promise<Frame[]> =>
      allOf(
        decodeFrames(
          (async function* () {
            yield bytes;
          })(),
        ),
      );
    await expect(decode(Buffer.from([0x64, 0, 0, 0, 9, 1]))).rejects.toThrow(/the connection ended in the middle of it/);
    await expect(decode(Buffer.from('<html>'))).rejects.toThrow(/the answer is no backup/);
  });
});
