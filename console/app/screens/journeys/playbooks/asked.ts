/** What is asked of the server about playbooks. */
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Playbook, type PlaybookPlan } from '../../../api/index.ts';

export const playbooksQuery = queryOptions({
  queryKey: ['playbooks'],
  queryFn: async ({ signal }): Promise<readonly Playbook[]> => (await answerOf(api.GET('/v1/playbooks', { signal }))).playbooks,
});

/** What taking it would come to. Needs the permission `releases.write`. */
export const playbookPlanQuery = (id: string) =>
  queryOptions({
    queryKey: ['playbooks', id],
    queryFn: ({ signal }): Promise<PlaybookPlan> =>
      answerOf(api.POST('/v1/playbooks/{playbook}', { params: { path: { playbook: id } }, body: { dryRun: true }, signal })),
  });

export function takePlaybook(id: string): Promise<PlaybookPlan> {
  return answerOf(api.POST('/v1/playbooks/{playbook}', { params: { path: { playbook: id } }, body: {} }));
}
