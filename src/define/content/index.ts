/** define/content: what templates and blocks come to, before anything is rendered. Pure. */
export { type Blocks, blankedBlocks, blocksOf, placeOfBlock, withBlocks } from './blocks.ts';
export { CONTENT_FIELDS, type ContentAt, type ContentField, contentsOf, forLocale, localeKey } from './contents.ts';
export { type ApprovalState, approvalOf, blocksWithin, fingerprintOf } from './fingerprint.ts';
export { formatOf, LIQUID, type SourceFormat } from './format.ts';
export { channelsOf } from './sent-through.ts';
export { type SmsEncoding, type SmsLength, smsLengthOf } from './sms-length.ts';
export { type ContentUse, usedBy } from './used-by.ts';
