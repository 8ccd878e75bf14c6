/** The importer: files of rows through the door. */
export type { ImportCounts } from './checkpoint.ts';
export { type ImportOptions, type ImportProgress, type ImportResult, importFile } from './import-file.ts';
export { type Conversion, conversionOf, type ImportMap } from './map/index.ts';
export type { RejectedRow } from './rejects.ts';
export { type HttpSenderOptions, httpSender, type Send, type SendResult } from './send.ts';
