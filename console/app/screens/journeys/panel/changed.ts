/** A step with other values. */
import type { Step } from '../model/document.ts';

/** Of the form of a step. */
export interface StepFormProps<One extends Step = Step> {
  readonly of: One;
  readonly onChange: (next: Step) => void;
}

/** The step with some of its fields changed; `undefined` takes a field out. */
export function changed<One extends Step>(step: One, change: { readonly [Name in keyof One]?: One[Name] | undefined }): Step {
  const next = { ...step, ...change } as Record<string, unknown>;
  for (const [name, value] of Object.entries(next)) if (value === undefined) delete next[name];
  return next as unknown as Step;
}
