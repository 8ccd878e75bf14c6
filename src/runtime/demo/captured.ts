import type { CapturedMessage, CaptureReader } from '../../act/index.ts';

/** Of the first page; each that follows is twice as large: mostly a few are new, and every message read is parsed. */
const FIRST_PAGE = 16;
const PAGE_MAX = 512;

/** Messages captured after this number, oldest first. */
export async function capturedAfter(reader: Pick<CaptureReader, 'list'>, after: number): Promise<readonly CapturedMessage[]> {
  const found: CapturedMessage[] = [];
  let before: number | undefined;
  for (let limit = FIRST_PAGE; ; limit = Math.min(2 * limit, PAGE_MAX)) {
    const page = await reader.list({ limit, ...(before !== undefined && { before }) });
    const fresh = page.filter(({ number }) => number > after);
    found.push(...fresh);
    if (fresh.length < limit) return found.reverse();
    before = fresh.at(-1)!.number;
  }
}
