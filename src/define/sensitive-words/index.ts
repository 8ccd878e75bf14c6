/** define/sensitive-words: where words that a project watches for stand in a text. Pure. */
export { type WordAt, wordsIn, wordsOfContent, wordsOfSource } from './content.ts';
export { type WordFinder, type WordSpan, wordFinder } from './finder.ts';
