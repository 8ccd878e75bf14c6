/** What identity has found for the entries of a batch, by position. Asked for in order, it is where the last one was found or right behind. */
import type { Resolution } from '../../core/index.ts';

export class Resolutions {
  readonly #positions: number[] = [];
  readonly #resolutions: Resolution[] = [];
  #next = 0;

  /** Positions ascend. */
  add(position: number, resolution: Resolution): void {
    this.#positions.push(position);
    this.#resolutions.push(resolution);
  }

  get(position: number): Resolution | undefined {
    const positions = this.#positions;
    if (this.#next > 0 && positions[this.#next - 1]! >= position) this.#next = 0;
    while (this.#next < positions.length && positions[this.#next]! < position) this.#next++;
    return positions[this.#next] === position ? this.#resolutions[this.#next] : undefined;
  }

  values(): readonly Resolution[] {
    return this.#resolutions;
  }
}
