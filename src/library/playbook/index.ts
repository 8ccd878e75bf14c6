/** Playbooks, and the house that they are used in. */
export { type House, type HouseFacts, houseOf, type MessageKind } from './house.ts';
export { housed } from './housed.ts';
export { HELLO, type Letter, type LetterWords, lettersOf } from './letter.ts';
export { type Playbook, type PlaybookResult, united } from './playbook.ts';
