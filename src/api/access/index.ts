export { type AccessOptions, assertAccess, isLoopback } from './access.ts';
export { PREVIEW_HEADERS, SECURITY_HEADERS } from './headers.ts';
