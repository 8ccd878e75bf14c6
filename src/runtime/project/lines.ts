/** A line diff: the longest common subsequence, with the common head and tail taken off first. */

export interface DiffLine {
  readonly sign: ' ' | '+' | '-';
  readonly text: string;
}

/** Lines of both texts in reading order; a replaced stretch shows what is removed before what is added. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const kept = (text: string): DiffLine => ({ sign: ' ', text });
  return [
    ...before.slice(0, head).map(kept),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(kept),
  ];
}

/** Only the changed lines with this many kept lines around them; `undefined` stands for lines left out. */
export function contextOf(lines: readonly DiffLine[], around: number): readonly (DiffLine | undefined)[] {
  const near = new Set<number>();
  for (const [index, { sign }] of lines.entries()) {
    if (sign === ' ') continue;
    for (let one = index - around; one <= index + around; one++) near.add(one);
  }
  const shown: (DiffLine | undefined)[] = [];
  for (const [index, line] of lines.entries()) {
    if (near.has(index)) shown.push(line);
    else if (index === 0 || near.has(index - 1)) shown.push(undefined);
  }
  return shown;
}

function middle(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const width = after.length + 1;
  const longest = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const below = longest[(i + 1) * width + j]!;
      const right = longest[i * width + j + 1]!;
      longest[i * width + j] = before[i] === after[j] ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(below, right);
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ sign: ' ', text: before[i++]! });
      j++;
    } else if (i < before.length && (j === after.length || longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) {
      lines.push({ sign: '-', text: before[i++]! });
    } else lines.push({ sign: '+', text: after[j++]! });
  }
  return lines;
}
