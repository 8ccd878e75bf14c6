/**
 * library: definitions that are ready to be taken into a project, as they are or with some of them replaced. They are definitions like any other: nothing in
 * the engine knows of them.
 */
export { type DictionaryOptions, dictionary } from './dictionary/index.ts';
export { overridden } from './overridden.ts';
export { type LibraryDefinition, type Retail200Options, retail200 } from './retail-200/index.ts';
