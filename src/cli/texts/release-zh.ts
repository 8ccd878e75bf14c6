/** Texts about releases, in Chinese. */
import type { releaseEn } from './release-en.ts';

// biome-ignore format: one text a line reads as a catalogue
export const releaseZh: Readonly<Record<keyof typeof releaseEn, string>> = {
  'plan.inside': '旅程“{journey}”：内有 {inside} 人',
  'plan.at_same': '  {inside} 人在版本 {version} 的节点“{step}”，该节点不变：{edit}',
  'plan.at_changed': '  {inside} 人在版本 {version} 的节点“{step}”，该节点有更改：{edit}',
  'plan.at_removed': '  {inside} 人在版本 {version} 的节点“{step}”，该节点已移除：{edit}',
  'apply.edit': '如何处理旅程内的客户：JOURNEY/STEP=stay、=exit、=move 或 =move:STEP（* 表示其余节点）；可重复',
  'plan.edit_stay': '他们走完原版本',
  'plan.edit_exit': '他们退出旅程',
  'plan.edit_move': '他们在新版本的同名节点继续',
  'plan.edit_move_to': '他们在新版本的节点“{step}”继续',
  'plan.members': '{kind}“{id}”：当前 {members} 名成员',
  'plan.new_group': '{kind}“{id}”：用 "volano preview FOLDER {kind}.{id}" 可预估人数',
  'plan.error': '错误',
  'plan.warning': '警告',
  'plan.finding': '{severity} {lint}：{kind}“{id}”{place}：{text}。',
  'plan.place': ' 位于 {path}',
  'plan.findings': '{errors} 个错误，{warnings} 个警告。说明见 docs/lints.md。',
  'plan.more': '  …… 另有 {count} 个 {lint}；用 --json 全部列出',
  'apply.findings': '{warnings} 个警告：用 "volano plan" 查看。',
  'rollback.description': '用较早发布的定义创建一个新的发布。用 --edit 说明如何处理旅程内的客户。',
  'rollback.number': '较早发布的编号（默认：当前发布的前一个）',
  'rollback.dry_run': '只显示会有哪些改动',
  'releases.back': '回滚到',
  'apply.accept': '即使这些检查发现错误也创建发布',
};
