export { createReturns, type KnownMessage, type OpenedLink, type ReturnsOptions } from './returns.ts';
