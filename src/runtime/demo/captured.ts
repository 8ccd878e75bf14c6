import type { CapturedMessage, CaptureReader } from '../../act/index.ts';

const PAGE = 200;

/** Messages captured after this number, oldest first. */
export async function capturedAfter(reader: Pick<CaptureReader, 'list'>, after: number): Promise<readonly CapturedMessage[]> {
  const found: CapturedMessage[] = [];
  for (let before: number | undefined; ; ) {
    const page = await reader.list({ limit: PAGE, ...(before !== undefined && { before }) });
    const fresh = page.filter(({ number }) => number > after);
    found.push(...fresh);
    if (fresh.length < PAGE) return found.reverse();
    before = fresh.at(-1)!.number;
  }
}
