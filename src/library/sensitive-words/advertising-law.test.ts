import { describe, expect, test } from 'vitest';
import { definePolicy, defineProject, defineWorkspace, problemsOf, wordFinder } from '../../define/index.ts';
import { advertisingWords } from './advertising-law.ts';

const finder = wordFinder(advertisingWords());
const found = (text: string): string[] => finder.spans(text).map(({ word, list, severity }) => `${word} ${list} ${severity}`);

test('the lists pass the check of a project, together', () => {
  const workspace = defineWorkspace({ id: 'w', name: { en: 'W', zh: '店' }, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' });
  const project = defineProject(workspace, definePolicy({ sensitiveWords: advertisingWords() }));
  expect(problemsOf(JSON.parse(JSON.stringify(project)))).toEqual([]);
});

describe('what is found', () => {
  test.each([
    ['what the law names is blocked', '国家级配方，最 佳之选', ['国家级 cn_ad_law block', '最佳 cn_ad_law block']],
    ['what is like it is reviewed', '全网销量第一，顶级面料', ['第一 cn_ad_absolute review', '顶级 cn_ad_absolute review']],
    ['an order in time is nothing', '第一时间告诉您；第一份礼物；您的第一笔订单；最新消息', []],
    ['a comparison that says its measure is nothing', '比上一代轻 20%，2024 年销量 30 万件', []],
    ['healing', '药到病除，治愈率 98%', ['药到病除 cn_ad_health review', '治愈率 cn_ad_health review']],
    ['returns', '保本理财，稳赚不赔', ['保本 cn_ad_returns review', '稳赚不赔 cn_ad_returns review']],
    ['a figure with its sign', '100%有效', ['100%有效 cn_ad_absolute review']],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

test('every list says in both languages why, and by which article', () => {
  for (const { note } of advertisingWords()) {
    expect(note?.en).toMatch(/Art\. \d/);
    expect(note?.zh).toMatch(/《广告法》第/);
  }
});
