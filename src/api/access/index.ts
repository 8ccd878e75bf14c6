export type { AccessOptions } from './access.ts';
export { keepBounds } from './bounds.ts';
export { cookieOf, noCookie, noStep, sessionIn, stepIn, stepOf } from './cookie.ts';
export { assertOwnPage, type EnforceOptions, enforce } from './enforce.ts';
export { PREVIEW_HEADERS, pagePolicy, SECURITY_HEADERS } from './headers.ts';
export { type Begun, OidcSignIn } from './oidc.ts';
export type { RoutePermission } from './permissions.ts';
export { hidesContacts, withoutContacts } from './personal.ts';
export { addressOf, memberPrincipal, type Principal, principalOf, sayerOf } from './principal.ts';
