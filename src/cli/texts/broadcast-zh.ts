/** Texts of `volano broadcast` in Chinese. */
import type { broadcastEn } from './broadcast-en.ts';

// biome-ignore format: one text a line reads as a catalogue
export const broadcastZh: Readonly<Record<keyof typeof broadcastEn, string>> = {
  'broadcast.description': '在某一时刻向一个分群发送一条消息：两个节点的旅程，并预估会被拦下多少。',
  'broadcast.send': '创建群发（默认：broadcast 分群 内容 ...）',
  'broadcast.segment': '发给谁：届时的分群成员',
  'broadcast.template': '发送的内容',
  'broadcast.at': '发送时间，按每位客户的当地时间，例如 2026-12-01T10:00',
  'broadcast.fallback': '渠道无法触达时的备用方式，按顺序：渠道:内容，或只写渠道（使用相同内容）',
  'broadcast.id': '群发的 ID（默认：由内容与日期生成）',
  'broadcast.name': '群发的名称（默认：由内容与日期生成）',
  'broadcast.holdout': '不发送的比例，用于衡量效果（营销消息默认 0.1）',
  'broadcast.target': '目标点击率（默认 0.02）',
  'broadcast.dry_run': '只说明结果',
  'broadcast.write': '把代码写入项目文件夹（默认 .），而不是直接发布',
  'broadcast.cancel': '在群发开始之前，把它从当前发布版本中去除',
  'broadcast.journey': '群发 {id}，空白对照组：{holdout}',
  'broadcast.no_forecast': '无法预估：当前发布版本还没有该分群、渠道或处理目的。',
  'broadcast.would': '没有发布或写入任何内容。',
  'broadcast.released': '已进入发布版本 {number}。volano broadcast cancel {id} 可取消。项目文件夹中没有它时，下次 apply 会将其去除：--write 可写入文件夹。',
  'broadcast.written': '已写入：{files}。接下来：volano plan',
  'broadcast.lines': '您的 index.ts 尚未引入群发，需要加上这两行：',
  'broadcast.cancelled': '发布版本 {number} 中已没有 {id}。',
};
