/** The management API of a running server, over HTTP. */
import { setTimeout as sleep } from 'node:timers/promises';
import { VolanoError, verbatim } from '../base/index.ts';
import type { RulesDifference } from '../core/index.ts';
import type { Project } from '../define/index.ts';
import type { Draft, IdentityPreviewProgress, ReleaseStanding, Review, RolloutReport } from '../runtime/index.ts';
import type {
  BenefitManagement,
  ContentManagement,
  DefinitionVersion,
  JourneyDiagnosis,
  JourneyFigures,
  JourneyManagement,
  Management,
  MemberManagement,
  QuarantineManagement,
  QuarantineRecord,
  ReleaseSummary,
  ReleaseWish,
  TagManagement,
  Where,
  WriteKeyManagement,
} from './management.ts';
import { refusalIn, ServerRefusal } from './refusal.ts';
import { localeOf } from './texts/index.ts';

interface Request {
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

/** Nothing is sent until a method is called. Errors: VOLANO_SERVER_UNREACHABLE, the server's own codes, VOLANO_SERVER_ANSWER_UNEXPECTED. */
export function managementClient(where: Where): Management {
  const get = <Answer>(path: string): Promise<Answer> => answerOf<Answer>(where, { method: 'GET', path });
  const ofDraft = (id: string): string => `/v1/drafts/${encodeURIComponent(id)}`;
  return {
    ...releasing(where),
    rollouts: async () => (await unlessUnknown(get<{ rollouts: readonly RolloutReport[] }>('/v1/rollouts')))?.rollouts ?? [],
    drafts: async () => (await get<{ drafts: readonly Draft[] }>('/v1/drafts')).drafts,
    draft: (id) => get(ofDraft(id)),
    approve: (id) => answerOf(where, { method: 'POST', path: `${ofDraft(id)}/approve`, body: {} }),
    reject: async (id, note) => {
      await answerOf(where, { method: 'POST', path: `${ofDraft(id)}/reject`, body: note === undefined ? {} : { note } });
    },
    releases: async () => (await get<{ releases: readonly ReleaseSummary[] }>('/v1/releases')).releases,
    release: () => get('/v1/releases/current'),
    versions: async (kind, id) => {
      const path = `/v1/definitions/${kind}/${encodeURIComponent(id)}`;
      return (await unlessUnknown(get<{ versions: readonly DefinitionVersion[] }>(path)))?.versions ?? [];
    },
    standing: () => unlessUnknown(get<ReleaseStanding>('/v1/releases/status')),
    report: () => get('/v1/report'),
    explain: (request) => get(`/v1/explain?${new URLSearchParams(request)}`),
    customer: (whom) => {
      const names = 'customer' in whom ? [whom.customer] : [whom.namespace, whom.value];
      return get(`/v1/customers/${names.map(encodeURIComponent).join('/')}`);
    },
    lineage: (whom) => get(`/v1/lineage?${new URLSearchParams(whom)}`),
    timeline: (whom, request) => {
      const named = Object.entries({ ...whom, ...request }).flatMap(([key, given]) => [given].flat().map((one) => [key, one]));
      return get(`/v1/timeline?${new URLSearchParams(named as [string, string][])}`);
    },
    calendar: (question) => get(`/v1/calendar?${new URLSearchParams(question)}`),
    snapshot: () => answerOf(where, { method: 'POST', path: '/v1/snapshots', body: {} }),
    snapshots: () => get('/v1/snapshots'),
    redeliver: (body) => answerOf(where, { method: 'POST', path: '/v1/redeliver', body }),
    identity: (whom) => get(`/v1/identity?${new URLSearchParams(whom)}`),
    previewIdentity: (project, onProgress) => {
      const asked = answerOf<RulesDifference>(where, { method: 'POST', path: '/v1/identity/preview', body: { project } });
      return whileAsking(asked, async () => {
        const { progress } = await get<{ progress: IdentityPreviewProgress | null }>('/v1/identity/preview');
        if (progress) onProgress(progress);
      });
    },
    previewUnmerge: (request) => answerOf(where, { method: 'POST', path: '/v1/identity/unmerge', body: { ...request, dryRun: true } }),
    unmerge: (request) => answerOf(where, { method: 'POST', path: '/v1/identity/unmerge', body: request }),
    previewBind: (request) => answerOf(where, { method: 'POST', path: '/v1/identity/bind', body: { ...request, dryRun: true } }),
    bind: (request) => answerOf(where, { method: 'POST', path: '/v1/identity/bind', body: request }),
    previewUnbind: (request) => answerOf(where, { method: 'POST', path: '/v1/identity/unbind', body: { ...request, dryRun: true } }),
    unbind: (request) => answerOf(where, { method: 'POST', path: '/v1/identity/unbind', body: request }),
    dictionary: {
      infer: ({ since, source }) =>
        get(`/v1/dictionary/infer?${new URLSearchParams({ since: String(since), ...(source !== undefined && { source }) })}`),
      check: (body) => answerOf(where, { method: 'POST', path: '/v1/dictionary/check', body }),
    },
    quality: (at) => get(at === undefined ? '/v1/quality' : `/v1/quality?at=${at}`),
    ...diagnosisClient(where),
    ...questionClient(where),
    content: contentClient(where),
    benefits: benefitClient(where),
    members: memberClient(where),
    writeKeys: writeKeyClient(where),
    journeys: journeyClient(where),
    quarantine: quarantineClient(where),
    tags: tagClient(where),
    close: async () => {},
  };
}

function questionClient(where: Where): Pick<Management, 'groups' | 'forecast' | 'preview' | 'recommendations' | 'recommended'> {
  const get = <Answer>(path: string): Promise<Answer> => answerOf<Answer>(where, { method: 'GET', path });
  return {
    groups: () => get('/v1/groups'),
    forecast: (body) => answerOf(where, { method: 'POST', path: '/v1/forecast', body }),
    preview: (body) => answerOf(where, { method: 'POST', path: '/v1/preview', body }),
    recommendations: async () => (await get<{ recommendations: readonly string[] }>('/v1/recommendations')).recommendations,
    recommended: (recommendation, about) =>
      get(`/v1/recommendations/${encodeURIComponent(recommendation)}?${new URLSearchParams(about as Record<string, string>)}`),
  };
}

function diagnosisClient(where: Where): Pick<Management, 'diagnosis' | 'reroute'> {
  const path = (journey: string): string => `/v1/journeys/${encodeURIComponent(journey)}`;
  return {
    diagnosis: async (journey) => {
      if (journey !== undefined) return [await answerOf<JourneyDiagnosis>(where, { method: 'GET', path: `${path(journey)}/diagnosis` })];
      return (await answerOf<{ readonly journeys: readonly JourneyDiagnosis[] }>(where, { method: 'GET', path: '/v1/diagnosis' })).journeys;
    },
    reroute: ({ journey, step, ...body }) =>
      answerOf(where, { method: 'POST', path: `${path(journey)}/steps/${encodeURIComponent(step)}/reroute`, body }),
  };
}

function journeyClient(where: Where): JourneyManagement {
  const path = (journey: string): string => `/v1/journeys/${encodeURIComponent(journey)}`;
  return {
    list: async () =>
      (await answerOf<{ readonly journeys: readonly JourneyFigures[] }>(where, { method: 'GET', path: '/v1/journeys' })).journeys,
    show: (journey) => answerOf(where, { method: 'GET', path: path(journey) }),
    start: (journey, body) => answerOf(where, { method: 'POST', path: `${path(journey)}/start`, body }),
  };
}

function memberClient(where: Where): MemberManagement {
  const path = (id: string): string => `/v1/members/${encodeURIComponent(id)}`;
  return {
    list: () => answerOf(where, { method: 'GET', path: '/v1/members' }),
    add: (body) => answerOf(where, { method: 'POST', path: '/v1/members', body }),
    change: (id, body) => answerOf(where, { method: 'PATCH', path: path(id), body }),
    link: (id) => answerOf(where, { method: 'POST', path: `${path(id)}/link`, body: {} }),
  };
}

function writeKeyClient(where: Where): WriteKeyManagement {
  const path = (id: string): string => `/v1/write-keys/${encodeURIComponent(id)}`;
  return {
    list: () => answerOf(where, { method: 'GET', path: '/v1/write-keys' }),
    make: (source, name) =>
      answerOf(where, {
        method: 'POST',
        path: `/v1/sources/${encodeURIComponent(source)}/write-keys`,
        body: { ...(name !== undefined && { name }) },
      }),
    rotate: (id, until) => answerOf(where, { method: 'POST', path: `${path(id)}/rotate`, body: { until } }),
    revoke: (id) => answerOf(where, { method: 'DELETE', path: path(id) }),
  };
}

function benefitClient(where: Where): BenefitManagement {
  return {
    list: () => answerOf(where, { method: 'GET', path: '/v1/benefits' }),
    bringIn: (benefit, codes) =>
      answerOf(where, { method: 'POST', path: `/v1/benefits/${encodeURIComponent(benefit)}/codes`, body: { codes } }),
  };
}

/** What a project would come to as a release, and making it. */
function releasing(where: Where): Pick<Management, 'plan' | 'apply' | 'rollback' | 'sayOfRollout'> {
  const release = (project: Project, wish: ReleaseWish): Promise<{ readonly number: number } | { readonly draft: string }> =>
    answerOf(where, { method: 'POST', path: '/v1/releases', body: { project, ...wish } });
  const plan = (project: Project, { edits, rollout }: Pick<ReleaseWish, 'edits' | 'rollout'> = {}): Promise<Review> => {
    const said = { ...(edits && { edits }), ...(rollout !== undefined && { rollout }) };
    return answerOf(where, { method: 'POST', path: '/v1/plan', body: { project, ...said } });
  };
  const apply: Management['apply'] = async (project, wish = {}) => {
    const planned = await plan(project, wish);
    // What was halted may begin again without any change.
    const isNothing = planned.changes.length === 0 && !wish.edits && !planned.rollouts?.length;
    return isNothing ? planned : { ...planned, ...(await release(project, wish)) };
  };
  return {
    plan,
    apply,
    rollback: (body) => answerOf(where, { method: 'POST', path: '/v1/rollback', body }),
    sayOfRollout: (id, body) => answerOf(where, { method: 'POST', path: `/v1/rollouts/${encodeURIComponent(id)}`, body }),
  };
}

function contentClient(where: Where): ContentManagement {
  const path = (template: string, rest: string): string => `/v1/content/${encodeURIComponent(template)}/${rest}`;
  return {
    list: () => answerOf(where, { method: 'GET', path: '/v1/content' }),
    versions: (template, range) => answerOf(where, { method: 'GET', path: path(template, `versions?${new URLSearchParams(range)}`) }),
    preview: (template, question) => answerOf(where, { method: 'GET', path: path(template, `preview?${new URLSearchParams(question)}`) }),
    rollback: (template, body) => answerOf(where, { method: 'POST', path: path(template, 'rollback'), body }),
  };
}

function quarantineClient(where: Where): QuarantineManagement {
  const get = <Answer>(path: string): Promise<Answer> => answerOf<Answer>(where, { method: 'GET', path: `/v1/quarantine${path}` });
  const post = <Answer>(path: string, body: object): Promise<Answer> =>
    answerOf<Answer>(where, { method: 'POST', path: `/v1/quarantine/${path}`, body });
  const query = (values: object): string =>
    new URLSearchParams(Object.entries(values).map(([key, value]): [string, string] => [key, String(value)])).toString();
  return {
    async list(selection, limit) {
      const records: QuarantineRecord[] = [];
      // A page that found little among what it looked at says where to go on.
      for (let before: string | undefined; ; ) {
        const asked = { ...selection, limit: limit - records.length, ...(before !== undefined && { before }) };
        const page = await get<{ readonly records: readonly QuarantineRecord[]; readonly next?: string }>(`?${query(asked)}`);
        records.push(...page.records);
        if (page.next === undefined || records.length >= limit) return { records };
        before = page.next;
      }
    },
    show: (id) => get(`/${encodeURIComponent(id)}`),
    stats: (selection) => get(`/stats?${query(selection)}`),
    identifiers: () => get('/identifiers'),
    replay: (request) => post('replay', request),
    drop: (request) => post('drop', request),
  };
}

function tagClient(where: Where): TagManagement {
  const get = <Answer>(path: string, draw: { readonly sample: number; readonly seed: string }): Promise<Answer> =>
    answerOf<Answer>(where, { method: 'GET', path: `/v1/tags${path}?sample=${draw.sample}&seed=${encodeURIComponent(draw.seed)}` });
  return {
    figures: (draw) => get('', draw),
    figuresOf: (tag, draw) => get(`/${encodeURIComponent(tag)}`, draw),
    audit: (body) => answerOf(where, { method: 'POST', path: '/v1/tags/audit', body }),
    sheet: (tag, draw) => get(`/${encodeURIComponent(tag)}/sheet`, draw),
    judge: (body) => answerOf(where, { method: 'POST', path: '/v1/tags/judgements', body }),
  };
}

/** Whether any Volano server answers at the address. */
export async function answers(url: string): Promise<boolean> {
  try {
    await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    return false;
  }
}

async function answerOf<Answer>({ url, token, member, json }: Where, { method, path, body }: Request): Promise<Answer> {
  // What a server refuses it says in the language of whoever reads it: a program reads English.
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': json ? 'en' : localeOf(process.env) };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  if (member !== undefined) headers['x-volano-member'] = member;
  let response: Response;
  try {
    response = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  } catch (cause) {
    throw new VolanoError('VOLANO_SERVER_UNREACHABLE', { url, problem: verbatim(reasonOf(cause)) }, { cause });
  }
  const text = await response.text();
  const request = `${method} ${path}`;
  const answer = parsed(text);
  if (answer === undefined) {
    throw new VolanoError('VOLANO_SERVER_ANSWER_UNEXPECTED', {
      url,
      status: response.status,
      request,
      problem: verbatim(text.slice(0, 200)),
    });
  }
  if (response.ok) return answer as Answer;
  throw (
    refusalIn(answer, response.status) ??
    new VolanoError('VOLANO_SERVER_ANSWER_UNEXPECTED', { url, status: response.status, request, problem: verbatim(text.slice(0, 200)) })
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
}

/** The answer, or undefined when the server says that there is no such thing. */
async function unlessUnknown<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ServerRefusal && error.code === 'VOLANO_RESOURCE_UNKNOWN') return undefined;
    throw error;
  }
}

const LOOK_MS = 500;

/** Looks again and again until the answer is there; that looking failed is no matter. */
async function whileAsking<Answer>(asked: Promise<Answer>, look: () => Promise<void>): Promise<Answer> {
  const ended = asked.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([ended, sleep(LOOK_MS, false, { ref: false })]))) await look().catch(() => undefined);
  return asked;
}
