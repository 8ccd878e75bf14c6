/** The ready roles: sets of permissions. A member may have several, and may then do what any of them may. */
import type { Text } from '../../define/index.ts';
import { PERMISSIONS, type Permission } from './permissions.ts';

/** Ids of the ready roles, the owner's first. */
export const ROLE_IDS = [
  'owner',
  'data_steward',
  'journey_designer',
  'rules_engineer',
  'content_creator',
  'channel_operator',
  'analyst',
  'advisor',
  'service_agent',
  'compliance_reviewer',
  'executive',
] as const;

/** Id of a ready role. */
export type RoleId = (typeof ROLE_IDS)[number];

/** A set of permissions under a name. */
export interface MemberRole {
  readonly id: RoleId;
  readonly name: Text;
  readonly description: Text;
  readonly permissions: ReadonlySet<Permission>;
}

/** Who works on the product's definitions sees what there is. */
const SIGHT: readonly Permission[] = [
  'self',
  'overview.read',
  'segments.read',
  'tags.read',
  'dictionary.read',
  'journeys.read',
  'calendar.read',
  'content.read',
  'benefits.read',
  'recommendations.read',
  'quality.read',
  'releases.read',
];
/** Who proposes a release may take it back. */
const PROPOSING: readonly Permission[] = ['releases.write', 'releases.reject'];

const ROLES: Readonly<Record<RoleId, Omit<MemberRole, 'id' | 'permissions'> & { readonly permissions: readonly Permission[] }>> = {
  owner: {
    name: { en: 'Owner', zh: '所有者' },
    description: { en: 'May do everything, and decides who is a member.', zh: '拥有全部权限，并决定谁是成员。' },
    permissions: PERMISSIONS,
  },
  data_steward: {
    name: { en: 'Data steward', zh: '数据管理员' },
    description: {
      en: 'Keeps the data dictionary, identities and the quarantine in order.',
      zh: '维护数据字典、身份打通与隔离区，保证数据质量。',
    },
    permissions: [
      ...SIGHT,
      ...PROPOSING,
      'reports.read',
      'customers.read',
      'customers.identity',
      'dictionary.write',
      'traits.write',
      'tags.write',
      'tags.audit',
      'quarantine.read',
      'quarantine.replay',
      'quarantine.drop',
    ],
  },
  journey_designer: {
    name: { en: 'Journey designer', zh: '旅程设计师' },
    description: { en: 'Draws journeys and the segments that enter them.', zh: '设计旅程以及进入旅程的分群。' },
    permissions: [
      ...SIGHT,
      ...PROPOSING,
      'reports.read',
      'customers.read',
      'messages.read',
      'segments.write',
      'journeys.write',
      'journeys.start',
      'journeys.reroute',
      'content.preview',
      'messages.test',
      'benefits.write',
      'decide',
      'releases.rollout',
    ],
  },
  rules_engineer: {
    name: { en: 'Rules engineer', zh: '规则工程师' },
    description: {
      en: 'Writes traits, tags, segments and policies, and takes releases back.',
      zh: '编写客户属性、标签、分群与策略，并负责回滚发布版本。',
    },
    permissions: [
      ...SIGHT,
      ...PROPOSING,
      'reports.read',
      'customers.read',
      'messages.read',
      'dictionary.write',
      'traits.write',
      'tags.write',
      'tags.audit',
      'segments.write',
      'journeys.write',
      'journeys.reroute',
      'policies.write',
      'decide',
      'quarantine.read',
      'releases.rollback',
      'releases.rollout',
    ],
  },
  content_creator: {
    name: { en: 'Content creator', zh: '内容创作者' },
    description: { en: 'Writes templates and content blocks.', zh: '撰写模板与内容块。' },
    permissions: [...SIGHT, ...PROPOSING, 'content.preview', 'content.write', 'messages.test'],
  },
  channel_operator: {
    name: { en: 'Channel operator', zh: '渠道运营' },
    description: {
      en: 'Keeps channels running and sends again what failed.',
      zh: '保障渠道正常运行，重新发送失败的消息。',
    },
    permissions: [
      ...SIGHT,
      ...PROPOSING,
      'reports.read',
      'customers.read',
      'messages.read',
      'messages.redeliver',
      'messages.test',
      'inbox.issue',
      'channels.write',
      'benefits.write',
      'quarantine.read',
      'system.read',
      'settings.sources',
    ],
  },
  analyst: {
    name: { en: 'Analyst', zh: '分析师' },
    description: { en: 'Reads reports, and tries segments out.', zh: '查看报表，探索与试算分群。' },
    permissions: [...SIGHT, ...PROPOSING, 'reports.read', 'customers.read', 'messages.read', 'segments.write', 'tags.audit'],
  },
  advisor: {
    name: { en: 'Advisor', zh: '顾问' },
    description: { en: 'Serves customers of their own, whom they know by name.', zh: '服务自己名下的客户，可查看其联系方式。' },
    permissions: [
      'self',
      'overview.read',
      'customers.read',
      'customers.personal',
      'messages.read',
      'segments.read',
      'tags.read',
      'journeys.read',
      'journeys.start',
      'calendar.read',
      'content.read',
      'content.preview',
      'benefits.read',
      'recommendations.read',
      'decide',
    ],
  },
  service_agent: {
    name: { en: 'Service agent', zh: '客服' },
    description: { en: 'Answers requests of customers.', zh: '处理客户的服务请求。' },
    permissions: [
      'self',
      'overview.read',
      'customers.read',
      'customers.personal',
      'messages.read',
      'tags.read',
      'journeys.read',
      'calendar.read',
      'content.read',
      'benefits.read',
      'recommendations.read',
    ],
  },
  compliance_reviewer: {
    name: { en: 'Compliance reviewer', zh: '合规审核员' },
    description: {
      en: 'Approves releases and content, and sees who did what and who looked at whom.',
      zh: '审批发布版本与内容，核查谁做了什么、谁查看了谁的信息。',
    },
    permissions: [
      ...SIGHT,
      'reports.read',
      'customers.read',
      'messages.read',
      'tags.audit',
      'content.preview',
      'content.approve',
      'releases.approve',
      'releases.reject',
      'audit.read',
    ],
  },
  executive: {
    name: { en: 'Executive', zh: '高管' },
    description: { en: 'Sees figures and what is planned, and no single customer.', zh: '查看指标与计划，不涉及单个客户。' },
    permissions: [
      'self',
      'overview.read',
      'reports.read',
      'segments.read',
      'tags.read',
      'journeys.read',
      'calendar.read',
      'quality.read',
      'releases.read',
    ],
  },
};

/** In the order of `ROLE_IDS`. */
export function roles(): readonly MemberRole[] {
  return ROLE_IDS.map((id) => ({ id, ...ROLES[id], permissions: new Set(ROLES[id].permissions) }));
}

/** What somebody with these roles may do. */
export function permissionsOf(ids: readonly RoleId[]): ReadonlySet<Permission> {
  return new Set(ids.flatMap((id) => ROLES[id].permissions));
}
