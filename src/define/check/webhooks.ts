/** What a webhook step may take from the answer. */
import { said } from '../said/said.ts';
import type { AnswerField, WebhookStep } from '../step.ts';
import type { TraitDefinition } from '../trait.ts';
import type { Fault } from './content.ts';

/** `response` and `await` belong together: what is answered is waited for. */
export function* responseFaults(
  { response, await: awaited }: WebhookStep,
  path: string,
  traits: ReadonlyMap<string, TraitDefinition>,
): Generator<Fault> {
  if (!response) {
    if (awaited?.outcome === 'answered')
      yield { path: `${path}.await.outcome`, text: said`nothing is taken from the answer. Say what in response, or await "sent"` };
    return;
  }
  if (awaited?.outcome !== 'answered')
    yield { path: `${path}.await`, text: said`an answer is waited for: await: { outcome: "answered", timeout: "10m" }` };
  for (const [index, field] of response.entries())
    yield* fieldFaults(field, { index, response, path: `${path}.response[${index}]`, traits });
}

interface Place {
  readonly index: number;
  readonly response: readonly AnswerField[];
  readonly path: string;
  readonly traits: ReadonlyMap<string, TraitDefinition>;
}

function* fieldFaults({ field, trait: id }: AnswerField, { index, response, path, traits }: Place): Generator<Fault> {
  if (field.includes('[]')) yield { path: `${path}.field`, text: said`one value is taken, "${field}" is inside a list` };
  if (response.findIndex((one) => one.trait === id) < index)
    yield { path: `${path}.trait`, text: said`"${id}" is set by another field already` };
  const trait = traits.get(id);
  if (!trait) return;
  if (!('type' in trait)) yield { path: `${path}.trait`, text: said`"${id}" is computed; only declared traits can be set` };
  else if (trait.type === 'list') yield { path: `${path}.trait`, text: said`a single value is taken from an answer, "${id}" is a list` };
}
