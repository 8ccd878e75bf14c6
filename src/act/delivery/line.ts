/** First in, first out. An array is costly to shift, so what was taken is cut off only now and then. */
export interface Line<Item> {
  push(item: Item): void;
  /** The first ones, at most `limit`. */
  take(limit: number): readonly Item[];
  length(): number;
}

const CUT_AFTER = 1_000;

export function createLine<Item>(): Line<Item> {
  let items: Item[] = [];
  let head = 0;
  return {
    push: (item) => void items.push(item),
    take(limit) {
      const taken = items.slice(head, head + Math.max(limit, 0));
      head += taken.length;
      if (head > CUT_AFTER && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return taken;
    },
    length: () => items.length - head,
  };
}
