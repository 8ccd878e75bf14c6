export { createReturns, type KnownMessage, type OpenedLink, type ReturnsOptions } from './returns.ts';
export { languageOf } from './texts.ts';
