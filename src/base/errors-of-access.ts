/** Rows of the error catalogue: members, their sessions and tokens, and what they may do. */
import type { ErrorCode } from './error-code.ts';
import type { CatalogueRow } from './errors.ts';

type Code = Extract<ErrorCode, `VOLANO_ACCESS_${string}`>;

export const ACCESS_ERRORS: Readonly<Record<Code, CatalogueRow>> = {
  VOLANO_ACCESS_CSRF: {
    kind: 'input',
    message:
      'A change that is asked for with a session’s cookie needs the session’s token in the header x-volano-csrf. GET /v1/session tells it; programs use an API token instead.',
  },
  VOLANO_ACCESS_DENIED: {
    kind: 'input',
    message: 'This needs the permission "{permission}", which you do not have. Ask an owner for a role that has it.',
  },
  VOLANO_ACCESS_EMAIL_TAKEN: { kind: 'input', message: 'There is a member with the e-mail address {email} already.' },
  VOLANO_ACCESS_FIELD: { kind: 'input', message: '{field}: {problem}.' },
  VOLANO_ACCESS_FIRST_OWNER: {
    kind: 'input',
    message: 'The first member has to be an owner, or nobody could make others. Give the role "owner".',
  },
  VOLANO_ACCESS_LAST_OWNER: {
    kind: 'input',
    message: 'This is the last active owner; nobody could manage members any more. Make somebody else an owner first.',
  },
  VOLANO_ACCESS_LINK_INVALID: {
    kind: 'input',
    message: 'This link has been used, has expired, or was never made. Ask an owner for a new one ("volano member link EMAIL").',
  },
  VOLANO_ACCESS_OIDC: {
    kind: 'input',
    message: 'Signing in through your organisation did not work: {problem}. Begin again at the sign-in page.',
  },
  VOLANO_ACCESS_OIDC_DOWN: {
    kind: 'retry',
    message: 'The identity provider of "oidc.issuer" does not answer as it should: {problem}. Sign in with a password, or try again.',
  },
  VOLANO_ACCESS_PASSWORD_WEAK: {
    kind: 'input',
    message: 'The password is too easy to guess: {problem}. Use {length} characters or more that are not a common password or your name.',
  },
  VOLANO_ACCESS_RATE: { kind: 'input', message: 'Too many requests at once. Go on in {seconds} s.' },
  VOLANO_ACCESS_SIGN_IN_REFUSED: {
    kind: 'input',
    message: 'E-mail address or password is wrong, or the member is disabled. An owner can make a link for a new password.',
  },
  VOLANO_ACCESS_SIGN_IN_REQUIRED: {
    kind: 'input',
    message:
      'Sign in first: this installation has members. Programs send "Authorization: Bearer <token>" with an API token; commands on the machine of the server find theirs in the data folder.',
  },
  VOLANO_ACCESS_THROTTLED: {
    kind: 'input',
    message: 'Signing in has failed too often. Try again in {seconds} s.',
  },
  VOLANO_ACCESS_TOKEN_INVALID: {
    kind: 'input',
    message: 'The token is unknown, has expired or was revoked. Make a new one under your account, or with POST /v1/tokens.',
  },
};
