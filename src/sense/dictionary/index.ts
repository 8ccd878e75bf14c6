/** The data dictionary at the door: whether an event keeps to its definition, and what happens when it does not. */
export { clientTypes } from './client-types.ts';
export { compileDictionary, type Dictionary, type Judgement } from './dictionary.ts';
export { violationText } from './violation-text.ts';
