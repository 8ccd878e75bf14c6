/**
 * What Segment's browser client asks its CDN for before it sends: with `cdnURL` pointing here, the page sends its events here too.
 * The address is the one by which the page reached us.
 */
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '../../core/index.ts';

export function browserSettings(request: FastifyRequest, writeKey: string): JsonObject {
  return {
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${request.host}${request.url.slice(0, request.url.indexOf('/projects/'))}`,
        protocol: request.protocol,
        unbundledIntegrations: [],
        addBundledMetadata: true,
        maybeBundledConfigIds: {},
        versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
      },
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    // The client's own telemetry would go to its vendor.
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  };
}
