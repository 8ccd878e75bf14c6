/**
 * Where the entries of the history stand in the log of a simulation. Up to the moment at which the draft comes in both are the same. From then on entries of the
 * history fall out (receipts of messages that the draft does not send) and others come in (what the draft's own messages lead to), so later ones stand elsewhere.
 *
 * P1. An entry keeps its position wherever that is free: it moves only behind what came in before it, and moves back where others fall out.
 * P2. Ids that the engine makes are functions of a position; `idOf` and `storedIdOf` lead from one log's ids to the other's and back.
 */

const POSITION_DIGITS = 9;
const EFFECT_DIGITS = 2 + POSITION_DIGITS + 3;
const CUSTOMER_AT = 1 + 9 + 2;

export class Positions {
  readonly #boundary: number;
  /** Moved entries only: position in the history, position in the simulation; and back. */
  readonly #moved = new Map<number, number>();
  readonly #back = new Map<number, number>();
  /** In the history: fell out. In the simulation: came in. */
  readonly #out = new Set<number>();
  readonly #in = new Set<number>();
  #last: number;

  /** `boundary`: the last position that both logs have in common. */
  constructor(boundary: number) {
    this.#boundary = boundary;
    this.#last = boundary;
  }

  /** The last position of the simulation's log. */
  get last(): number {
    return this.#last;
  }

  /** Whether every entry so far stands where it stood. */
  get isSame(): boolean {
    return this.#moved.size === 0 && this.#out.size === 0 && this.#in.size === 0;
  }

  /** The entry of the history goes on into the simulation; where it stands there. */
  keep(position: number): number {
    const to = Math.max(position, this.#last + 1);
    this.#last = to;
    if (to !== position) {
      this.#moved.set(position, to);
      this.#back.set(to, position);
    }
    return to;
  }

  drop(position: number): void {
    this.#out.add(position);
  }

  /** An entry of the simulation's own; where it stands. */
  add(): number {
    this.#last += 1;
    this.#in.add(this.#last);
    return this.#last;
  }

  /** Where an entry of the history stands in the simulation; undefined when it fell out. */
  of(position: number): number | undefined {
    if (position <= this.#boundary) return position;
    return this.#out.has(position) ? undefined : (this.#moved.get(position) ?? position);
  }

  /** Which entry of the history stands there; undefined when none does. */
  storedOf(position: number): number | undefined {
    if (position <= this.#boundary) return position;
    return this.#in.has(position) ? undefined : (this.#back.get(position) ?? position);
  }

  /** The simulation's id for one of the history: of a message, an instance, an event of the engine's, or a customer. Undefined when its entry fell out. */
  idOf(id: string): string | undefined {
    return withPosition(id, (position) => this.of(position));
  }

  storedIdOf(id: string): string | undefined {
    return withPosition(id, (position) => this.storedOf(position));
  }

  /** Whether the id was made before the draft came in. */
  isBefore(id: string): boolean {
    const at = positionAt(id);
    return Number.parseInt(id.slice(at, at + POSITION_DIGITS), 36) <= this.#boundary;
  }
}

/** Where in an id its position stands; what follows a dot (`.delivered`) is not part of it. */
function positionAt(id: string): number {
  if (id.startsWith('c')) return CUSTOMER_AT;
  const dot = id.indexOf('.');
  return (dot < 0 ? id.length : dot) - EFFECT_DIGITS + 2;
}

function withPosition(id: string, to: (position: number) => number | undefined): string | undefined {
  const at = positionAt(id);
  const position = to(Number.parseInt(id.slice(at, at + POSITION_DIGITS), 36));
  if (position === undefined) return undefined;
  return `${id.slice(0, at)}${position.toString(36).padStart(POSITION_DIGITS, '0')}${id.slice(at + POSITION_DIGITS)}`;
}
