export { type AccessOptions, assertAccess } from './access.ts';
export { PREVIEW_HEADERS, SECURITY_HEADERS } from './headers.ts';
