/** Security headers of everything that is not the door. */

/** Scripts and styles from our own files only; nothing inline, nothing from elsewhere, no frame of anybody around us. */
function policy(styles: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': policy("'self'"),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Of a page whose script makes style elements: those that carry the answer's own nonce count as ours. */
export function pagePolicy(nonce: string): string {
  return policy(`'self' 'nonce-${nonce}'`);
}

/**
 * Of a message shown as its receiver sees it: styles of its own, as e-mails have, but no script, no form, no link out of
 * the frame and no picture from elsewhere (it would tell the sender's servers who looks), within our own page only.
 */
export const PREVIEW_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
