export { Entrance } from './entrance.tsx';
export { Join, useLink } from './join.tsx';
export { FIRST_OWNER, sessionQuery, useSession } from './session.ts';
