/** Texts about members, in Chinese. */
import type { memberEn } from './member-en.ts';

export const memberZh: Readonly<Record<keyof typeof memberEn, string>> = {
  'member.description': '成员：谁可以登录控制台，以及各自的权限。',
  'member.list': '列出所有成员。',
  'member.add': '邀请成员，并输出邀请链接。第一位成员必须是所有者（owner）。',
  'member.roles': '设置成员的角色，替换原有角色。',
  'member.disable': '停用成员：立即结束其会话与令牌。',
  'member.enable': '重新启用成员。',
  'member.link': '生成一次性链接：用于邀请或重设密码。',
  'member.who': '邮箱或编号',
  'member.email': '邮箱',
  'member.name': '姓名；默认取 @ 之前的部分',
  'member.role': '角色：{roles}',
  'member.added': '已邀请 {name}（{roles}）。链接一次有效，截止 {until}：',
  'member.changed': '成员 {name}：{roles}，{state}。',
  'member.linked': '{name} 的链接，一次有效，截止 {until}：',
  'member.column.id': '编号',
  'member.column.name': '姓名',
  'member.column.email': '邮箱',
  'member.column.roles': '角色',
  'member.column.state': '状态',
};
