/** What the door takes at most. */
export interface CallLimits {
  /** Bytes of one call as it is kept. */
  readonly callBytes: number;
  /** Bytes of a request's body, unpacked. */
  readonly requestBytes: number;
  /** Calls in one batch. */
  readonly batchCalls: number;
}

/** Segment's: 32 KiB per call, 500 KiB and 2,500 calls per request. */
export const DEFAULT_LIMITS: CallLimits = { callBytes: 32 * 1024, requestBytes: 500 * 1024, batchCalls: 2_500 };

/** Keys of `properties` and of `traits`, each. */
export const KEYS_MAX = 300;
/** Levels of objects and lists below `properties`, `traits` and `context`. */
export const DEPTH_MAX = 64;
/** Characters (UTF-16 units). */
export const MESSAGE_ID_MAX = 100;
export const EVENT_NAME_MAX = 255;
/** So that namespace and value together fit into a key of the state store, three bytes per character. */
export const IDENTIFIER_MAX = 500;
export const NAMESPACE_MAX = 64;
export const IDENTIFIERS_MAX = 25;
