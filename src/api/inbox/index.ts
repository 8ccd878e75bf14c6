export { registerInbox, registerInboxModule } from './routes.ts';
export { registerInboxTokens } from './tokens.ts';
