/** Values with parts. */

/** `value` with these parts; what is undefined is taken out. What it had keeps its place. */
export function withParts<Value extends object>(value: Value, parts: { readonly [Name in keyof Value]?: Value[Name] | undefined }): Value {
  const all = { ...value, ...parts };
  return Object.fromEntries(Object.entries(all).filter(([, part]) => part !== undefined)) as Value;
}
