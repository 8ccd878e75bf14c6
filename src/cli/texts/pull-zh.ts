/** Texts of pull, in Chinese. */
import type { pullEn } from './pull-en.ts';

// biome-ignore format: one text a line reads as a catalogue
export const pullZh: Readonly<Record<keyof typeof pullEn, string>> = {
  'pull.description': '把当前发布的定义取回增长项目：与代码不同的每个定义，在 definitions/ 中写成一个文件。',
  'pull.dry_run': '只显示将写入和删除的文件',
  'pull.force': '连同在此处编辑过、从未发布的内容一并覆盖',
  'pull.written': '已写入：{file}',
  'pull.removed': '已删除：{file}',
  'pull.to_write': '将写入：{file}',
  'pull.to_remove': '将删除：{file}',
  'pull.kept_new': '保留：{kind}“{id}”是此处新增的，尚未发布',
  'pull.kept': '保留：{kind}“{id}”在此处的内容从未发布；--force 改用发布中的内容',
  'pull.none': '无需改动：项目与发布 {number} 一致。',
  'pull.none_but': '无需改动：除保留的内容外，项目与发布 {number} 一致。',
  'pull.done': '发布 {number}：写入 {written} 个文件，删除 {removed} 个。',
  'pull.would': '发布 {number}：将写入 {written} 个文件，删除 {removed} 个。',
};
