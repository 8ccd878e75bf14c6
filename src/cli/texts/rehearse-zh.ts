/** 旅程测试、仿真与开发模式的文案。 */
import type { rehearseEn } from './rehearse-en.ts';

// biome-ignore format: one text a line reads as a catalogue
export const rehearseZh: Readonly<Record<keyof typeof rehearseEn, string>> = {
  'test.description': '在虚拟时间中运行项目的旅程测试（*.journey.ts）：不用数据库，不联网，不触达任何人。',
  'test.filter': '只运行文件名或测试名包含此文字的测试',
  'test.watch': '文件夹中的文件一有改动就重新运行，按 Ctrl-C 结束',
  'test.none': '没有测试：{folder} 下没有以 .journey.ts 结尾且声明了测试的文件（docs/rehearsal.md）。',
  'test.none_matching': '没有文件名或测试名包含“{filter}”的测试。',
  'test.passed': '通过',
  'test.failed': '失败',
  'test.summary': '通过 {passed} 个，失败 {failed} 个，用时 {took} 毫秒',
  'test.found': '实际：{found}',
  'test.place': '位于 {place}，当时为 {now}（{zone}）',
  'test.trace': '{who} 的经过：',
  'test.nothing': '（无）',
  'watch.waiting': '正在监视 {folder}，按 Ctrl-C 结束。',
  'watch.changed': '{time}  有改动：{files}',
  'dev.description': '编写项目时持续监视：每次保存都显示发布会带来的改动，并运行旅程测试。',
  'dev.plan': '发布预览：',
  'dev.tests': '测试：',
};
