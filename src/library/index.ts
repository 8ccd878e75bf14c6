/**
 * library: definitions that are ready to be taken into a project, as they are or with some of them replaced. They are definitions like any other: nothing in
 * the engine knows of them.
 */
export { type DictionaryOptions, dictionary } from './dictionary/index.ts';
export { overridden } from './overridden.ts';
export {
  HELLO,
  type House,
  type HouseFacts,
  housed,
  houseOf,
  type Letter,
  type LetterWords,
  lettersOf,
  type MessageKind,
  type Playbook,
  type PlaybookResult,
  united,
} from './playbook/index.ts';
export {
  type Amounts,
  type Category,
  type EventRole,
  type Group,
  type LibraryDefinition,
  type Place,
  type PropertyRole,
  type Retail200Options,
  retail200,
  type Words,
} from './retail-200/index.ts';
export { advertisingWords } from './sensitive-words/advertising-law.ts';
