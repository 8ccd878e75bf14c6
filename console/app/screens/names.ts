/** Names of the screens there are: for links that lead to one where it exists. */
const names: ReadonlySet<string> = new Set(Object.keys(import.meta.glob('./*/screen.ts')).map((path) => path.split('/')[1]!));

export function hasScreen(name: string): boolean {
  return names.has(name);
}
