/** What differs between a call before and after its correction. */
export interface Changed {
  readonly path: string;
  /** As JSON; undefined: it is not there. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export function changesBetween(before: unknown, after: unknown): readonly Changed[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => ({ path, from: was.get(path), to: is.get(path) }));
}

/** Paths of all that is no object and no list, with what is there. */
export function leavesOf(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map(value === undefined ? [] : [[path, JSON.stringify(value)]]);
  const inner = Array.isArray(value)
    ? value.map((one, index) => [`${path}[${index}]`, one] as const)
    : Object.entries(value).map(([key, one]) => [path === '' ? key : `${path}.${key}`, one] as const);
  if (inner.length === 0) return new Map([[path, JSON.stringify(value)]]);
  return new Map(inner.flatMap(([place, one]) => [...leavesOf(one, place)]));
}

/** Paths that a correction may name: those of a call, of a list those of each element. */
export function pathsOf(call: unknown): readonly string[] {
  const leaves = [...leavesOf(call).keys()].map((path) => path.replace(/\[\d+\]/g, '[]'));
  return [...new Set(leaves)].filter((path) => path !== '' && path.split('[]').length <= 2);
}
