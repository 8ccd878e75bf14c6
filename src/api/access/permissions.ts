/**
 * What a route says of itself: `config: { permission, audit }`.
 *
 * `permission`: what whoever asks must be allowed to do; `open`: everybody may, or the route has a proof of its own.
 * `audit`: whether the audit log keeps it, as a change, or as a look at somebody's personal data.
 */
import type { Permission } from '../../runtime/index.ts';

/** What a route asks for. */
export type RoutePermission = Permission | 'open';

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly permission?: RoutePermission;
    readonly audit?: 'look' | 'change';
  }
}
