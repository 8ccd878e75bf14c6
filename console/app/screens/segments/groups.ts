/** What is asked of the server about segments and tags. */
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Condition, type Groups } from '../../api/index.ts';

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: ({ signal }): Promise<Groups> => answerOf(api.GET('/v1/groups', { signal })),
});

/** What the running release says of a segment or tag. */
export interface Defined {
  readonly owner?: string;
  readonly expiry?: string;
  readonly condition?: Condition;
}

interface SegmentOrTag extends Omit<Defined, 'condition'> {
  readonly kind: string;
  readonly id: string;
  readonly condition?: unknown;
  readonly rule?: unknown;
}

/** By `kind.id`. Needs the permission `releases.read`. */
export const definitionsQuery = queryOptions({
  queryKey: ['releases', 'current', 'groups'],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, Defined>> => {
    const { definitions } = await answerOf(api.GET('/v1/releases/{number}', { params: { path: { number: 'current' } }, signal }));
    return new Map(
      definitions
        .filter(({ definition }) => definition.kind === 'segment' || definition.kind === 'tag')
        .map(({ definition }): [string, Defined] => {
          const { kind, id, owner, expiry, condition: members, rule } = definition as SegmentOrTag;
          const condition = (members ?? rule) as Condition | undefined;
          const about = { ...(owner !== undefined && { owner }), ...(expiry !== undefined && { expiry }), ...(condition && { condition }) };
          return [`${kind}.${id}`, about];
        }),
    );
  },
});
