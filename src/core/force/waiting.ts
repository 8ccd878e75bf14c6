/** What of a release reads a past that nobody has kept, and what stays in force instead. */
import { VolanoError } from '../../base/index.ts';
import type { DefinitionKind, Released } from '../../define/index.ts';
import { layoutBeyond } from '../know/index.ts';
import { type Compiled, compileDefinitions } from './compiling.ts';
import { type DeclaredPlaces, keysOf } from './declared.ts';
import { nameOf, Reads } from './reads.ts';

/** Kinds that may have to wait. All others take effect at once. */
const MAY_WAIT: ReadonlySet<DefinitionKind> = new Set([
  'trait',
  'tag',
  'segment',
  'recommendation',
  'block',
  'template',
  'journey',
  'placement',
]);
/** Of these, those that themselves read what is kept of customers. */
const KNOWING: ReadonlySet<DefinitionKind> = new Set(['trait', 'tag', 'segment', 'recommendation', 'template', 'journey', 'placement']);

export interface Before {
  readonly compiled: Compiled;
  readonly declared: DeclaredPlaces;
}

export interface Wanted {
  readonly definitions: readonly Released[];
  readonly all: Compiled;
  readonly declared: DeclaredPlaces;
}

/** Names of the definitions that have to wait, and of channels whose address does. */
export function whatWaits(wanted: Wanted, before: Before): ReadonlySet<string> {
  const nothing = new Set<string>();
  if (!lacks(wanted.all, wanted.declared, before)) return nothing;
  const reads = new Reads(wanted.definitions);
  const old = new Map(before.compiled.definitions.map(({ definition, version }) => [nameOf(definition), version]));
  const sameZone = wanted.all.workspace.timeZone === before.compiled.workspace.timeZone;
  const needy = new Set<string>();
  for (const name of reads.names()) {
    const { definition } = reads.get(name)!;
    if (!KNOWING.has(definition.kind)) continue;
    const closure = reads.closureOf(name).map((one) => reads.get(one)!);
    if (sameZone && closure.every((one) => old.get(nameOf(one.definition)) === one.version)) continue;
    const workspace = wanted.definitions.filter((one) => one.definition.kind === 'workspace');
    const compiled = compileDefinitions([...workspace, ...closure], { declaredKeys: keysOf(wanted.declared) });
    if (lacks(compiled, wanted.declared, before)) needy.add(name);
  }
  return reads.readersOf(needy);
}

/** Whether any of what they read has not been kept, or not for as long. */
function lacks({ know }: Compiled, declared: DeclaredPlaces, before: Before): boolean {
  const kept = before.compiled.know.layouts;
  for (const layout of know.layouts.values()) if (layoutBeyond(layout, kept.get(layout.key), layout)) return true;
  return know.declared.some(({ trait }) => before.declared.get(trait.id)?.key !== declared.get(trait.id)?.key);
}

/** What is in force meanwhile: what need not wait, and of the rest the versions before, with all that those need. */
export function meanwhile(wanted: Wanted, waits: ReadonlySet<string>, before: Before): readonly Released[] {
  const now = wanted.definitions.filter(({ definition }) => !waits.has(nameOf(definition)) || !MAY_WAIT.has(definition.kind));
  const old = new Reads(before.compiled.definitions);
  const mixed = new Map(now.map((one) => [nameOf(one.definition), one]));
  const open = [...waits].filter((name) => !mixed.has(name) && old.get(name));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (mixed.has(name)) continue;
    mixed.set(name, old.get(name)!);
    for (const read of old.of(name)) if (!mixed.has(read) && old.get(read)) open.push(read);
  }
  try {
    const definitions = [...mixed.values()];
    compileDefinitions(definitions);
    return definitions;
  } catch (error) {
    // The versions before lean on something that the release has changed: they go, and the new ones come when they are ready.
    if (error instanceof VolanoError && error.kind === 'definition') return now;
    throw error;
  }
}

/** The definitions that wait. */
export function waitingOf(wanted: Wanted, waits: ReadonlySet<string>): readonly Released[] {
  return wanted.definitions.filter(({ definition }) => waits.has(nameOf(definition)) && MAY_WAIT.has(definition.kind));
}
