/** Instants by place in a table, where most places have none: a bit for each place, and the instants there are in order of place. */
export class SparseTimes {
  /** What stands for no instant. */
  readonly none: number;
  /** 32 places each. */
  readonly #bits: number[];
  readonly #times: number[] = [];

  constructor(places: number, none: number) {
    this.none = none;
    this.#bits = new Array<number>((places + 31) >>> 5).fill(0);
  }

  has(place: number): boolean {
    return (this.#bits[place >>> 5]! & (1 << (place & 31))) !== 0;
  }

  get(place: number): number {
    return this.has(place) ? this.#times[this.#rank(place)]! : this.none;
  }

  set(place: number, time: number): void {
    this.swap(place, time);
  }

  /** Sets a time, and returns what was there. */
  swap(place: number, time: number): number {
    const times = this.#times;
    const isThere = this.has(place);
    if (!isThere && time === this.none) return time;
    const rank = this.#rank(place);
    const old = isThere ? times[rank]! : this.none;
    if (old === time) return old;
    if (isThere && time !== this.none) times[rank] = time;
    else {
      this.#bits[place >>> 5]! ^= 1 << (place & 31);
      if (isThere) times.splice(rank, 1);
      else if (rank === times.length) times.push(time);
      else times.splice(rank, 0, time);
    }
    return old;
  }

  get size(): number {
    return this.#times.length;
  }

  /** The earliest; Infinity when there is none. */
  earliest(): number {
    const times = this.#times;
    let earliest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < times.length; i++) if (times[i]! < earliest) earliest = times[i]!;
    return earliest;
  }

  /** In order of place. */
  each(visit: (place: number, time: number) => void): void {
    const bits = this.#bits;
    let rank = 0;
    for (let word = 0; word < bits.length; word++) {
      for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) visit(32 * word + 31 - Math.clz32(rest & -rest), this.#times[rank++]!);
    }
  }

  /** How many places before this one have an instant. */
  #rank(place: number): number {
    const bits = this.#bits;
    const word = place >>> 5;
    if (latest.times !== this || latest.word > word) {
      latest.times = this;
      latest.word = 0;
      latest.before = 0;
    }
    while (latest.word < word) latest.before += ones(bits[latest.word++]!);
    return latest.before + ones(bits[word]! & ((1 << (place & 31)) - 1));
  }
}

/** Places are asked for in order, mostly: of the times asked last, how many stand before the word asked last. */
const latest: { times: SparseTimes | undefined; word: number; before: number } = { times: undefined, word: 0, before: 0 };

/** How many bits are set. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
