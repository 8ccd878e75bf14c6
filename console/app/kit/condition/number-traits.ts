/** The traits that hold a number, by name. Those whose type nobody knows here are among them: the server says what does not fit. */
import { traitType, useVocabulary } from './vocabulary.ts';

export function useNumberTraits(): readonly { readonly id: string; readonly name: string }[] {
  const { names, traits, events } = useVocabulary();
  const typeOf = (id: string) =>
    traitType(
      traits.find((one) => one.id === id),
      events,
    );
  return names.all('trait').filter(({ id }) => ['number', 'unknown'].includes(typeOf(id)));
}
