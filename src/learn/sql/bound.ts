/** Bounds that differ by partition: numbers and positions of one partition say nothing about those of another. */

/** The bound of a row's partition, as an expression. `bounds`: by partition. */
export function boundOf(bounds: readonly number[]): string {
  const [only] = bounds;
  return bounds.length === 1 ? String(only) : `[${bounds.join(', ')}][partition + 1]`;
}
