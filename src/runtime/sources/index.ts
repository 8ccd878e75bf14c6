/** Who may send events: sources, and their write keys. */
export { loadSources, makeVisitorKey, type Source } from './sources.ts';
export { openWriteKeys, WRITE_KEYS_DESK, type WriteKey, type WriteKeys, type WriteKeyWish } from './write-keys.ts';
