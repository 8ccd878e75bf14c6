/**
 * The small parts of a customer in one value of the state store: who is touched is read in one look-up and written in one row, and of what
 * was read only the parts that are asked for are decoded.
 *
 * B1. Parts stand in order of name; the bytes are a function of the parts alone.
 * B2. A bundle never changes: `with` makes another one.
 *
 * Version, whether the customer has rows beside it, number of parts, name and length of each, then their bytes.
 */
import { ByteReader, ByteWriter, VolanoError } from '../base/index.ts';

const VERSION = 1;

const writer = new ByteWriter();

interface BundleParts {
  readonly names: readonly string[];
  readonly starts: readonly number[];
  readonly rowsBeside: boolean;
}

/** Whether a customer may have other rows beside the one with these bytes. */
export function hasRowsBeside(bundle: Uint8Array): boolean {
  return bundle[1] !== 0;
}

/** Parts by name, and their bytes as they are stored. */
export class Bundle {
  static readonly EMPTY: Bundle = new Bundle(new Uint8Array(0), { names: [], starts: [0], rowsBeside: false });

  readonly bytes: Uint8Array;
  readonly rowsBeside: boolean;
  readonly #names: readonly string[];
  /** Where each part begins, then where the last ends. */
  readonly #starts: readonly number[];

  /** Throws VOLANO_STATE_VERSION_UNKNOWN. */
  static read(bytes: Uint8Array): Bundle {
    const reader = new ByteReader(bytes, 'customer');
    const version = reader.byte();
    if (version !== VERSION) throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: 'customer', version });
    const rowsBeside = reader.byte() !== 0;
    const names: string[] = [];
    const starts: number[] = [0];
    for (let left = reader.varint(); left > 0; left--) {
      names.push(reader.name());
      starts.push(starts.at(-1)! + reader.varint());
    }
    const { position } = reader;
    for (let i = 0; i < starts.length; i++) starts[i]! += position;
    if (starts.at(-1) !== bytes.length) throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: 'customer', version: -1 });
    return new Bundle(bytes, { names, starts, rowsBeside });
  }

  private constructor(bytes: Uint8Array, { names, starts, rowsBeside }: BundleParts) {
    this.bytes = bytes;
    this.rowsBeside = rowsBeside;
    this.#names = names;
    this.#starts = starts;
  }

  get(name: string): Uint8Array | undefined {
    const at = this.#names.indexOf(name);
    return at < 0 ? undefined : this.bytes.subarray(this.#starts[at]!, this.#starts[at + 1]!);
  }

  has(name: string): boolean {
    return this.#names.includes(name);
  }

  keys(): Iterable<string> {
    return this.#names;
  }

  /** The same without parts of these names. */
  without(gone: ReadonlySet<string>): Bundle {
    const kept = this.#names.filter((name) => !gone.has(name));
    if (kept.length === this.#names.length) return this;
    return new Bundle(this.bytes.subarray(0, 0), { names: [], starts: [0], rowsBeside: this.rowsBeside }).with(
      kept.map((name) => [name, this.get(name)!]),
    );
  }

  /** The same with these parts instead of what it has of the same name. `rowsBeside`: the customer has got rows of its own. */
  with(parts: readonly (readonly [name: string, bytes: Uint8Array])[], rowsBeside: boolean = this.rowsBeside): Bundle {
    const names = this.#namesWith(parts);
    const given: (Uint8Array | undefined)[] = new Array(names.length).fill(undefined);
    for (const [name, bytes] of parts) given[names.indexOf(name)] = bytes;
    const old = names === this.#names ? undefined : names.map((name) => this.#names.indexOf(name));
    const starts = [0];
    writer.byte(VERSION);
    writer.byte(rowsBeside ? 1 : 0);
    writer.varint(names.length);
    for (let i = 0; i < names.length; i++) {
      const from = old ? old[i]! : i;
      const length = given[i]?.length ?? this.#starts[from + 1]! - this.#starts[from]!;
      writer.text(names[i]!);
      writer.varint(length);
      starts.push(starts[i]! + length);
    }
    for (let i = 0; i < names.length; i++) {
      const from = old ? old[i]! : i;
      if (given[i]) writer.bytes(given[i]!);
      else writer.bytes(this.bytes, this.#starts[from]!, this.#starts[from + 1]!);
    }
    const bytes = writer.take();
    const head = bytes.length - starts[names.length]!;
    for (let i = 0; i < starts.length; i++) starts[i]! += head;
    return new Bundle(bytes, { names, starts, rowsBeside });
  }

  #namesWith(parts: readonly (readonly [name: string, bytes: Uint8Array])[]): readonly string[] {
    let names = this.#names;
    for (const [name] of parts) if (!names.includes(name)) names = [...names, name].sort();
    return names;
  }
}
