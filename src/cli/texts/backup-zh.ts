/** Texts of `volano backup` and `volano restore` in Chinese. */
import type { backupEn } from './backup-en.ts';

// biome-ignore format: one text a line reads as a catalogue
export const backupZh: Readonly<Record<keyof typeof backupEn, string>> = {
  'backup.description': '把状态、日志、数据仓库和设置复制到一个文件夹，服务器运行时也可以。再次备份到同一文件夹时只加入新内容。',
  'backup.to': '备份文件夹：不存在则创建，否则须为空，或是本安装的备份',
  'backup.keep': '文件夹中保留几份状态，供恢复时作为起点',
  'backup.dry_run': '只说明会复制多少、还有多少空间',
  'backup.progress': '{part} {bar} {percent} {size}',
  'backup.part.state': '状态',
  'backup.part.log': '日志',
  'backup.part.warehouse': '数据仓库',
  'backup.part.file': '文件',
  'backup.part.check': '校验',
  'backup.part.replay': '重放',
  'backup.would': '位置 {position}：日志 {entries} 条，数据仓库 {rows} 行，状态 {state}，其他文件 {files}（压缩前；压缩后通常不到一半）。备份文件夹所在磁盘可用：{free}。',
  'backup.done': '完整，位置 {position}，{time}。新增 {added} 个文件，{size}；文件夹现有 {total}，{points} 份可作起点的状态。',
  'restore.description': '用备份生成数据文件夹：恢复到备份末尾、某个位置或某个时刻。',
  'restore.from': '备份文件夹',
  'restore.to': '数据文件夹：不存在则创建，否则须为空',
  'restore.position': '计入的最后一条日志',
  'restore.time': '计入日志在此之前收到的内容：日期、时刻，或多久之前，例如 2h',
  'restore.dry_run': '只说明会做什么',
  'restore.deliver': '下次启动时交付等待中的消息，即使它们可能已经交付过',
  'restore.would': '位置 {position}：从位置 {from} 的状态开始，重放 {replayed} 条。未计索引 {size}；磁盘可用：{free}。',
  'restore.done': '已恢复到位置 {position}，{time}，从位置 {from} 的状态开始，重放 {replayed} 条。',
  'restore.held': '有 {held} 条消息在等待，备份之后是否已交付无从得知：现作为死信保留。`volano redeliver --all` 可重新发送。',
  'restore.sent': '有 {sent} 条等待中的消息，备份的日志表明它们之后已交付：不再发送。',
  'restore.waiting': '有 {waiting} 条消息在等待，下次启动时交付。',
  'restore.next': '接下来：volano verify --data {to}，然后 volano serve --data {to}',
};
